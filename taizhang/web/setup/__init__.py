"""The first day of an empty installation: its district and its first administrators."""
