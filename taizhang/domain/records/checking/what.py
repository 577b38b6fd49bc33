"""Whether it is said what a gathering was, in words that fit."""

from collections.abc import Iterator

from taizhang.domain.duties.packs import PackRules
from taizhang.domain.records.entry import RecordEntry
from taizhang.domain.records.known import Known
from taizhang.kernel.errors import Refused, Word, _

LONGEST_MINUTES = 200_000  # characters
MOST_TOPICS = 50
MOST_GUESTS = 100


def what_problems(entry: RecordEntry, known: Known) -> Iterator[Refused]:
    """What is wrong with the institutions, the title and the other words."""
    pack = known.pack(entry.held_on)
    if not entry.institutions:
        yield Refused(
            _("It is not said what the gathering was."),
            _("Choose at least one institution."),
            code="records.no-institution",
        )
    elif pack is None:
        yield Refused(
            _("No rule pack was in force on {held_on}."),
            _("Check the day, or ask the district office to publish a pack for it."),
            code="records.no-pack",
            held_on=entry.held_on,
        )
    else:
        yield from _unknown(entry, pack)
    if not entry.title.strip():
        yield Refused(_("The gathering has no title."), _("Give it one."), code="records.no-title")
    yield from _words(entry)


def _unknown(entry: RecordEntry, pack: PackRules) -> Iterator[Refused]:
    codes = [each.code for each in pack.institutions]
    unknown = [code for code in dict.fromkeys(entry.institutions) if code not in codes]
    if unknown:
        yield Refused(
            _("The rules of {held_on} know no institution {unknown}."),
            _("Choose among: {known}."),
            code="records.unknown-institution",
            held_on=entry.held_on,
            unknown=unknown,
            known=codes,
        )


def _words(entry: RecordEntry) -> Iterator[Refused]:
    """Texts that are longer than what keeps them, or that hold signs which are no text."""
    limits = [
        (_("title"), entry.title, 200),
        (_("place"), entry.place, 120),
        (_("lecturer"), entry.lecturer, 60),
        (_("minutes"), entry.minutes, LONGEST_MINUTES),
        *((_("topic"), topic, 300) for topic in entry.topics),
        *((_("name of a guest"), name, 80) for name in entry.guest_names),
        *((_("reason of absence"), reason, 80) for _presence, reason in entry.absences.values()),
        *((_("decision"), decision.text, 300) for decision in entry.decisions),
        *((_("question put to the vote"), ballot.question, 300) for ballot in entry.ballots),
    ]
    for name, text, limit in limits:
        if len(text) > limit or "\0" in text:
            yield Refused(
                _("The {field} has {length} characters; at most {limit} are kept, none of them a control sign."),
                _("Shorten it; details belong in the minutes."),
                code="records.text",
                field=Word(name),
                length=len(text),
                limit=limit,
            )
    if len(entry.topics) > MOST_TOPICS:
        yield Refused(
            _("{number} topics are more than the {limit} that are kept."),
            _("Put several together."),
            code="records.topics",
            number=len(entry.topics),
            limit=MOST_TOPICS,
        )
    if len(entry.guest_names) > MOST_GUESTS:
        yield Refused(
            _("{number} guests are more than the {limit} that are kept by name."),
            _("Name the most important ones and put the others together: “20 residents”."),
            code="records.guests",
            number=len(entry.guest_names),
            limit=MOST_GUESTS,
        )
