"""Where everything stands on a sheet of the workbook: rows known by a hidden key, boxes by their columns."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from taizhang.domain.records.lines import Line
from taizhang.domain.records.paper import reasons
from taizhang.domain.records.paper.blanks import Blank

LAST = 6  # the last column in which something is written; the first, hidden, holds the keys
WRONG, NAMES = 7, 8  # columns: what is wrong with a row, and (hidden) the names to choose from
STILL = "still"  # rows of ours in which nothing is filled in
TOPICS, DECISIONS, BALLOTS = 4, 4, 4
ACROSS = 3  # people in a row


class Slot(NamedTuple):
    """A box: its name, its columns, and what is expected in it."""

    name: str
    first: int
    last: int
    kind: str = "text"


SLOTS: Mapping[str, tuple[Slot, ...]] = {
    "institution": (Slot("was", 6, 6, "tick"),),
    "when": (Slot("held_on", 2, 2, "day"), Slot("starts_at", 4, 4, "time"), Slot("ends_at", 6, 6, "time")),
    "place": (Slot("place", 2, 6),),
    "led": (Slot("chair", 2, 3, "person"), Slot("lecturer", 5, 6)),
    "topic": (Slot("topic", 2, 6),),
    "guests": (Slot("guests", 2, 6),),
    "minutes": (Slot("minutes", 2, 6),),
    "decision": (Slot("text", 2, 4), Slot("owner", 5, 5, "person"), Slot("due_on", 6, 6, "day")),
    "ballot": (
        *(Slot("question", 1, 2), Slot("yes", 3, 3, "number"), Slot("no", 4, 4, "number")),
        *(Slot("abstain", 5, 5, "number"), Slot("secret", 6, 6, "tick")),
    ),
}
SEATS = (2, 4, 6)  # the columns of the boxes behind three names
HEIGHTS = {"topic": 24, "decision": 24, "ballot": 24, "guests": 24, "minutes": 150}  # points: room for a hand


@dataclass(frozen=True)
class Row:
    """One row: its key, its fixed texts by (first, last) column, its style, and how high it is."""

    key: str
    texts: Mapping[tuple[int, int], str]
    style: str = "label"
    height: float = 20
    boxes: Mapping[int, str] | None = None  # the kind of box by column, for people

    @property
    def slots(self) -> dict[str, Slot]:
        """Its boxes by the key under which they are read."""
        kind, _space, rest = self.key.partition(" ")
        if kind == "people":
            keys = zip(rest.split(), SEATS, strict=False)
            return {f"people.{key}": Slot(key, at, at, (self.boxes or {}).get(at, "away")) for key, at in keys}
        return {box_key(self.key, slot): slot for slot in SLOTS.get(kind, ())}


def box_key(row_key: str, slot: Slot) -> str:
    """The key of a box: "when.held_on", "decision.2.text"."""
    return ".".join((*row_key.split(), slot.name))


def rows(blank: Blank) -> Iterator[Row]:
    """A whole sheet from its heading to the lines for signatures."""
    yield from _head(blank)
    yield from _facts(blank)
    yield from _roll(blank)
    yield from _outcome(blank)
    signed = {(1, 3): _("Chair (signature):"), (4, LAST): _("Recorder (signature):")}
    yield Row(STILL, signed, "plain", 34)


def _head(blank: Blank) -> Iterator[Row]:
    yield _across(_("Record of a gathering"), "title", 30)
    yield _across(blank.place.name, "strong", 22)
    yield _across(_hint(blank), "quiet", 16)
    for rule in blank.rules:
        text = f"{rule.rule.words(blank.lang)}{blank.source(rule)}"
        texts = {(1, 1): rule.short.words(blank.lang), (2, 5): text}
        yield Row(f"institution {rule.code}", texts, height=_high(text, 56))
    for line in blank.sums:
        yield _across(line, "quiet", _high(line, 82))


def _hint(blank: Blank) -> str:
    """By when it is owed; the rest is said once."""
    if blank.due_on is None:
        return _("Fill in the framed boxes only. √ says what the gathering was; clear the ones it was not.")
    day = f"{blank.due_on:%Y-%m-%d}"
    return _("Owed by %(day)s. Fill in the framed boxes only; clear the √ of what it was not.") % {"day": day}


def _facts(blank: Blank) -> Iterator[Row]:
    yield Row("when", {(1, 1): _("Day"), (3, 3): _("Began"), (5, 5): _("Ended")}, height=24)
    yield Row("place", {(1, 1): _("Place")}, height=24)
    yield Row("led", {(1, 1): _("Chair"), (4, 4): _("Lecturer")}, height=24)
    for number in range(1, TOPICS + 1):
        yield Row(f"topic {number}", {(1, 1): _("Topic %(n)s") % {"n": number}}, height=HEIGHTS["topic"])


def _roll(blank: Blank) -> Iterator[Row]:
    count = {"n": len(blank.expected)}
    yield _across(_("Roll: %(n)s expected. Leave the box empty for whoever was there.") % count, "head", 20)
    yield _across(reasons.legend(), "quiet", 16)
    yield from _seats(blank, blank.expected, "away")
    if blank.others:
        yield _across(_("Need not come. Put √ for whoever came all the same."), "head", 20)
        yield from _seats(blank, blank.others, "came")
    yield Row("guests", {(1, 1): _("Guests")}, height=HEIGHTS["guests"])


def _seats(blank: Blank, lines: list[Line], kind: str) -> Iterator[Row]:
    for three in (lines[at : at + ACROSS] for at in range(0, len(lines), ACROSS)):
        key = " ".join(str(line.person_id) for line in three)
        names = {(at - 1, at - 1): blank.labels[line.person_id] for line, at in zip(three, SEATS, strict=False)}
        yield Row(f"people {key}", names, "name", 18, dict.fromkeys(SEATS[: len(three)], kind))


def _outcome(blank: Blank) -> Iterator[Row]:
    heads = {(1, 4): _("Decisions"), (5, 5): _("Who sees to it"), (6, 6): _("By when")}
    yield Row(STILL, heads, "head")
    for number in range(1, DECISIONS + 1):
        yield Row(f"decision {number}", {(1, 1): str(number)}, height=HEIGHTS["decision"])
    if blank.votes:
        counted = {
            (3, 3): _("Votes for"),
            (4, 4): _("Votes against"),
            (5, 5): _("Votes withheld"),
            (6, 6): _("Secret √"),
        }
        yield Row(STILL, {(1, 2): _("Put to the vote"), **counted}, "head")
        for number in range(1, BALLOTS + 1):
            yield Row(f"ballot {number}", {}, height=HEIGHTS["ballot"])
    yield Row("minutes", {(1, 1): _("Minutes")}, height=HEIGHTS["minutes"])


def _across(text: str, style: str, height: float) -> Row:
    return Row(STILL, {(1, LAST): text}, style, height)


def _high(text: str, width: int) -> float:
    """How high a text stands in so many half-width signs, in points."""
    signs = sum(2 if ord(sign) > 0x2E7F else 1 for sign in text)
    return max(20, 15 * -(-signs // width) + 5)
