"""Visits to organisations: one item a year for each office, and none too close to another."""
