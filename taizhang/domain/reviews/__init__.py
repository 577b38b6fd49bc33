"""Reviews: one life for everything submitted, returned and approved."""
