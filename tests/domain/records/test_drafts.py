"""Drafts are saved as one types."""

from datetime import timedelta

import pytest

from taizhang.domain.records import actions
from taizhang.domain.records.drafts import discard_draft, drafts_of, save_draft
from taizhang.domain.records.models import Draft
from taizhang.kernel.ids import uuid7
from tests.domain.refusals import refused
from tests.factories import records
from tests.factories.records import EVENING

pytestmark = pytest.mark.django_db


def save(branch, key, title, seconds=0, who=0):
    """What is typed by somebody of the branch after some seconds."""
    person, at = branch.members[who], EVENING + timedelta(seconds=seconds)
    return save_draft(id=key, organization=branch.organization, person=person, body={"title": title}, at=at)


def test_saving_again_changes_the_same_draft_and_a_latecomer_changes_nothing():
    branch, key = records.branch(2), uuid7()
    save(branch, key, "学", 0)
    save(branch, key, "学习党章", 2)
    save(branch, key, "学习", 1)
    assert Draft.objects.get().body == {"title": "学习党章"}
    assert [draft.pk for draft in drafts_of(branch.members[0])] == [key]


def test_a_draft_is_its_writers_own():
    branch, key = records.branch(2), uuid7()
    draft = save(branch, key, "学习")
    with refused("records.draft-not-yours"):
        save(branch, key, "别的", 1, who=1)
    with refused("records.draft-not-yours"):
        discard_draft(draft=draft, person=branch.members[1])
    discard_draft(draft=draft, person=branch.members[0])
    assert not Draft.objects.exists()


def test_a_draft_is_gone_once_handed_in_and_does_not_come_back():
    branch, key = records.branch(2), uuid7()
    save(branch, key, "学习")
    actions.submit(entry=branch.entry(id=key), by=branch.recorder)
    assert not Draft.objects.exists()
    with refused("records.draft-handed-in"):
        save(branch, key, "学习党章", 1)


def test_a_draft_has_a_size():
    branch = records.branch(2)
    with refused("records.draft-size"):
        save(branch, uuid7(), "长" * 100_000)
