"""Complaints, suggestions, calls for support and corrections."""

from typing import Any

from taizhang.domain.cases.models import Case, Reading, Sample, SampleDraw
from taizhang.domain.orgs.models import Organization
from taizhang.domain.records.models import Activity
from tests.authorization import nouns
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
rows("signed-in", "my_cases", "me:retention", "me:correction", "me:export")
rows("people.reveal", "case_value", keys=case, never="S")
rows("nobody", "my_case", "my_case_reopening", "my_case_rating", keys=case)  # of another person
rows("cases.answer", "cases", "cases_handed_on")
rows("cases.answer", "case", "case_answer", "case_forwarding", "case_closing", "case_taking_back", keys=case)
rows("records.write", "support")
rows("records.write", "support_asking", "support_closing", "support_taking_back", keys=offer)


def draw(world: World, _at: Organization) -> dict[str, Any]:
    """The draw of a month."""
    return {"month": _draw(world, _at).month}


def reading(world: World, at: Organization) -> dict[str, Any]:
    """A record of an organisation that was drawn for somebody else."""
    one = _draw(world, at)

    def make() -> Reading:
        record = Activity.objects.get(pk=nouns.activity(world, at)["key"])
        drawn = Sample.objects.create(draw=one, activity=record, organization=at, street="410103010", ticket="0" * 64)
        return Reading.objects.create(draw=one, sample=drawn, person=world.member(at), ticket="0", assigned_at=MOMENT)

    return {"key": world.once("reading", at, make).pk}


def _draw(world: World, at: Organization) -> SampleDraw:
    def make() -> SampleDraw:
        found = SampleDraw.objects.first()
        return found or SampleDraw.objects.create(
            month="2018-M04", seed="5eed", percent=5, population={}, drawn_at=MOMENT, drawn_by_name="某"
        )

    return world.once("draw", at, make)


rows("samples.view", "samples")
rows("samples.view", "sample_draw", "sample_tickets", keys=draw, over="whole")
rows("samples.draw", "samples_drawing")
rows("signed-in", "samples_mine")
rows("nobody", "samples_reading", "samples_declining", keys=reading)

rows("people.reveal", "exchange", "exchange_export", "exchange_differences")
