"""What runs by the clock, one line each; every job is an idempotent sweep over state, so a lost one is caught up."""

from procrastinate.contrib.django import app

__all__ = ["app"]
