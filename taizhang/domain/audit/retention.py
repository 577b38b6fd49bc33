"""What is kept, how long, why, and what happens at the end: the table that everyone signed in may read.

Rooms add the sweeps that carry it out: a file `retention.py` of a room holds functions marked with `sweep(key)`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

AUDIT_FLOOR = 366  # days; 互联网政务应用安全管理规定 art. 20 asks for a year at least


@dataclass(frozen=True, slots=True)
class RetentionClock:
    """One kind of data: how many days it is kept (None: for good), the ground, the end; `own` is a person's own."""

    key: str
    what: StrPromise
    days: int | None
    why: StrPromise
    ends: StrPromise
    own: bool = False
    until: StrPromise | str = ""  # instead of days: what ends it

    def before(self, at: datetime) -> datetime:
        """What is older than this moment is due."""
        if self.days is None:
            raise ValueError(f"{self.key} is kept for good")
        return at - timedelta(days=self.days)


_ARCHIVE = _("Records of the Party organisation are files (国家档案局令第8号): ten years, thirty years or for good")
_SHORTEST = _("Personal Information Protection Law, art. 19: the shortest time that is needed")
_DELETED = _("Deleted by the night's sweep")
_WORDS = _("Its words, the name and the code go; number, kind and days stay for the count")

CLOCKS = (
    RetentionClock("register", _("The register: items of a person, membership, posts, exemptions"), None, _ARCHIVE,
                   _("Handed over with the file of the person; never deleted by the system"), own=True),
    RetentionClock("records", _("Gatherings with their rolls, decisions, votes and evidence"), None, _ARCHIVE,
                   _("Handed over to the archive; evidence is never deleted by the system"), own=True),
    RetentionClock("points", _("Points and what was reversed"), None, _("A ledger is corrected by a further row"),
                   _("Never deleted"), own=True),
    RetentionClock("assessments", _("Schemes, assessments with their facts and results, what results were used for"),
                   None, _ARCHIVE, _("Never deleted; computed again the same comes out")),
    RetentionClock("marks", _("Marks with their reasons, objections and answers, decisions against the rule"), None,
                   _ARCHIVE, _("Never deleted; what was taken back stays beside it"), own=True),
    RetentionClock("reviews", _("Review meetings: reports, comments, counts of votes"), None, _ARCHIVE,
                   _("Handed over to the archive; a vote was never a row of its own"), own=True),
    RetentionClock("ballots", _("The codes of a panel, and which of them were spent"), None, _SHORTEST,
                   _("Cleared at the close, or when the meeting is called off"), until=_("until the close")),
    RetentionClock("audit", _("The audit trail: who did what, and who opened a masked item"), None,
                   _("互联网政务应用安全管理规定, art. 20: a year at least; a chain cannot be cut"),
                   _("Never deleted; it names no address and no device"), own=True),
    RetentionClock("sign-in", _("The moment of the last sign-in"), AUDIT_FLOOR, _SHORTEST,
                   _("Cleared; addresses are kept nowhere"), own=True),
    RetentionClock("sessions", _("Sessions, and counts of failed sign-ins"), 1, _SHORTEST, _DELETED, own=True),
    RetentionClock("keys", _("Keys of programs, after their end"), AUDIT_FLOOR, _SHORTEST, _DELETED, own=True),
    RetentionClock("instructions", _("Identifiers under which programs sent changes"), 90, _SHORTEST, _DELETED),
    RetentionClock("drafts", _("Drafts that were not handed in"), 90, _SHORTEST, _DELETED, own=True),
    RetentionClock("scheme-drafts", _("Drafts of schemes on which nobody worked any more"), AUDIT_FLOOR, _SHORTEST,
                   _DELETED, own=True),
    RetentionClock("notices", _("Notices that were read"), 90, _SHORTEST, _DELETED, own=True),
    RetentionClock("wishes", _("Saved filters, calendar addresses, addresses for the digest"), None, _SHORTEST,
                   _("Ended by its owner; calendar addresses also by their last day"), own=True,
                   until=_("until you end it")),
    RetentionClock("filters-removed", _("Saved filters that were removed"), 30, _SHORTEST, _DELETED, own=True),
    RetentionClock("feeds-revoked", _("Calendar addresses that were revoked"), 30, _SHORTEST, _DELETED, own=True),
    RetentionClock("import-files", _("Files offered for import and never applied"), 7, _SHORTEST,
                   _("The file is deleted; one that was applied goes at once")),
    RetentionClock("import-faults", _("What was wrong in files offered for import"), 90, _SHORTEST,
                   _("Cleared; the numbers of the import stay")),
    RetentionClock("paper", _("Filled sheets of paper sent in and never entered"), 7, _SHORTEST,
                   _("Deleted; what was entered goes at once into its records"), own=True),
    RetentionClock("corrections", _("The right value named in a request for correction"), 30, _SHORTEST,
                   _("Cleared after the answer: the register holds it"), own=True),
    RetentionClock("cases-unnamed", _("Words of cases without a name, after their end"), AUDIT_FLOOR, _SHORTEST,
                   _WORDS),
    RetentionClock("cases-named", _("Words of cases in one's name, after their end"), 3 * 366, _SHORTEST, _WORDS,
                   own=True),
    RetentionClock("readings", _("Which peer read a sample, and the remark"), AUDIT_FLOOR, _SHORTEST,
                   _("Name and remark are cleared; the three answers stay for the count"), own=True),
)  # fmt: skip

Sweep = Callable[[datetime], int]
SWEEPS: dict[str, Sweep] = {}  # by the key of the clock


def clock(key: str) -> RetentionClock:
    """The clock of a kind of data."""
    return next(one for one in CLOCKS if one.key == key)


def sweep(key: str) -> Callable[[Sweep], Sweep]:
    """Mark the function that clears what is due of a kind of data, given the moment; it answers how many."""
    clock(key)

    def enter(function: Sweep) -> Sweep:
        SWEEPS[key] = function
        return function

    return enter
