"""What may be done with packs and duties."""
