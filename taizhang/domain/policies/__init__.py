"""Policies: switches that burden the grassroots, each off until a recorded basis switches it on for a time."""
