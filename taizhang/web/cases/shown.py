"""What the page of a case shows."""

from datetime import date
from typing import Any

from taizhang.domain.cases.items import ITEMS, SECRET, masked
from taizhang.domain.cases.models import Case
from taizhang.domain.cases.moves import CaseMove, CaseState
from taizhang.domain.orgs.secrets import reveal
from taizhang.web.cases import words


def shown(case: Case, on: date) -> dict[str, Any]:
    """One case: what was written, by whom, about what, and every step."""
    steps = list(case.steps.all())
    names = words.names_of({case.office_id, case.organization_id, *(step.office_id for step in steps)})
    return {
        "case": case,
        "badge": words.badge_of(case, on),
        "subject": words.title(case),
        "filer": words.filer(case),
        "office": names.get(case.office_id, ""),
        "about": names.get(case.organization_id, "") if case.organization_id else case.organization_words,
        "steps": words.told(steps, names),
        "open": case.state is CaseState.OPEN,
        **_corrected(case),
    }


def followed(case: Case, on: date) -> dict[str, Any]:
    """The same for whoever filed it, with what he may still do."""
    context = shown(case, on)
    once = not case.steps.filter(move=CaseMove.REOPENED).exists()
    return {**context, "may_reopen": not context["open"] and once, "may_rate": not context["open"]}


def _corrected(case: Case) -> dict[str, Any]:
    """The item and the right value of a correction; what is kept encrypted stands masked."""
    if not case.item:
        return {}
    value = reveal(case.value)
    return {
        "item": ITEMS.get(case.item, case.item),
        "value": masked(case.item, value),
        "masked": case.item in SECRET and value,
    }
