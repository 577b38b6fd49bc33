"""Calendars to subscribe to: secret addresses that a person makes for his own calendar program, and can revoke."""
