"""Exchange with the national record: export, and the page of differences."""
