"""What runs by the clock; `taizhang work` runs it.

Hours are UTC: 16:10 is ten past midnight in Shanghai. Every job is a sweep over the present state that is safe to run
twice, so a lost run is made good by the next one.
"""

import logging

from procrastinate.contrib.django import app

from taizhang.domain.audit.actor import Channel, system
from taizhang.domain.audit.clearing import clear_expired
from taizhang.domain.audit.verification import verify
from taizhang.domain.cases.actions import sweep_lights
from taizhang.domain.duties.actions.issue import issue
from taizhang.domain.notices.actions.digest import make_digests
from taizhang.domain.notices.deliveries import deliver
from taizhang.domain.notices.retention import sweep
from taizhang.domain.points.actions import post_misses
from taizhang.domain.reviews.actions import readdress
from taizhang.kernel.errors import Refused
from taizhang.kernel.periods import Kind, Period
from taizhang.web.kit.clock import now
from taizhang.web.notices.sources import SOURCES

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


@app.periodic(cron="5 16 * * *")
@app.task(queueing_lock="readdress_reviews")
def readdress_reviews(timestamp: int) -> None:
    """Every night: what waits for an office that no longer stands above goes to the one that does."""
    moment = now()
    log.info("readdressed: %s", readdress(on=moment.date(), by=system(moment, Channel.JOB)))


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


@app.periodic(cron="5 1-8 * * *")
@app.task(queueing_lock="send_digests")
def send_digests(timestamp: int) -> None:
    """Every working hour: the digests whose day has come; holidays and make-up days are the calendar's to say."""
    moment = now()
    log.info("digests: %s", make_digests(now=moment, sources=SOURCES, by=system(moment, Channel.JOB)))


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="deliver_messages")
def deliver_messages(timestamp: int) -> None:
    """Every ten minutes: what waits to leave the house; at night and on holidays only what is of safety."""
    log.info("messages: %s", deliver(now=now()))


@app.periodic(cron="50 16 * * *")
@app.task(queueing_lock="sweep_notices")
def sweep_notices(timestamp: int) -> None:
    """Every night: deletes notices and messages that are older than their term."""
    log.info("notices: %s", sweep(by=system(now(), Channel.JOB)))


@app.periodic(cron="30 16 * * *")
@app.task(queueing_lock="offer_help")
def offer_help(timestamp: int) -> None:
    """Every night: offers help to branches that stay red, and ends offers that are no longer needed."""
    moment = now()
    log.info("help: %s", sweep_lights(on=moment.date(), by=system(moment, Channel.JOB)))


@app.periodic(cron="35 16 * * *")
@app.task(queueing_lock="end_objections")
def end_objections(timestamp: int) -> None:
    """Every night: previews whose days for objections are over and that have nothing to answer go to their second."""
    from taizhang.domain.assessments.actions.publishing import end_windows

    moment = now()
    log.info("second previews: %s", end_windows(on=moment.date(), by=system(moment, Channel.JOB)))


@app.periodic(cron="45 16 * * *")
@app.task(queueing_lock="clear_expired")
def clear_what_is_due(timestamp: int) -> None:
    """Every night: clears what has been kept as long as it may be (the table is in domain/audit/retention.py)."""
    log.info("cleared: %s", clear_expired(by=system(now(), Channel.JOB)))
