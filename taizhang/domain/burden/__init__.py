"""Burden: what is asked of organisations beside their duties, and how much work all of it is."""
