"""Search by characters, pinyin and initials."""
