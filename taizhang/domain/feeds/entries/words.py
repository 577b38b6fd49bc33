"""The words of a calendar, in the language of its person, whatever the calendar program speaks."""

from django.utils.translation import gettext, override


def due(name: str, at: str, lang: str, *, done: bool) -> str:
    """What is due, and of whom when there are several."""
    with override(lang):
        words = gettext("Done: %(name)s") if done else gettext("Due: %(name)s")
        return located(words % {"name": name}, at)


def activity_day(lang: str) -> str:
    """The day that the pack fixes every month."""
    with override(lang):
        return gettext("Activity day of Party members")


def visited(office: str, lang: str, *, cancelled: bool) -> str:
    """An office comes."""
    with override(lang):
        words = gettext("Cancelled: visit of %(office)s") if cancelled else gettext("Visit of %(office)s")
        return words % {"office": office}


def visiting(organization: str, lang: str, *, cancelled: bool) -> str:
    """We come."""
    with override(lang):
        words = gettext("Cancelled: visit to %(name)s") if cancelled else gettext("Visit to %(name)s")
        return words % {"name": organization}


def calendar_name(organization: str, lang: str) -> str:
    """How the whole calendar is called."""
    with override(lang):
        return gettext("Taizhang · %(name)s") % {"name": organization} if organization else gettext("Taizhang · mine")


def located(text: str, at: str) -> str:
    """A text, and the organisation it is about."""
    return f"{text} · {at}" if at else text
