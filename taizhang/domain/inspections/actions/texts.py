"""The texts of plans and visits: there, and not longer than can be kept."""

from taizhang.kernel.errors import Refused, Word, _

LONGEST = {"subject": 200, "basis": 300, "visitors": 200, "purpose": 300}
WORDS = {
    "subject": _("Subject"),
    "basis": _("Ground of the inspection"),
    "visitors": _("Who comes"),
    "purpose": _("Purpose"),
}


def require_text(name: str, text: str) -> str:
    """The text without blanks at its ends; refused when it is missing or too long."""
    text = text.strip()
    if not text or len(text) > LONGEST[name]:
        raise Refused(
            _("“{field}” needs 1 to {most} characters."),
            _("Say it in one sentence."),
            code="inspections.text",
            field=Word(WORDS[name]),
            most=LONGEST[name],
        )
    return text
