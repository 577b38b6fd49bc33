"""Why an organisation's mark and grade change: by which parts, by a line that moved, by a share, by a veto."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from django.utils.translation import gettext as _

from taizhang.kernel.scoring import POINT, Adjusted, Mean, Scheme, Score, Weighted, divided, evaluate, shown
from taizhang.kernel.scoring.grading import natural, vetoed
from taizhang.web.schemes.what_if import NONE, Standing, WhatIf

MOST = 3  # parts named, the greatest first


@dataclass(frozen=True, slots=True)
class Part:
    """What one part contributes to the mark before and after, in units; None where it does not count."""

    code: str
    name: str
    before: int | None
    after: int | None

    @property
    def change(self) -> int:
        """By how much it moves the mark."""
        return (self.after or 0) - (self.before or 0)


@dataclass(frozen=True, slots=True)
class Explained:
    """One organisation's two scores, what each part contributes, and the sentence that says why."""

    before: Score | None
    after: Score | None
    parts: tuple[Part, ...]
    sentence: str


def explain(found: WhatIf, one: Standing, lang: str) -> Explained:
    """Both scores of an organisation, in the plain evaluator's words."""
    facts, category = found.planes.facts(one.place), found.planes.categories[one.place]
    trees = (found.before.trees.get(category), found.after.trees.get(category))
    before, after = (evaluate(tree, facts, found.period) if tree else None for tree in trees)
    parts = tuple(_parts(before, after, lang))
    said = [*_moved(parts), *_graded(found, one)]
    return Explained(before, after, parts, _("; ").join(said))


Brought: TypeAlias = tuple[str, str, int]  # code and name of a part, what it brings into the mark


def contributions(score: Score | None, lang: str) -> Iterator[Brought]:
    """What each part of a mark brings into it, in units: together they are the mark, but for roundings and bounds."""
    if score is None or score.units is None:
        return
    match score.node:
        case Adjusted():
            yield from contributions(score.parts[0], lang)
            yield from _adjustments(score.node, score.parts[1:])
        case Weighted():
            known = [part for part in score.parts if part.units is not None]
            whole = sum(part.weight or 0 for part in known)
            for part in known:
                units = divided((part.weight or 0) * (part.units or 0), whole) if whole else 0
                yield part.node.code, part.node.name.words(lang), units
        case Mean() if isinstance(score.node.part, Weighted):
            yield from _averaged(score, lang)
        case _:
            yield score.node.code, score.node.name.words(lang), score.units


def _adjustments(node: Adjusted, parts: tuple[Score, ...]) -> Iterator[Brought]:
    """All bonuses together, and all deductions, each within its bound."""
    first = len(node.bonuses)
    added, taken = (sum(part.units or 0 for part in some) for some in (parts[:first], parts[first:]))
    added = min(node.most_bonus, added)
    taken = taken if node.most_deducted is None else min(node.most_deducted, taken)
    if added:
        yield "+", _("bonuses"), added
    if taken:
        yield "-", _("deductions"), -taken


def _averaged(score: Score, lang: str) -> Iterator[Brought]:
    """The parts of a mean of weighted sums, each with its mean contribution over the periods that count."""
    known = [part for part in score.parts if part.units is not None]
    held: dict[str, tuple[str, int]] = {}
    for part in known:
        for code, name, units in contributions(part, lang):
            held[code] = (name, held.get(code, (name, 0))[1] + units)
    yield from ((code, name, divided(total, len(known))) for code, (name, total) in held.items())


def _parts(before: Score | None, after: Score | None, lang: str) -> Iterator[Part]:
    old, new = ({code: (name, units) for code, name, units in contributions(each, lang)} for each in (before, after))
    for code in dict.fromkeys((*new, *old)):
        name = (new.get(code) or old[code])[0]
        yield Part(code, name, old[code][1] if code in old else None, new[code][1] if code in new else None)


def _moved(parts: tuple[Part, ...]) -> list[str]:
    """The parts that move the mark by a hundredth of a point or more, the greatest first."""
    moved = sorted((part for part in parts if abs(part.change) >= POINT // 100), key=lambda part: -abs(part.change))
    return [f"{part.name} {'+' if part.change > 0 else ''}{shown(part.change)}" for part in moved[:MOST]]


def _graded(found: WhatIf, one: Standing) -> Iterator[str]:
    """What besides the mark decides the grade: a line that moved, a share that is full, a veto."""
    if not one.differs:
        return
    yield from _line(found, one)
    for scheme, side in ((found.before, 0), (found.after, 1)):
        units, grade = one.units[side], one.grades[side]
        if units is None or grade == NONE:
            continue
        by_mark = scheme.bands[natural(scheme.bands, units)]
        if by_mark.code != grade:
            yield _held_down(found, one, scheme, side) % {"grade": by_mark.name.zh if _chinese() else by_mark.name.en}


def _line(found: WhatIf, one: Standing) -> Iterator[str]:
    lines = {band.code: band.least for band in found.before.bands}
    for band in found.after.bands:
        was = lines.get(band.code)
        if was is not None and was != band.least and band.code in one.grades:
            name = band.name.zh if _chinese() else band.name.en
            yield _("“%(grade)s” begins at %(then)s instead of %(was)s") % {
                "grade": name,
                "then": shown(band.least),
                "was": shown(was),
            }


def _held_down(found: WhatIf, one: Standing, scheme: Scheme, side: int) -> str:
    """Why a grade is below what the mark alone gives; today and by the draft it is said differently."""
    if vetoed(scheme, found.planes.facts(one.place), found.period):
        return _("the mark gives “%(grade)s”, a veto caps it") if side else _("today a veto caps “%(grade)s”")
    return _("the share of “%(grade)s” is full") if side else _("today the share of “%(grade)s” is full")


def _chinese() -> bool:
    from django.utils.translation import get_language

    return (get_language() or "zh").startswith("zh")
