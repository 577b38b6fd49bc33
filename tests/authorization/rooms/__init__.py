"""One file of rows for every room of pages."""
