"""Schemes, marks, and what a period came to: computed, shown, objected to, published and locked."""
