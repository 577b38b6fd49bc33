"""Drafts of schemes are one person's: kept as typed, never older than they are, bounded, and gone when thrown away."""

from datetime import timedelta

import pytest

from taizhang.domain.assessments.drafts import LONGEST, MOST, begin_draft, discard_draft, drafts_of, keep_draft
from taizhang.domain.assessments.models import SchemeDraft
from taizhang.kernel.errors import Refused
from tests.factories.assessments import scheme_draft
from tests.factories.orgs import NOW, person

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=1)


def test_what_is_typed_last_is_kept_and_what_arrives_late_changes_nothing():
    draft = scheme_draft()
    keep_draft(draft=draft, content={"scheme": "new"}, person=draft.person, at=LATER)
    keep_draft(draft=draft, content={"scheme": "old"}, person=draft.person, at=NOW)
    assert drafts_of(draft.person).get().content == {"scheme": "new"}


def test_nobody_keeps_or_throws_away_the_draft_of_another():
    draft, other = scheme_draft(), person()
    with pytest.raises(Refused, match="belongs to somebody else"):
        keep_draft(draft=draft, content={}, person=other, at=LATER)
    with pytest.raises(Refused, match="belongs to somebody else"):
        discard_draft(draft=draft, person=other)
    assert SchemeDraft.objects.get().content == draft.content


def test_a_draft_has_a_greatest_size():
    draft = scheme_draft()
    with pytest.raises(Refused, match="at most"):
        keep_draft(draft=draft, content={"note": "x" * LONGEST}, person=draft.person, at=LATER)


def test_one_person_keeps_so_many_and_no_more():
    mine = person()
    for _number in range(MOST):
        begin_draft(content={}, base=None, person=mine, at=NOW)
    with pytest.raises(Refused, match=f"{MOST} drafts"):
        begin_draft(content={}, base=None, person=mine, at=NOW)
    begin_draft(content={}, base=None, person=person(), at=NOW)
    assert drafts_of(mine).count() == MOST
