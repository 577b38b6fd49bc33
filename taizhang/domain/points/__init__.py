"""Points: an append-only ledger derived from approved records."""
