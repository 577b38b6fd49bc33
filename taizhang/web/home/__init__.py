"""What a person should do now, by post."""
