"""What must hold of a pack as a whole: codes are unique, weights come to 100, it ends after it begins."""

from __future__ import annotations

from datetime import date

from taizhang.domain.duties.packfile.codes import CATEGORIES
from taizhang.domain.duties.packfile.cursor import Cursor
from taizhang.domain.duties.packfile.heading import day
from taizhang.kernel.errors import _


def check_whole(root: Cursor, institutions: list[Cursor]) -> None:
    """Note what no single place of the file shows."""
    _check_codes(institutions)
    _check_weights(root, institutions)
    _check_categories(root)
    _check_validity(root)


def _check_codes(institutions: list[Cursor]) -> None:
    first: dict[str, int] = {}
    for place in (each.at("code") for each in institutions):
        code = place.plain()
        if not isinstance(code, str):
            continue
        if code in first:
            rule, remedy = (
                _("The institution “{name}” stands here twice, first on line {first}."),
                _("Keep one of them."),
            )
            place.problem(rule, remedy, code="duplicate_institution", name=code, first=first[code])
        first.setdefault(code, place.line)


def _check_weights(root: Cursor, institutions: list[Cursor]) -> None:
    weights = [place.at("weight").plain() for place in institutions]
    numbers = [weight for weight in weights if isinstance(weight, int) and not isinstance(weight, bool)]
    if institutions and len(numbers) == len(weights) and sum(numbers) != 100:
        rule, remedy = _("The weights come to {sum}, not 100."), _("Change the weights of the institutions.")
        root.at("institutions").problem(rule, remedy, code="weights", sum=sum(numbers))


def _check_categories(root: Cursor) -> None:
    place = root.at("categories")
    for each in place.items() if place.given else ():
        each.at("code").choice(CATEGORIES)


def _check_validity(root: Cursor) -> None:
    until = root.at("valid_to")
    if not until.given:
        return
    first, last = day(root.at("valid_from")), day(until)
    if date.min not in (first, last) and last < first:
        rule, remedy = _("The pack ends on {last}, before it begins on {first}."), _("Correct one of the two days.")
        until.problem(rule, remedy, code="validity", first=first, last=last)
