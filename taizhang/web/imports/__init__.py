"""Pages on which files are offered, previewed, applied and corrected."""
