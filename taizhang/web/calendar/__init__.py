"""The calendar of duties."""
