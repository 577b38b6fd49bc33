"""Sheets of the workbook: empty ones of blanks, and sent ones with what is wrong beside each row."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext

from taizhang.domain.audit.actor import Actor
from taizhang.domain.orgs.imports.cells import written_day
from taizhang.domain.orgs.imports.faults import Where
from taizhang.domain.records.models import PaperUpload
from taizhang.domain.records.packs import Packs
from taizhang.domain.records.paper.blanks import Blank
from taizhang.domain.records.paper.identity import Identity
from taizhang.domain.records.paper.layout import rows
from taizhang.domain.records.paper.looking import Becomes, Look, look
from taizhang.domain.records.paper.reading import Filled
from taizhang.domain.records.paper.transcript import DAY_BOX
from taizhang.domain.records.paper.writing import Leaf
from taizhang.domain.records.roll import of_committee
from taizhang.domain.records.rosters import Rosters
from taizhang.kernel.errors import Refused
from taizhang.kernel.ids import uuid7

SPENT = frozenset({"paper.used", "paper.copied"})  # the sheet served already: its words go onto one of its own


def empty(blanks: Iterable[Blank]) -> list[Leaf]:
    """The sheets of blanks, with what is usual filled in."""
    return [_leaf(blank, Identity.of(blank)) for blank in blanks]


def corrections(upload: PaperUpload, where: Where, by: Actor) -> list[Leaf]:
    """What was typed on sheets that can be mended, anew, with what is wrong beside each row."""
    looks = look([Filled.restored(each) for each in upload.sheets], where, by)
    open_ = [each for each in looks if each.place and each.becomes not in (Becomes.AGAIN, Becomes.EMPTY)]
    days = [_day(each, by.on) for each in open_]
    if not open_:
        return []
    ids = {each.place.organization_id for each in open_ if each.place}
    rosters, packs = Rosters.load(ids, min(days), max(days)), Packs.load()
    return [leaf for each, day in zip(open_, days, strict=True) for leaf in _mended(each, day, rosters, packs)]


def _mended(each: Look, day: date, rosters: Rosters, packs: Packs) -> Iterator[Leaf]:
    """The sheet written anew; nothing where no rules hold or none of its institutions is known."""
    identity, place, pack = each.filled.identity, each.place, packs.on(day)
    rules = tuple(rule for rule in pack.institutions if rule.code in identity.institutions) if pack else ()
    if place is None or pack is None or not rules:
        return
    roll = rosters.roll(place.organization_id, day, committee=of_committee(pack, [rule.code for rule in rules]))
    spent = any(wrong.refusal.code in SPENT for wrong in each.wrong)
    blank = Blank(place, pack, rules, roll, key=uuid7() if spent else identity.key)
    wrong: dict[str, list[str]] = {}
    for one in each.wrong:
        wrong.setdefault(one.key, []).append(one.refusal.sentence(gettext))
    anew = replace(Identity.of(blank), given=identity.given, duties=identity.duties)
    yield replace(_leaf(blank, anew), filled=each.filled.boxes, wrong=wrong)


def _leaf(blank: Blank, identity: Identity) -> Leaf:
    return Leaf(blank.title, identity, tuple(rows(blank)), tuple(blank.labels.values()), blank.given)


def _day(each: Look, today: date) -> date:
    """The day that it names, else today."""
    try:
        return min(written_day(each.filled.boxes.get(DAY_BOX, "")), today)
    except Refused:
        return today
