"""The policy page: what would burden the grassroots, off until a document switches it on."""
