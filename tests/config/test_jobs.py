"""What runs by the clock is registered, at the hour meant, and can run against the database."""

from datetime import datetime, timedelta, timezone

import croniter
import pytest

from taizhang.config import jobs

SHANGHAI = timezone(timedelta(hours=8))


def test_jobs_run_just_after_midnight_in_shanghai() -> None:
    noon = datetime(2018, 5, 16, 12, tzinfo=SHANGHAI)
    registry = jobs.app.periodic_registry.periodic_tasks
    assert {name.rsplit(".", 1)[-1] for name, _ in registry} == {"issue_duties", "deduct_misses", "verify_audit"}
    for periodic in registry.values():
        first = croniter.croniter(periodic.cron, noon.timestamp()).get_next(float)
        assert datetime.fromtimestamp(first, SHANGHAI).isoformat()[:14] == "2018-05-17T00:"


@pytest.mark.django_db
def test_a_whole_trail_passes_the_nightly_reading() -> None:
    jobs.verify_audit(timestamp=0)
