"""Organisations and people: the dated tree, memberships, posts and exemptions."""
