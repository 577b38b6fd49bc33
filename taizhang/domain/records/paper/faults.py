"""What can be wrong with one box of a filled sheet."""

from collections.abc import Sequence
from datetime import date

from taizhang.domain.orgs.imports.cells import shown
from taizhang.kernel.errors import Refused, _


def another_name(said: str, known: str) -> Refused:
    """The name of a line is no longer that of its person."""
    return Refused(
        _("The line of {name} was written over with “{text}”."),
        _("Names of the roll are not changed; whoever is not on it goes among the guests."),
        code="paper.renamed",
        name=known,
        text=shown(said),
    )


def unknown_person(name: str) -> Refused:
    """Somebody is named who is not on the roll."""
    return Refused(
        _("“{text}” is not on the roll of that day."),
        _("Choose a name from the list; whoever came from elsewhere goes among the guests."),
        code="paper.person",
        text=shown(name),
    )


def ambiguous(name: str) -> Refused:
    """A name that several bear."""
    return Refused(
        _("Several people on the roll are called “{text}”."),
        _("Choose the name with its number from the list."),
        code="paper.alike",
        text=shown(name),
    )


def no_tick(text: str) -> Refused:
    """Something else than a tick."""
    return Refused(
        _("“{text}” is neither a tick nor empty."), _("Put √ or leave it empty."), code="paper.tick", text=shown(text)
    )


def no_time(text: str) -> Refused:
    """Something else than a time of day."""
    return Refused(_("“{text}” is no time of day."), _("Write it as 15:00."), code="paper.time", text=shown(text))


def no_number(text: str) -> Refused:
    """Something else than a number of votes."""
    return Refused(
        _("“{text}” is no number of votes."),
        _("Write it in digits, such as 15."),
        code="paper.number",
        text=shown(text),
    )


def elsewhere(code: str) -> Refused:
    """The sheet is of an organisation for which this person may not enter."""
    return Refused(
        _("This sheet is of the organisation {organization}, for which you may not enter."),
        _("Hand it to its secretary or to the office above it."),
        code="paper.elsewhere",
        organization=shown(code),
    )


def copied() -> Refused:
    """The same sheet twice in one go."""
    return Refused(
        _("This sheet stands here twice; a copy cannot serve for a second gathering."),
        _("Download a sheet of its own for each gathering."),
        code="paper.copied",
    )


def used(held_on: date | None) -> Refused:
    """The sheet served for another gathering."""
    if held_on is None:
        return Refused(
            _("This sheet served for a gathering of another organisation."),
            _("Download a sheet of its own for each gathering."),
            code="paper.used",
        )
    return Refused(
        _("This sheet served for the gathering of {held_on} already."),
        _("Download a sheet of its own for each gathering; if only the day was wrong, mend the record on its page."),
        code="paper.used",
        held_on=held_on,
    )


def no_day() -> Refused:
    """Something stands in the sheet, but not when it was."""
    return Refused(
        _("It is not said on which day it was held."), _("Write the day as 2018-05-16."), code="paper.no-day"
    )


def other_rules(made_for: str, ruling: str, day: date) -> Refused:
    """The rules changed between the making of the sheet and its day."""
    return Refused(
        _("The sheet was made for the rules {made_for}; on {held_on} the rules {ruling} are in force."),
        _("Check the day, or download the sheet for that day anew."),
        code="paper.other-rules",
        made_for=shown(made_for),
        ruling=ruling,
        held_on=day,
    )


def no_such_institution(codes: Sequence[str]) -> Refused:
    """Codes that the rules do not know."""
    return Refused(
        _("The rules know no institution of this sheet: {codes}."),
        _("Download the sheet anew and copy what was typed into its boxes."),
        code="paper.institutions",
        codes=[shown(code) for code in codes],
    )
