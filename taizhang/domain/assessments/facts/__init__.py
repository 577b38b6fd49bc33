"""Facts: what schemes read, taken out of the book as planes of whole numbers."""
