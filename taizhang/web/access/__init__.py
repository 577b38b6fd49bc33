"""Signing in, accounts, grants and the audit trail."""
