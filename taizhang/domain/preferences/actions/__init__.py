"""What can be done to what people keep for themselves."""
