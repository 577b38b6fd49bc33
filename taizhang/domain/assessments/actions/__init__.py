"""What is done to schemes, marks and assessments."""
