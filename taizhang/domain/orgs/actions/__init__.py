"""What can be done to organisations and people."""
