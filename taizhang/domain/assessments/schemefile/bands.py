"""Reading the grades of a scheme and what caps them."""

from __future__ import annotations

from itertools import pairwise

from taizhang.domain.assessments.schemefile.nodes import Standpoint, TreeReader, label
from taizhang.domain.assessments.schemefile.numbers import points, share
from taizhang.domain.duties.packfile import Cursor
from taizhang.domain.duties.packfile.heading import code
from taizhang.kernel.errors import _
from taizhang.kernel.scoring import FULL, Band, Veto, plain


def read_bands(cursor: Cursor) -> tuple[Band, ...]:
    """The grades from the best to the worst, without gaps and overlaps, down to nought."""
    places = cursor.items(1)
    bands = tuple(_band(place) for place in places)
    for place, (above, band) in zip(places[1:], pairwise(bands), strict=True):
        _follows(place, above, band)
    for place, band in zip(places, bands, strict=True):
        if [each.code for each in bands].index(band.code) != bands.index(band):
            rule, remedy = _("“{name}” stands here twice."), _("Keep one of them.")
            place.at("code").problem(rule, remedy, code="twice", name=band.code)
    if bands:
        _last(places[-1], bands[-1])
    return bands


def read_vetoes(cursor: Cursor, reader: TreeReader, at: Standpoint, bands: tuple[Band, ...]) -> tuple[Veto, ...]:
    """What caps the grade, whatever the mark."""
    vetoes = []
    for place in cursor.items() if cursor.given else ():
        place.keys("code", "name", "measure", "grade", optional=("clause", "source", "note"))
        own, name = code(place.at("code")), label(place.at("name"))
        measure = reader.measures.read(place.at("measure"), name, at.period)
        reader.note(place, own, at.basis)
        vetoes.append(Veto(own, name, measure, place.at("grade").choice([band.code for band in bands])))
    return tuple(vetoes)


def _band(place: Cursor) -> Band:
    place.keys("code", "name", "from", optional=("below", "share"))
    band = Band(code(place.at("code")), label(place.at("name")), points(place.at("from")), share(place.at("share")))
    below = place.at("below")
    if below.given and points(below, 1, FULL) <= band.least:
        rule, remedy = _("“{name}” ends at {below}, not above its beginning."), _("Correct one of the two.")
        below.problem(rule, remedy, code="band_empty", name=band.code, below=below.plain())
    return band


def _follows(place: Cursor, above: Band, band: Band) -> None:
    """A grade begins under the one above it, and ends where that begins."""
    said = {"name": band.code, "above": above.code, "from": plain(above.least)}
    if band.least >= above.least:
        rule = _("“{name}” overlaps “{above}”, which begins at {from}.")
        place.at("from").problem(
            rule, _("List the grades from the best, each beginning lower."), code="overlap", **said
        )
        return
    below = place.at("below")
    if not below.given:
        return
    end = points(below, 1, FULL)
    if end > above.least:
        rule = _("“{name}” overlaps “{above}”, which begins at {from}.")
        below.problem(rule, _("Let it end there."), code="overlap", **said)
    elif band.least < end < above.least:
        rule = _("Between “{name}” and “{above}” is a gap: the latter begins at {from}.")
        below.problem(rule, _("Let it end there."), code="gap", **said)


def _last(place: Cursor, band: Band) -> None:
    """Everybody who has a mark has a grade: the last takes whoever is left."""
    if band.least:
        rule = _("Marks under {from} have no grade.")
        place.at("from").problem(
            rule, _("Let the last grade begin at 0."), code="no_grade", **{"from": plain(band.least)}
        )
    if band.share:
        rule = _("The last grade “{name}” takes whoever is left; a share of it cannot be met.")
        place.at("share").problem(rule, _("Leave the share out."), code="share_unmet", name=band.code)
