"""Domain rooms: nouns, rules and actions; no pages and no requests."""
