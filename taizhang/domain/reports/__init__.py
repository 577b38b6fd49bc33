"""Reports: the figures that others quote, each computed from records."""
