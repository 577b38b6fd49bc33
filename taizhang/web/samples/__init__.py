"""Records drawn for peers to read: the draw for everyone to do again, the reading, and what was found."""
