"""One sentence about what was just done, shown on the next page, with its undo."""

from django.contrib import messages
from django.http import HttpRequest


def say(request: HttpRequest, sentence: str, *, undo: str = "") -> None:
    """Show a sentence once; `undo` is the address to which the undo button posts."""
    messages.success(request, sentence, extra_tags=f"undo:{undo}" if undo else "")
