"""What people are told: their inbox, an office's circulars, one digest a week, and the channels these go through."""
