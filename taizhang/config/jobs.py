"""What runs by the clock; `taizhang work` runs it.

Hours are UTC: 16:10 is ten past midnight in Shanghai. Every job is a sweep over the present state that is safe to run
twice, so a lost run is made good by the next one.
"""

import logging

from procrastinate.contrib.django import app

from taizhang.domain.audit.actor import Channel, system
from taizhang.domain.audit.verification import verify
from taizhang.domain.duties.actions.issue import issue
from taizhang.domain.points.actions import post_misses
from taizhang.kernel.errors import Refused
from taizhang.kernel.periods import Kind, Period
from taizhang.web.kit.clock import now

log = logging.getLogger(__name__)


@app.periodic(cron="10 16 * * *")
@app.task(queueing_lock="issue_duties")
def issue_duties(timestamp: int) -> None:
    """Every night: the duties of the running month, once it begins and for organisations that came since."""
    moment = now()
    month = Period.containing(moment.date(), Kind.MONTH)
    try:
        log.info("%s: %s", month, issue(period=month, on=moment.date(), by=system(moment, Channel.JOB)))
    except Refused as refusal:
        log.warning("%s: %s", month, refusal)


@app.periodic(cron="25 16 * * *")
@app.task(queueing_lock="post_misses")
def deduct_misses(timestamp: int) -> None:
    """Every night: what the pack takes off for duties whose books closed and that were never met."""
    moment = now()
    log.info("misses: %s", post_misses(on=moment.date(), by=system(moment, Channel.JOB)))


@app.periodic(cron="40 16 * * *")
@app.task(queueing_lock="verify_audit")
def verify_audit(timestamp: int) -> None:
    """Every night: reads the whole audit trail; a broken row is an error in the log and a failed job."""
    verified = verify()
    if not verified.ok:
        raise RuntimeError(f"The audit trail does not hold: {verified.broken}")
