"""A score beside the period before and beside its group: quartiles and what moved it, nobody else by name."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from taizhang.domain.assessments.models import Result
from taizhang.domain.orgs.models import Placement
from taizhang.kernel.errors import Refused
from taizhang.kernel.scoring import Outcome, Score
from taizhang.kernel.scoring.comparing import Difference, quartiles, since
from taizhang.web.kit.filters import period as written
from taizhang.web.scores import reading, words
from taizhang.web.scores.beside import overlay
from taizhang.web.scores.reading import Opened

MOST = 3  # parts that moved the mark most


@dataclass(frozen=True, slots=True)
class Compared:
    """What a mark is beside others: the period before with what moved it, and the quartiles of its group."""

    before: str  # the period
    mark: str  # what it came to then
    moved: tuple[tuple[str, str], ...]  # a part, and by how much it moved the mark
    group: str  # in which quarter it lies
    median: str
    size: int

    def __bool__(self) -> bool:
        return bool(self.before or self.group)


def compared(place: Placement, found: Opened, score: Score, lang: str) -> Compared:
    """A score with the result of the period before by the same scheme, if it was closed, and with a large group."""
    earlier = reading.standing(place.organization_id, found.period.previous, overlay(found.version))
    group, median, size = _group(found, lang)
    return Compared(
        before=written(earlier.assessment.period) if earlier else "",
        mark=words.mark(earlier.units) if earlier else "",
        moved=_moved(score, earlier, lang) if earlier else (),
        group=group,
        median=median,
        size=size,
    )


def _moved(score: Score, earlier: Result, lang: str) -> tuple[tuple[str, str], ...]:
    """The parts that moved the mark most since an earlier result; none where its facts were not kept."""
    try:
        before = reading.frozen(earlier).score
    except Refused:
        return ()
    most = [each for each in since(score, before) if each.moved][:MOST] if before else []
    return tuple((_named(each, lang), words.signed(each.moved)) for each in most)


def _named(each: Difference, lang: str) -> str:
    """A part by its name, and that it moves the mark only because it has none yet."""
    name = each.node.name.words(lang)
    unknown = each.now is not None and each.now.outcome is Outcome.UNKNOWN
    return _("{name} (not known yet)").format(name=name) if unknown else name


def _group(found: Opened, lang: str) -> tuple[str, str, int]:
    """In which quarter of its group a frozen mark lies, the median, and how large the group is."""
    own = found.result
    if own is None or own.units is None:
        return "", "", 0
    rows = Result.objects.filter(assessment=own.assessment_id, revision=own.revision, kind=own.kind)
    marks = rows.filter(category=own.category, units__isnull=False).order_by().values_list("units", flat=True)
    lie = quartiles(marks, found.scheme.fewest)
    return (lie.words(own.units, lang), words.mark(lie.median), lie.size) if lie else ("", "", 0)
