"""Pages of duties: one of them, many of them, issuing."""
