"""Pages of saved filters: kept, named, shared, removed."""
