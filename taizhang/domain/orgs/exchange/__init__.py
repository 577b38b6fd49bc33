"""Exchange with the national record: its 26 items go out, its export is compared; nothing is collected again."""
