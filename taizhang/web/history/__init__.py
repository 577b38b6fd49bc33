"""Who changed what, when and why: the history of any noun in sentences."""
