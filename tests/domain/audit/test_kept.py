"""A count is made again once an act could have changed it; for others' acts a page may lag a while, and says so."""

import os
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Count

from taizhang.config import embedded
from taizhang.domain.audit import kept
from taizhang.domain.audit.models import AuditEntry
from taizhang.kernel.ids import uuid7
from tests import databases
from tests.domain.audit import counting
from tests.factories.audit import act
from tests.factories.orgs import SEED

VERB = "tests.act"
OTHER = replace(SEED, person_id=uuid7(), name="何丙")
ANOTHER = """
import django
django.setup()
from django.conf import settings
settings.KEEP_COUNTS, settings.CACHES["counts"]["LOCATION"] = True, {folder!r}
from tests.domain.audit import counting
"""


@pytest.fixture(autouse=True)
def keeping(own_database, settings):
    """Counts are kept, as in a house that is lived in."""
    settings.KEEP_COUNTS = True
    counting.made.clear()


def test_what_nobody_acted_on_since_is_counted_once():
    act()
    assert [counting.acts(VERB) for _ in range(3)] == [1, 1, 1]
    assert len(counting.made) == 1


def test_after_an_act_it_is_counted_anew():
    act()
    counting.acts(VERB)
    act()
    assert counting.acts(VERB) == 2


def test_signing_in_changes_no_fact():
    act()
    counting.acts(VERB)
    act("access.sign-in")
    assert counting.acts(VERB) == 1
    assert len(counting.made) == 1


def test_every_argument_has_a_count_of_its_own():
    act()
    assert counting.acts(VERB, on=date(2018, 5, 30)) == counting.acts(VERB, on=date(2018, 5, 31)) == 1
    assert counting.acts("tests.other") == 0
    assert len(counting.made) == 3  # midnight is another day, another reach another path


def test_what_is_counted_at_once_is_not_kept(settings):
    settings.COUNTS_WORTH = 60
    act()
    assert [counting.quick(VERB) for _ in range(3)] == [1, 1, 1]
    assert len(counting.made) == 3


def test_a_page_may_show_a_count_from_before_the_act_of_another_and_says_when_it_was_made():
    act()
    before = time.time()
    counting.acts(VERB)
    act(by=OTHER)
    with kept.reading(SEED.person_id):
        assert kept.counted_at() is None
        assert counting.acts(VERB) == 1
        assert before <= (kept.counted_at() or 0) <= time.time()
    assert kept.counted_at() is None


def test_nobody_is_shown_a_count_from_before_an_act_of_his_own():
    act()
    counting.acts(VERB)
    act(by=OTHER)
    with kept.reading(OTHER.person_id):
        assert counting.acts(VERB) == 2
        assert kept.counted_at() is None


def test_a_count_lags_no_longer_than_it_may(settings):
    settings.COUNTS_LAG = 0.05
    act()
    counting.acts(VERB)
    act(by=OTHER)
    time.sleep(0.06)
    with kept.reading(SEED.person_id):
        assert counting.acts(VERB) == 2
        assert kept.counted_at() is None


def test_a_count_lies_no_more_than_so_many_acts_back():
    act()
    counting.acts(VERB)
    with transaction.atomic():
        for _number in range(kept.RECENT):
            act(by=OTHER)
    with kept.reading(SEED.person_id):
        assert counting.acts(VERB) == kept.RECENT + 1


def test_a_file_or_a_program_never_gets_a_count_that_lags():
    act()
    counting.acts(VERB)
    act(by=OTHER)
    with kept.reading(SEED.person_id, may_lag=False):
        assert counting.acts(VERB) == 2
    act(by=OTHER)
    assert counting.acts(VERB) == 3  # outside of any page


def test_a_page_asks_for_the_last_act_once(django_assert_num_queries):
    act()
    with kept.reading(SEED.person_id), django_assert_num_queries(3):  # the last act, and each count
        counting.acts(VERB)
        counting.acts("tests.other")
        counting.acts(VERB)


def test_a_page_counts_nothing_twice(settings):
    settings.KEEP_COUNTS = False
    act()
    with kept.reading(SEED.person_id):
        assert [counting.quick(VERB) for _ in range(3)] == [1, 1, 1]
    assert len(counting.made) == 1


def test_within_an_act_everything_is_counted():
    act()
    counting.acts(VERB)
    with transaction.atomic():
        act()
        assert counting.acts(VERB) == 2
    assert counting.acts(VERB) == 2


def test_a_count_that_fails_is_tried_again():
    for _try in range(2):
        with pytest.raises(IndexError):
            counting.failing(VERB)
    act()
    assert counting.failing(VERB) == 1
    assert len(counting.made) == 3


def test_two_districts_share_no_count():
    act()
    assert counting.acts(VERB) == 1
    first = connection.settings_dict["NAME"]
    databases.create("own_other_district")
    try:
        _use("own_other_district")
        act("tests.other")
        assert counting.acts(VERB) == 0
    finally:
        _use(first)
        databases.drop("own_other_district")
    assert counting.acts(VERB) == 1
    assert len(counting.made) == 2


def test_a_history_that_was_begun_anew_is_another():
    act()
    assert counting.acts(VERB) == 1
    with psycopg.connect(databases.server().dsn(embedded.SUPERUSER, _name()), autocommit=True) as superuser:
        superuser.execute("TRUNCATE audit_auditentry CASCADE")
    act("tests.other")  # the same number, another hash
    with kept.reading(SEED.person_id):
        assert counting.acts(VERB) == 0


def test_another_process_finds_what_was_counted():
    act()
    counting.acts(VERB)
    begin = ANOTHER.format(folder=str(settings.CACHES["counts"]["LOCATION"]))
    said = f"{begin}print(counting.acts({VERB!r}), len(counting.made))"
    environment = {
        **os.environ,
        "TAIZHANG_POOL": "1",  # as a server has one
        "TAIZHANG_DATABASE_URL": databases.server().dsn(embedded.APP, _name()),
    }
    done = subprocess.run([sys.executable, "-c", said], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["1", "0"]


def test_a_query_is_kept_by_its_very_words_and_values():
    act()
    rows = AuditEntry.objects.values_list("verb").annotate(count=Count("pk"))
    other = rows.filter(verb="tests.other")
    assert (kept.listed(rows), kept.listed(other), kept.number(rows)) == ([(VERB, 1)], [], 1)
    act("tests.other")
    assert kept.listed(other) == [("tests.other", 1)]
    assert kept.listed(rows.none()) == []
    assert kept.number(rows.filter(actor_name__contains="何丙 at 0x1")) == 0  # a value is whatever somebody typed


def test_what_cannot_be_read_is_counted_anew():
    act()
    counting.acts(VERB)
    for file in Path(settings.CACHES["counts"]["LOCATION"]).iterdir():
        file.write_bytes(b"!")
    kept._remembered.clear()  # as in a process that has just begun
    assert counting.acts(VERB) == 1
    assert len(counting.made) == 2


def test_what_is_thrown_away_is_counted_anew():
    act()
    counting.acts(VERB)
    kept.forget()
    assert counting.acts(VERB) == 1
    assert len(counting.made) == 2


def test_a_count_is_asked_with_plain_values_only():
    with pytest.raises(TypeError, match="plain values"):
        counting.acts(object())


def _name() -> str:
    return str(connection.settings_dict["NAME"])


def _use(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name
