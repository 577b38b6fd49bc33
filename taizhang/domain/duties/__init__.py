"""Duties: packs of rules, standards, and what each organisation owes."""
