"""What each switch changes in the chain, tried off and on."""

from datetime import date, timedelta

import pytest

from taizhang.domain.audit.actor import Actor
from taizhang.domain.duties.actions.packs import publish
from taizhang.domain.duties.packfile import PackRefused, check, load
from taizhang.domain.duties.packs import pack_in_force
from taizhang.domain.duties.queries import seen_from_above
from taizhang.domain.policies.actions import turn_off
from taizhang.domain.policies.models import Warrant
from taizhang.domain.policies.switches import Switch
from taizhang.domain.records.preview import preview
from taizhang.kernel.ids import uuid7
from tests.domain.records.test_evidence import picture
from tests.domain.refusals import refused
from tests.factories import duties, policies, records
from tests.factories.records import EVENING, Upload

pytestmark = pytest.mark.django_db
DAY = date(2018, 5, 16)
EARLIER = Actor("区委党建办", EVENING - timedelta(days=10))


def test_those_above_see_a_light_a_day_later_unless_switched_to_the_same_day():
    assert seen_from_above(DAY) == DAY - timedelta(days=1)
    policies.warrant(Switch.SAME_DAY_LIGHTS, EARLIER, ends_on=DAY)
    assert seen_from_above(DAY) == DAY
    assert seen_from_above(DAY + timedelta(days=1)) == DAY


@pytest.fixture
def demanding(tmp_path):
    """The default pack as a file in which theme days demand photos."""
    text = duties.ERQI.read_text("utf-8")
    begin = text.index("  - code: L05")
    photo = text.index("type: photo, required: false", begin)
    path = tmp_path / "pack.yaml"
    path.write_text(
        text[:photo] + "type: photo, required: true" + text[photo + len("type: photo, required: false") :], "utf-8"
    )
    return path


def test_a_pack_that_demands_pictures_is_refused_while_the_switch_is_off(demanding):
    with pytest.raises(PackRefused):
        load(demanding)
    assert [problem.code for problem in check(demanding)] == ["pack.picture_required"]
    with refused("duties.pack-pictures"):
        publish(pack_file=load(demanding, pictures=True), by=duties.actor())


def test_with_the_switch_on_it_is_published_and_its_records_need_one_picture(demanding, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    policies.warrant(Switch.PHOTOS, EARLIER)
    publish(pack_file=load(demanding, pictures=True), by=duties.actor(at=EARLIER.at))
    assert pack_in_force(DAY).institution("L05").demands_picture
    branch = records.branch()
    entry = branch.entry("L05")
    assert "records.picture" in [one.code for one in preview(entry, branch.recorder).problems]
    with refused("records.picture"):
        branch.submit("L05")
    branch.submit("L02")  # demands none
    key = uuid7()
    text = records.evidence(branch)
    with refused("records.picture"):
        branch.submit("L05", id=text.draft_id, draft_id=text.draft_id, evidence_ids=(text.pk,))
    photo = records.keep(
        upload=Upload("会场.jpg", picture()), organization=branch.organization, draft_id=key, by=branch.recorder
    )
    assert branch.submit("L05", id=key, draft_id=key, evidence_ids=(photo.pk,)).evidence.count() == 1


def test_switched_off_again_the_same_pack_demands_nothing(demanding):
    policies.warrant(Switch.PHOTOS, EARLIER)
    publish(pack_file=load(demanding, pictures=True), by=duties.actor(at=EARLIER.at))
    branch = records.branch()
    turn_off(warrant=Warrant.objects.get(), because="试点结束", by=branch.recorder)
    assert branch.submit("L05").pk


def test_nothing_is_demanded_of_what_was_held_before_the_switch(demanding):
    early = Actor("区委党建办", EVENING - timedelta(days=1))
    policies.warrant(Switch.PHOTOS, early)
    publish(pack_file=load(demanding, pictures=True), by=duties.actor(at=early.at))
    assert records.branch().submit("L05", held_on=DAY - timedelta(days=2)).pk
