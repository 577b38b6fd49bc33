"""One sentence about what was just done, shown on the next page, with its undo."""

from django.contrib import messages
from django.http import HttpRequest

TYPED = "typed:"  # before what comes back with a refusal
WORTH = 20  # characters: less is typed again sooner than copied
SECRET = ("password", "csrf", "secret", "token")


def say(request: HttpRequest, sentence: str, *, undo: str = "") -> None:
    """Show a sentence once; `undo` is the address to which the undo button posts."""
    messages.success(request, sentence, extra_tags=f"undo:{undo}" if undo else "")


def give_back(request: HttpRequest, sentence: str) -> None:
    """Show a refusal on the page the form was on, with the longer texts that were typed: nothing of them is lost."""
    texts = [
        value.strip()
        for name, values in request.POST.lists()
        if not any(word in name for word in SECRET)
        for value in values
        if len(value.strip()) >= WORTH and any(sign.isspace() or not sign.isascii() for sign in value.strip())
    ]
    messages.error(request, sentence, extra_tags=TYPED + "\n\n".join(texts) if texts else "")
