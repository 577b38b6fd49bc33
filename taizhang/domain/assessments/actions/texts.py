"""The texts of the cycle: there, and not longer than can be kept."""

from taizhang.kernel.errors import Refused, _

LONG, SHORT = 2000, 400


def require_text(text: str, most: int = LONG) -> str:
    """The text without blanks at its ends; refused when it is missing or too long."""
    text = text.strip()
    if not text or len(text) > most:
        raise Refused(
            _("This needs 1 to {most} characters; there are {count}."),
            _("Say why, in a few sentences."),
            code="assessments.text",
            most=most,
            count=len(text),
        )
    return text
