"""The interface for programs: the same actions and permissions as the pages, in JSON."""
