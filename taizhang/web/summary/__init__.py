"""What a week or a month came to, computed from the records: branches write nothing for it."""
