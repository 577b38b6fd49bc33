"""Visits: what offices come for in a year, and when."""
