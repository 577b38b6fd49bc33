"""Pages of the domain's nouns, their frame and the API."""
