"""The nouns of the interface, one file each; found by their place."""
