"""Pages of keys: one's own, and everyone's for the security administrator."""
