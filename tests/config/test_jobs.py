"""What runs by the clock is registered, at the hour meant, and can run against the database."""

from datetime import datetime, timedelta, timezone

import croniter
import pytest

from taizhang.config import jobs

SHANGHAI = timezone(timedelta(hours=8))


NIGHTLY = {"issue_duties", "deduct_misses", "offer_help", "verify_audit", "clear_what_is_due", "sweep_notices"}


def test_jobs_of_the_night_run_just_after_midnight_in_shanghai() -> None:
    noon = datetime(2018, 5, 16, 12, tzinfo=SHANGHAI)
    registry = {name.rsplit(".", 1)[-1]: one for (name, _), one in jobs.app.periodic_registry.periodic_tasks.items()}
    assert registry.keys() >= NIGHTLY
    for name in NIGHTLY:
        first = croniter.croniter(registry[name].cron, noon.timestamp()).get_next(float)
        assert datetime.fromtimestamp(first, SHANGHAI).isoformat()[:14] == "2018-05-17T00:"


@pytest.mark.django_db
def test_help_is_offered_and_what_is_due_cleared_without_anybody_being_there() -> None:
    jobs.offer_help(timestamp=0)
    jobs.clear_what_is_due(timestamp=0)


@pytest.mark.django_db
def test_a_whole_trail_passes_the_nightly_reading() -> None:
    jobs.verify_audit(timestamp=0)
