"""Pages of organisations: the list, the tree, one organisation, and what can be changed about it."""
