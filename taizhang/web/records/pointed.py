"""The points of one record: posted with its approval, or what its approval would post."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple
from uuid import UUID

from taizhang.domain.duties.packfile import PackFile
from taizhang.domain.points.award import Source, awards
from taizhang.domain.points.models import PointEntry
from taizhang.domain.records.gathered import WITHOUT_POINTS
from taizhang.domain.records.lines import GROUND_OF
from taizhang.domain.records.models import Activity
from taizhang.kernel.workflow import State

Row = tuple[str, int, bool, bool]  # the rule, its amount, whether people hold it, whether it was reversed


class Points(NamedTuple):
    """What a record brings under one rule to the organisation, or to each of some people."""

    name: str
    amount: int
    people: int  # 0: to the organisation
    reversed: bool = False


def posted(activity: Activity, pack: PackFile | None, lang: str) -> list[Points]:
    """What stands in the ledger of points for a record that is approved."""
    entries = PointEntry.objects.filter(source_id=activity.pk, reverses__isnull=True)
    entries = entries.filter(round=activity.submission.round).order_by("happened_on", "id")
    columns = entries.values_list("rule", "amount", "person_id", "reversed_by__id")
    return _lines(
        ((rule, amount, who is not None, gone is not None) for rule, amount, who, gone in columns), pack, lang
    )


def pending(activity: Activity, pack: PackFile | None, there: Mapping[UUID, str], lang: str) -> list[Points]:
    """What approval would post, by the same function; `there` gives for each person present why he does not count."""
    if pack is None or activity.submission.state == State.WITHDRAWN:
        return []
    present = {person: GROUND_OF.get(why, "") for person, why in there.items() if why not in WITHOUT_POINTS}
    institutions = tuple(activity.institutions)
    source = Source(activity.pk, activity.organization_id, institutions, activity.held_on, present)
    rows = ((award.rule, award.amount, award.person_id is not None, False) for award in awards(pack, source))
    return _lines(rows, pack, lang)


def _lines(rows: Iterable[Row], pack: PackFile | None, lang: str) -> list[Points]:
    """The organisation's own first, then those of people."""
    counted = sorted(Counter(rows).items(), key=lambda item: item[0][2])
    return [
        Points(_name(pack, rule, personal, lang), amount, count if personal else 0, gone)
        for (rule, amount, personal, gone), count in counted
    ]


def _name(pack: PackFile | None, code: str, personal: bool, lang: str) -> str:
    """The name of a rule of points."""
    if pack is None:
        return code
    scheme = pack.member_scheme if personal else pack.organization_scheme
    return next((rule.name(lang) for rule in scheme.book.rules if rule.code == code), code)
