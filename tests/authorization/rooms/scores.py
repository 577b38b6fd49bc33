"""Assessments and their steps, objections, marks, results and uses."""

from typing import Any

from taizhang.domain.assessments.actions.schemes import publish_defaults
from taizhang.domain.assessments.models import Assessment, Mark, Objection, Override, Result, SchemeVersion, Use
from taizhang.domain.orgs.models import Organization
from taizhang.kernel.ids import uuid7
from tests.authorization.matrix import rows
from tests.authorization.world import DAY, MOMENT, World
from tests.factories import assessments as factory
from tests.factories.orgs import SEED

Keys = dict[str, Any]
Q1 = "2018-Q1"


def scheme(world: World) -> SchemeVersion:
    """The main scheme of quarters."""
    found = world.once("schemes", world.cast.district, lambda: publish_defaults(by=SEED))
    return next(each for each in found if each.period_kind == "quarter")


def assessment(world: World, at: Organization) -> Keys:
    """A preview of the office of an organisation."""
    return {"key": _assessment(world, at).pk}


def result(world: World, at: Organization) -> Keys:
    """What an organisation came to in the preview of its own office."""
    return {"key": _result(world, at).pk}


def objection(world: World, at: Organization) -> Keys:
    """An objection of an organisation."""
    made = {"assessment": _assessment(world, at), "organization": at, "text": "走访那天活动室在维修。", "at": MOMENT}
    return {
        "key": world.once("objection", at, lambda: Objection.objects.create(by_id=uuid7(), by_name="某", **made)).pk
    }


def mark(world: World, at: Organization) -> Keys:
    """A mark of an organisation."""

    def make() -> Mark:
        values = {"period": Q1, "measure": "mark:visit", "numerator": 85, "denominator": 100, "because": "查看台账"}
        return Mark.objects.create(organization=at, by_name="某", at=MOMENT, **values)

    return {"key": world.once("mark", at, make).pk}


def override(world: World, at: Organization) -> Keys:
    """A proposal about the assessment of an office."""
    of = _assessment(world, at)
    values = {"kind": "correction", "because": "补报", "proposed_by_id": uuid7(), "proposed_by_name": "某"}
    made = world.once("override", at, lambda: Override.objects.create(assessment=of, proposed_at=MOMENT, **values))
    return {"key": made.pk}


def use(world: World, at: Organization) -> Keys:
    """What a result was used for."""
    of = _result(world, at)
    values = {"purpose": "award", "what": "先进", "on": DAY, "by_name": "某", "at": MOMENT}
    return {"key": world.once("use", at, lambda: Use.objects.create(result=of, organization=at, **values)).pk}


def score(world: World, at: Organization) -> Keys:
    """The address of a live score."""
    scheme(world)
    return {"code": at.code, "period": "2018-Q2"}


def _assessment(world: World, at: Organization) -> Assessment:
    values = {"scheme": scheme(world), "objections_until": DAY, "organization": at}
    return world.once("assessment", at, lambda: factory.assessment(**values))


def _result(world: World, at: Organization) -> Result:
    of = _assessment(world, at)
    return world.once("result", at, lambda: factory.result(of, at, path=at.placements.get().path))


rows("scores.view", "scores:mine", "scores:below", "scores:assessments", "scores:objections", "scores:marks")
rows("scores.view", "scores:results")
rows("scores.view", "scores:assessment", keys=assessment)
rows("scores.view", "scores:objection", keys=objection)
rows("scores.view", "scores:mark", keys=mark)
rows("scores.view", "scores:result", keys=result)
rows("scores.view", "scores:tree", keys=score)
rows("scores.mark", "scores:marking", "scores:batch")
rows("scores.mark", "scores:mark_withdrawal", keys=mark)
rows("nobody", "scores:batch_undo", keys=lambda _world, _at: {"number": 1})  # of another's marks
rows("scores.object", "scores:objecting", keys=assessment, query=lambda at: f"?organization={at.code}")
rows("scores.object", "scores:withdrawal", keys=objection)
rows("scores.answer", "scores:answering", keys=objection)
rows("scores.close", "scores:closing")
rows("scores.close", "scores:second_preview", "scores:publication", "scores:locking", keys=assessment)
rows("scores.close", "scores:use_new", keys=result)
rows("scores.close", "scores:use_withdrawal", keys=use)
rows("scores.decide", "scores:proposing", keys=assessment)
rows("scores.decide", "scores:confirmation", "scores:rejection", keys=override)
