"""What is due goes every night and leaves one line; evidence, ledgers and the audit trail stay."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.cache import cache

from taizhang.domain.assessments.models import Mark, Result, SchemeDraft
from taizhang.domain.audit.actor import Actor, Channel, system
from taizhang.domain.audit.clearing import clear_expired
from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.audit.retention import AUDIT_FLOOR, CLOCKS, SWEEPS, clock
from taizhang.domain.audit.verification import verify
from taizhang.domain.cases.actions import answer
from taizhang.domain.cases.models import Case, Reading
from taizhang.domain.cases.terms import CaseKind
from taizhang.domain.notices.retention import TERMS
from taizhang.domain.orgs.imports import storage
from taizhang.domain.orgs.models import ImportRun
from taizhang.domain.records.models import Draft, Evidence
from taizhang.kernel.errors import Refused
from tests.factories import access, assessments, cases, feeds, orgs, preferences, records

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def sweep(at) -> dict[str, int]:
    return clear_expired(by=system(at, Channel.JOB))


def test_every_clock_that_runs_out_has_a_sweep_and_no_other():
    sweep(cases.AT)
    ending = {one.key for one in CLOCKS if one.days is not None}
    assert len({one.key for one in CLOCKS}) == len(CLOCKS)
    assert set(SWEEPS) == ending - {"notices"}  # their own room sweeps them
    assert clock("notices").days == TERMS["read"].days


def test_the_audit_trail_stays_a_year_at_least_and_for_good():
    assert AUDIT_FLOOR >= 366
    assert clock("audit").days is None
    cases.case()
    before = AuditEntry.objects.count()
    sweep(cases.AT + 10 * 366 * DAY)
    assert AuditEntry.objects.count() >= before
    assert verify().ok
    with pytest.raises(Refused):
        AuditEntry.objects.all().delete()


def test_a_draft_goes_after_its_time_and_not_before():
    kept = records.draft()
    sweep(kept.updated_at + 90 * DAY)
    assert Draft.objects.exists()
    assert sweep(kept.updated_at + 91 * DAY)["drafts"] == 1
    assert not Draft.objects.exists()


def test_a_draft_of_a_scheme_goes_after_a_year_and_what_judged_stays():
    draft, mark, result = assessments.scheme_draft(), assessments.mark(), assessments.result()
    sweep(draft.updated_at + AUDIT_FLOOR * DAY)
    assert SchemeDraft.objects.exists()
    assert sweep(draft.updated_at + 20 * 366 * DAY)["scheme-drafts"] == 1
    assert not SchemeDraft.objects.exists()
    assert (Mark.objects.get(), Result.objects.get()) == (mark, result)
    assert all(clock(key).days is None for key in ("assessments", "marks", "reviews"))


def test_evidence_never_goes():
    kept = records.evidence()
    sweep(cases.AT + 20 * 366 * DAY)
    assert Evidence.objects.get() == kept


@pytest.mark.parametrize(("named", "days"), [(False, 366), (True, 3 * 366)])
def test_words_of_a_case_go_after_its_end_and_its_number_stays(named, days):
    filed = cases.case() if named else cases.anonymous()
    sweep(cases.AT + 20 * 366 * DAY)
    assert Case.objects.get().text == cases.WORDS  # an open case is never cleared
    end = cases.AT + DAY
    answer(case=filed, words="下月起只报一次。", by=Actor("赵敏", end, orgs.person().pk))
    sweep(end + days * DAY)
    assert Case.objects.get().text
    sweep(end + (days + 1) * DAY)
    cleared = Case.objects.get()
    assert (cleared.subject, cleared.text, cleared.person, cleared.receipt) == ("", "", None, None)
    assert cleared.number == "2018-0001"
    assert cleared.cleared_on == (end + (days + 1) * DAY).date()
    assert set(cleared.steps.values_list("words", flat=True)) == {""}
    assert {step.by_name for step in cleared.steps.filter(move="filed")} == {""}


def test_the_right_value_of_a_correction_goes_a_month_after_the_answer():
    filed = cases.case(kind=CaseKind.CORRECTION, item="phone", value="13812345678")
    assert "13812345678" not in filed.value
    answer(case=filed, words="已更正。", by=Actor("赵敏", cases.AT + DAY, orgs.person().pk))
    sweep(cases.AT + 31 * DAY)
    assert Case.objects.get().value
    assert sweep(cases.AT + 32 * DAY)["corrections"] == 1
    assert Case.objects.get().value == ""


def test_who_read_a_sample_goes_after_a_year_and_the_answers_stay():
    kept = cases.reading()
    assert sweep(kept.assigned_at + 367 * DAY)["readings"] == 1
    assert Reading.objects.get(pk=kept.pk).person is None


def test_sessions_that_ended_go_and_the_last_sign_in_is_forgotten(settings, tmp_path):
    place = {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": tmp_path / "cache"}
    settings.CACHES = {"default": place}
    cache.set("failed", 1, timeout=-1)
    session = SessionStore()
    session["x"] = 1
    session.save()
    account = access.account()
    account.last_login = cases.AT
    account.save()
    sweep(Session.objects.get().expire_date + 367 * DAY)
    account.refresh_from_db()
    assert not Session.objects.exists()
    assert account.last_login is None or account.last_login > cases.AT


def test_a_file_that_was_never_applied_goes_after_a_week(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    digest = storage.keep(tmp_file(tmp_path))
    run = orgs.import_run()
    ImportRun.objects.filter(pk=run.pk).update(stored=digest, sha256=digest, refused=[{"row": 1, "message": "张三"}])
    assert sweep(orgs.NOW + 8 * DAY)["import-files"] == 1
    assert not (tmp_path / "imports" / digest).exists()
    assert sweep(orgs.NOW + 100 * DAY)["import-faults"] == 1
    assert ImportRun.objects.get().refused == []


def tmp_file(folder):
    path = folder / "名册.xlsx"
    path.write_bytes(b"PK")
    return path.open("rb")


def test_a_night_leaves_one_line_and_a_night_without_work_none():
    records.draft()
    at = cases.AT + 400 * DAY
    sweep(at)
    line = AuditEntry.objects.get(verb="retention.clear")
    assert line.details == {"drafts": 1}
    sweep(at)
    assert AuditEntry.objects.filter(verb="retention.clear").count() == 1


def test_what_programs_sent_and_what_was_removed_goes_too():
    sent = access.instruction()
    assert sweep(sent.at + 91 * DAY)["instructions"] == 1
    kept = preferences.saved_filter()
    type(kept).objects.filter(pk=kept.pk).update(removed_at=kept.saved_at)
    assert sweep(kept.saved_at + 31 * DAY)["filters-removed"] == 1
    feed = feeds.feed()
    type(feed).objects.filter(pk=feed.pk).update(revoked_at=feed.made_at)
    assert sweep(feed.made_at + 31 * DAY)["feeds-revoked"] == 1
