"""What is told of filled sheets before anything is written, kept in words beside the upload."""

from typing import Any

from django.utils.translation import get_language, gettext

from taizhang.domain.duties.packfile import PackFile
from taizhang.domain.records.paper.looking import Look
from taizhang.domain.records.preview import Preview
from taizhang.kernel.errors import Refused


def told(look: Look) -> dict[str, Any]:
    """One sheet as the page and the list show it."""
    said: dict[str, Any] = {
        "file": look.filled.file,
        "sheet": look.filled.sheet,
        "key": str(look.filled.identity.key),
        "becomes": look.becomes.value,
        "organization": look.place.name if look.place else look.filled.identity.organization,
        "typed": len(look.filled.typed),
        "wrong": [
            {"cell": look.filled.places.get(each.key, ""), "said": each.refusal.sentence(gettext)}
            for each in look.wrong
        ],
    }
    if look.transcript is not None and look.preview is not None:
        said |= {"title": look.transcript.title, "held_on": look.transcript.held_on.isoformat()}
        said |= _follows(look.preview, look.transcript.pack, gettext(", ").join(look.transcript.left_out))
    return said


def _follows(seen: Preview, pack: PackFile, left_out: str) -> dict[str, Any]:
    """What follows from a sheet: duties, points, verdicts, and what is odd."""
    known = _names(pack)
    return {
        "expected": seen.turnout.expected,
        "present": seen.turnout.present,
        "fulfils": [
            {"institution": known.get(duty.institution, duty.institution), "occurrence": duty.occurrence}
            for duty in seen.fulfils
        ],
        "unowed": [known.get(code, code) for code in seen.unowed],
        "organization_points": seen.organization_points,
        "points_each": seen.points_each,
        "people": seen.people_with_points,
        "warnings": [_spoken(each, known) for each in seen.warnings],
        "carried": [[outcome.ballot.question, outcome.holds] for outcome in seen.outcomes],
        "late": seen.late,
        "left_out": left_out,
    }


def _spoken(warning: Refused, known: dict[str, str]) -> str:
    """What a rule says, institutions called by their names."""
    values = {
        key: known.get(str(value), value) if key in ("one", "other") else value for key, value in warning.values.items()
    }
    return Refused(warning.rule, warning.remedy, code=warning.code, **values).sentence(gettext)


def _names(pack: PackFile) -> dict[str, str]:
    lang = get_language() or "zh-hans"
    return {rule.code: rule.short.words(lang) for rule in pack.institutions}
