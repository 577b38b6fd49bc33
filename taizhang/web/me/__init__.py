"""What a person may see and do about himself."""
