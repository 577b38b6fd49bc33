"""Pages of points: balances, entries, reversals."""
