"""Pages of the inbox, of an office's circulars, of the weekly digest and of the channels it goes through."""
