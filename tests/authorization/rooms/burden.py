"""Switches of the policy page, the register of forms, filling them, the meter, and saying that one is here."""

from datetime import date, timedelta
from typing import Any

from taizhang.domain.burden.models import Answer, CollectionForm, Sending
from taizhang.domain.orgs.models import Organization
from taizhang.domain.policies.models import Warrant
from taizhang.web.records.checkin import SIGNER
from tests.authorization import nouns
from tests.authorization.matrix import rows
from tests.authorization.world import DAY, MOMENT, World

LAST = date(2018, 12, 31)


def switch(_world: World, _at: Organization) -> dict[str, Any]:
    """A switch that exists."""
    return {"code": "ranking"}


def warrant(world: World, _at: Organization) -> dict[str, Any]:
    """A switch that is on."""
    return {"key": _warrant(world, "ranking").pk}


def form(world: World, at: Organization) -> dict[str, Any]:
    """A registered form that an organisation owns."""
    return {"key": _form(world, at).pk}


def registered(world: World, _at: Organization) -> dict[str, Any]:
    """A form of the district's register."""
    return {"key": _form(world, world.cast.district).pk}


def answer(world: World, at: Organization) -> dict[str, Any]:
    """What an organisation was asked, and nobody else."""
    return {"key": _answer(world, at).pk}


def sending(world: World, at: Organization) -> dict[str, Any]:
    """The sending by which it was asked."""
    return {"key": _answer(world, at).sending_id}


def draft(world: World, at: Organization) -> dict[str, Any]:
    """A gathering that somebody of the place is recording, while self check-in is on."""
    _warrant(world, "check-in")
    return nouns.draft(world, at)


def token(world: World, at: Organization) -> dict[str, Any]:
    """The code of such a gathering."""
    return {"token": SIGNER.sign(str(draft(world, at)["key"]))}


def _warrant(world: World, code: str) -> Warrant:
    values = {
        "number": "1",
        "title": "通知",
        "issuer": "区委",
        "because": "试点",
        "set_by_name": "某",
        "set_at": MOMENT,
    }
    days = {"starts_on": DAY, "ends_on": DAY + timedelta(days=30)}
    return world.once(code, world.cast.district, lambda: Warrant.objects.create(switch=code, **values, **days))


def _form(world: World, at: Organization) -> CollectionForm:
    values = {"title": "表", "purpose": "用途", "document": "文件", "clause": "第一条", "frequency": "once"}
    more = {"kinds": ["branch"], "categories": ["A"], "expires_on": LAST, "drafted_by_name": "某", "drafted_at": MOMENT}
    whole = {**values, **more, "registered_at": MOMENT, "registered_by_name": "某"}
    return world.once("form", at, lambda: CollectionForm.objects.create(organization=at, **whole))


def _answer(world: World, at: Organization) -> Answer:
    def make() -> Answer:
        values = {"due_on": LAST, "organizations": 1, "seconds_each": 60, "sent_by_name": "某", "sent_at": MOMENT}
        of = _form(world, world.cast.district)
        sent = Sending.objects.create(form=of, period=f"2018-W{Sending.objects.count() + 1:02d}", **values)
        return Answer.objects.create(sending=sent, organization=at)

    return world.once("answer", at, make)


rows("policies.view", "policies:list")
rows("policies.view", "policies:switch", keys=switch, over="whole")
rows("policies.set", "policies:ending", keys=warrant, over="whole")

rows("forms.view", "forms")
rows("forms.view", "form", "form_preview", keys=registered, over="whole")
rows("forms.issue", "form_new")
rows("forms.issue", "form_design", "form_removal", "form_registration", "form_withdrawal", "form_sending", keys=form)
rows("forms.view", "form_answers", keys=sending)
rows("forms.fill", "forms_filling")
rows("forms.fill", "form_answer", "form_answer_draft", keys=answer)

rows("burden.view", "burden", "burden_issuers", "burden_caps")
rows("burden.view", "burden_organization", keys=nouns.code)

rows("nobody", "records:check_in_code", keys=draft)  # of somebody else's draft
rows("signed-in", "records:check_in", keys=token)
