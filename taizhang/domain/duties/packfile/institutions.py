"""Reading the institutions of a pack, each in the context of what the pack has said before."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from taizhang.domain.duties.packfile.codes import ATTENDEES, CATEGORIES, FACTS, LEVELS
from taizhang.domain.duties.packfile.cursor import Cursor
from taizhang.domain.duties.packfile.evidence import read_evidence
from taizhang.domain.duties.packfile.heading import Documents, basis, code, wording
from taizhang.domain.duties.packfile.institution import Attendance, InstitutionRule
from taizhang.domain.duties.packfile.nouns import Parameter, Parameters, Wording
from taizhang.domain.duties.packfile.schemes import Schemes
from taizhang.kernel.conditions import Condition
from taizhang.kernel.errors import _
from taizhang.kernel.expressions import Comparison, Literal, Name, Together
from taizhang.kernel.quorum import Share
from taizhang.kernel.recurrence import Every, Rhythm

REQUIRED = [
    "code",
    "name",
    "short",
    "rule",
    "example",
    "projects",
    "categories",
    "levels",
    "rhythm",
    "attendees",
    "evidence",
    "weight",
    "points",
    "basis",
    "source",
    "checked",
]
OPTIONAL = ["applies_if", "variants", "quorum", "passing", "ceiling", "combines_with", "note", "proposed", "parameters"]
MOTIONS = ("meeting", "vote")


@dataclass(frozen=True)
class Context:
    """What an institution may refer to: documents, projects, kinds of evidence, other institutions, schemes."""

    documents: Documents
    projects: Collection[str]
    evidence: Mapping[str, Wording]
    institutions: Collection[str]
    schemes: Schemes
    pictures: bool = False  # whether a picture may be demanded


def read_institution(cursor: Cursor, order: int, context: Context) -> InstitutionRule:
    """One institution; after a problem it is not fit for use, but reading goes on."""
    cursor.keys(*REQUIRED, optional=OPTIONAL)
    own, name, note = code(cursor.at("code")), wording(cursor.at("name"), 60), cursor.at("note")
    levels, categories = cursor.at("levels").choices(LEVELS), cursor.at("categories").choices(CATEGORIES)
    return InstitutionRule(
        code=own,
        order=order,
        name=name,
        short=wording(cursor.at("short"), 20),
        rule=wording(cursor.at("rule")),
        example=wording(cursor.at("example")),
        note=wording(note) if note.given else None,
        projects=cursor.at("projects").choices(context.projects),
        categories=categories,
        levels=levels,
        applies=_applies(cursor.at("applies_if"), levels, categories),
        rhythm=_rhythm(cursor.at("rhythm")),
        variants=_variants(cursor.at("variants")),
        attendance=_attendance(cursor),
        evidence=read_evidence(cursor.at("evidence"), context.evidence, pictures=context.pictures),
        weight=cursor.at("weight").whole(0, 100),
        points=context.schemes.institution(cursor.at("points"), own, name),
        combines_with=_combined(cursor.at("combines_with"), own, context.institutions),
        basis=tuple(filter(None, (basis(each, context.documents) for each in cursor.at("basis").items(1)))),
        source=wording(cursor.at("source")),
        checked=cursor.at("checked").flag(),
        proposed=_proposed(cursor.at("proposed")),
        parameters=_parameters(cursor.at("parameters")),
        content=cursor.mapping(),
    )


def _condition(cursor: Cursor) -> Condition:
    """The condition of a place; where none is given it always holds."""
    text = cursor.text() if cursor.given else "True"
    return cursor.by(lambda: Condition.parse(text, FACTS)) or Condition.parse("True", FACTS)


def _applies(cursor: Cursor, levels: tuple[str, ...], categories: tuple[str, ...]) -> Condition:
    """The whole condition: level and category are in the lists, and what `applies_if` adds."""
    own = _condition(cursor)
    return Condition(
        own.text, Together((_among("level", levels), _among("category", categories), own.test), every=True)
    )


def _among(fact: str, codes: tuple[str, ...]) -> Comparison:
    return Comparison(Name(fact, FACTS[fact]), "in", tuple(Literal(each) for each in codes))


def _rhythm(cursor: Cursor) -> Rhythm:
    mapping = cursor.mapping()
    return cursor.by(lambda: Rhythm.parse(mapping)) or Rhythm(every=Every.YEAR)


def _variants(cursor: Cursor) -> tuple[tuple[Condition, Rhythm], ...]:
    """Other rhythms for some organisations, each with its condition; the first that holds counts."""
    places = cursor.items() if cursor.given else []
    for each in places:
        each.keys("if", "rhythm")
    return tuple((_condition(each.at("if")), _rhythm(each.at("rhythm"))) for each in places)


def _attendance(cursor: Cursor) -> Attendance:
    """Who is expected, and the shares a meeting or a vote needs."""
    who, quorum = cursor.at("attendees").choice(ATTENDEES), cursor.at("quorum")
    present = _share(quorum, optional=("of", "for"))
    of, motion = quorum.at("of"), quorum.at("for")
    return Attendance(
        who=who,
        voters=of.choice(ATTENDEES) if of.given else who,
        quorum=present,
        quorum_for_votes_only=motion.given and motion.choice(MOTIONS) == "vote",
        passing=_share(cursor.at("passing")),
        ceiling=_share(cursor.at("ceiling")),
    )


def _share(cursor: Cursor, optional: Collection[str] = ()) -> Share | None:
    """A share of voters, or none."""
    if not cursor.given:
        return None
    before = len(cursor.log.problems)
    cursor.keys("num", "den", "op", optional=optional)
    parts = {key: cursor.at(key).whole(0, 1000) for key in ("num", "den")}
    mapping = {**parts, "op": cursor.at("op").choice((">=", ">"))}
    return cursor.by(lambda: Share.parse(mapping)) if len(cursor.log.problems) == before else None


def _combined(cursor: Cursor, own: str, known: Collection[str]) -> frozenset[str]:
    """The institutions that one gathering may fulfil together with this one."""
    codes = cursor.choices(known, 0) if cursor.given else ()
    if own and own in codes:
        rule, remedy = _("“{name}” cannot be combined with itself."), _("Leave it out of its own list.")
        cursor.problem(rule, remedy, code="combined_with_itself", name=own)
    return frozenset(codes)


def _proposed(cursor: Cursor) -> tuple[str, ...]:
    """The keys whose values are a proposal, not read in a document."""
    return cursor.choices([*REQUIRED, *OPTIONAL], 0) if cursor.given else ()


def _parameters(cursor: Cursor) -> Parameters:
    """Numbers of the rule that an office may set."""
    found = {}
    for name, each in cursor.entries().items() if cursor.given else ():
        each.keys("value", "meaning")
        found[name] = Parameter(each.at("value").whole(0, 100_000), wording(each.at("meaning")))
    return found
