"""Complaints, suggestions, calls for support and corrections."""

from typing import Any

from taizhang.domain.cases.models import Case
from taizhang.domain.orgs.models import Organization
from tests.authorization.matrix import rows
from tests.authorization.world import DAY, MOMENT, World


def case(world: World, at: Organization) -> dict[str, Any]:
    """A case that an organisation answers."""
    return {"key": _case(world, "case", at, office=at).pk}


def offer(world: World, at: Organization) -> dict[str, Any]:
    """Help offered to an organisation."""
    more = {"office": world.cast.street, "organization": at, "month": "2018-M05"}
    return {"key": _case(world, "offer", at, kind="support", **more).pk}


def _case(world: World, name: str, at: Organization, **more: Any) -> Case:
    def make() -> Case:
        values = {
            "kind": "complaint",
            "subject": "材料重复",
            "filed_at": MOMENT,
            "due_on": DAY,
            "shared_on": DAY,
            **more,
        }
        return Case.objects.create(year=2018, serial=Case.objects.count() + 1, **values)

    return world.once(name, at, make)


rows("public", "case_new", "case_receipt_reopening", "case_receipt_rating", "case_receipt", "case_summary")
rows("signed-in", "my_cases")
rows("nobody", "my_case", "my_case_reopening", "my_case_rating", keys=case)  # of another person
rows("cases.answer", "cases")
rows("cases.answer", "case", "case_answer", "case_forwarding", "case_closing", "case_taking_back", keys=case)
rows("records.write", "support")
rows("records.write", "support_asking", "support_closing", "support_taking_back", keys=offer)
