"""Taizhang (台账): the ledger of a district's Party-building work."""
