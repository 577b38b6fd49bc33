"""A saved filter is one's own: kept, replaced, named, removed and had back; sharing leaves a trace."""

from datetime import timedelta

import pytest

from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.preferences.actions import (
    link,
    open_with,
    remove_filter,
    rename_filter,
    restore_filter,
    save_filter,
    share_with,
)
from taizhang.domain.preferences.models import SavedFilter
from taizhang.kernel.errors import Refused
from taizhang.kernel.ids import uuid7
from tests.factories.access import account, actor
from tests.factories.orgs import district
from tests.factories.preferences import saved_filter

pytestmark = pytest.mark.django_db


def keep(of, name="逾期", query="state=overdue", **more):
    given = {"id": uuid7(), "address": "/duties/", "by": actor(of), **more}
    return save_filter(account=of, name=name, query=query, **given)


def test_the_same_name_again_replaces_the_conditions():
    one = account()
    first = keep(one)
    second = keep(one, query="state=open")
    assert (second.pk, second.query) == (first.pk, "state=open")
    assert SavedFilter.objects.count() == 1


def test_sending_it_twice_is_harmless():
    one, key = account(), uuid7()
    assert keep(one, id=key).pk == keep(one, id=key).pk
    assert SavedFilter.objects.count() == 1


def test_an_identifier_of_somebody_else_opens_nothing():
    theirs = saved_filter()
    with pytest.raises(Refused) as refusal:
        keep(account(), id=theirs.pk)
    assert refusal.value.code == "preferences.unknown"
    theirs.refresh_from_db()
    assert theirs.query == "state=overdue"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("  ", "preferences.name"),
        ("长" * 61, "preferences.name-length"),
        ("逾\u202e期", "characters.unseen"),
        ("逾\x07期", "characters.unseen"),
    ],
)
def test_a_name_that_cannot_be_kept_is_refused(name, code):
    with pytest.raises(Refused) as refusal:
        keep(account(), name=name)
    assert refusal.value.code == code
    assert not SavedFilter.objects.exists()


def test_conditions_beyond_what_an_address_holds_are_refused():
    with pytest.raises(Refused) as refusal:
        keep(account(), query="q=" + "x" * 2000)
    assert refusal.value.code == "preferences.query-length"


def test_forty_filters_are_enough_for_one_list():
    one = account()
    for n in range(40):
        keep(one, name=f"第{n}个")
    with pytest.raises(Refused) as refusal:
        keep(one, name="再一个")
    assert refusal.value.code == "preferences.too-many"
    assert keep(one, name="别的列表", address="/records/").pk


def test_a_list_opens_with_one_filter_at_most():
    one = account()
    first, second = keep(one, name="甲"), keep(one, name="乙")
    open_with(saved=first, wanted=True)
    open_with(saved=second, wanted=True)
    first.refresh_from_db()
    assert (first.is_default, second.is_default) == (False, True)
    open_with(saved=second, wanted=False)
    assert not SavedFilter.objects.filter(is_default=True).exists()


def test_a_name_is_taken_once_a_list():
    one = account()
    first, second = keep(one, name="甲"), keep(one, name="乙")
    with pytest.raises(Refused) as refusal:
        rename_filter(saved=second, name="甲")
    assert refusal.value.code == "preferences.name-taken"
    assert rename_filter(saved=first, name="丙").name == "丙"


def test_what_was_removed_can_be_had_back_for_a_day():
    one = account()
    saved = keep(one)
    remove_filter(saved=saved, by=actor(one))
    assert not SavedFilter.objects.kept().exists()
    assert restore_filter(saved=saved).removed_at is None
    remove_filter(saved=saved, by=actor(one))
    keep(one, name="别的", by=actor(one).later(actor(one).at + timedelta(days=2)))
    assert not SavedFilter.objects.filter(pk=saved.pk).exists()


def test_a_removed_name_is_free_and_its_return_is_refused_then():
    one = account()
    saved = keep(one)
    remove_filter(saved=saved, by=actor(one))
    keep(one)
    with pytest.raises(Refused) as refusal:
        restore_filter(saved=saved)
    assert refusal.value.code == "preferences.name-taken"


def test_sharing_and_links_leave_a_trace_without_the_conditions():
    one, place = account(), district()
    saved = keep(one, query="q=%E6%9D%8E%E6%98%8E")
    share_with(saved=saved, organization=place, by=actor(one))
    share_with(saved=saved, organization=place, by=actor(one))
    link(saved=saved, wanted=True, by=actor(one))
    token = saved.token
    link(saved=saved, wanted=False, by=actor(one))
    link(saved=saved, wanted=True, by=actor(one))
    share_with(saved=saved, organization=None, by=actor(one))
    entries = AuditEntry.objects.filter(verb__startswith="preferences.").order_by("number")
    verbs = ["share", "link", "unlink", "link", "unshare"]
    assert [entry.verb for entry in entries] == [f"preferences.{verb}" for verb in verbs]
    assert saved.token != token
    assert len(token) >= 32
    assert all("E6" not in str(entry.details) for entry in entries)


def test_own_and_shared_ones_are_offered_and_no_others():
    one, two, place = account(), account(), district()
    mine, theirs = saved_filter(one), saved_filter(two)
    saved_filter(two)
    share_with(saved=theirs, organization=place, by=actor(two))
    assert set(SavedFilter.objects.offered(one, {place.pk})) == {mine, theirs}
    assert set(SavedFilter.objects.offered(one, set())) == {mine}
