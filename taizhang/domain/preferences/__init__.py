"""Preferences: what people keep for themselves, such as the filters they use again."""
