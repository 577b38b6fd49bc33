"""Whatever is done in whatever order: points, duties and the trail agree with what stands approved."""

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from taizhang.domain.audit.verification import verify
from taizhang.domain.duties.actions.waive import unwaive, waive
from taizhang.domain.duties.models import Duty, Fulfilment, Waiver
from taizhang.domain.points.balances import organization_balance
from taizhang.domain.points.models import PointEntry
from taizhang.domain.records import actions
from taizhang.domain.records.entry import RecordEntry
from taizhang.domain.records.gathered import awarded, of_submissions
from taizhang.domain.records.models import Activity, Claim
from taizhang.domain.records.packs import Packs
from taizhang.domain.reviews.models import Submission
from taizhang.kernel.errors import Refused
from taizhang.kernel.points import Entry, fold
from tests.factories import records

WHY = "核对有误"
HELD = (date(2018, 5, 16), date(2018, 5, 15), date(2018, 5, 17))
MOVES = (
    "submit",
    "submit",
    "approve",
    "approve",
    "revise",
    "return",
    "approve",
    "undo",
    "withdraw",
    "waive",
    "unwaive",
    "all",
    "undo all",
)
STEPS = st.lists(st.tuples(st.sampled_from(MOVES), st.integers(0, 2)), min_size=4, max_size=22)


@dataclass
class Book:
    """Three gatherings of one branch: two theme days, one of them a lecture too, and a lecture."""

    branch: records.Branch
    entries: list[RecordEntry] = field(default_factory=list)
    moment: datetime = records.NEXT_DAY

    def __post_init__(self) -> None:
        kinds = (("L05",), ("L05", "L04"), ("L04",))
        self.entries = [self.branch.entry(*kind, held_on=day) for kind, day in zip(kinds, HELD, strict=True)]

    def submission(self, number: int) -> UUID:
        found = Activity.objects.filter(pk=self.entries[number].id).values_list("submission_id", flat=True).first()
        return found or self.entries[number].id  # an identifier that is nobody's

    def do(self, move: str, number: int) -> None:
        self.moment += timedelta(minutes=1)
        by, reviewer = self.branch.recorder.later(self.moment), self.branch.reviewer.later(self.moment)
        entry = self.entries[number]
        duty = Duty.objects.filter(organization_id=self.branch.id, institution="L05").get()
        activity = Activity.objects.filter(pk=entry.id).first()
        every = [self.submission(each) for each in range(3)]
        acts = {
            "submit": lambda: actions.submit(entry=entry, by=by),
            "revise": lambda: activity and actions.revise(entry=entry, by=by),
            "return": lambda: actions.send_back(submission_id=every[number], because=WHY, by=reviewer),
            "approve": lambda: actions.approve(submission_ids=[every[number]], by=reviewer),
            "undo": lambda: actions.undo(submission_ids=[every[number]], because=WHY, by=reviewer),
            "withdraw": lambda: activity and actions.withdraw(activity=activity, by=by),
            "waive": lambda: waive(duty=duty, because=WHY, by=reviewer),
            "unwaive": lambda: unwaive(duty=duty, because=WHY, by=reviewer),
            "all": lambda: actions.approve(submission_ids=every, by=reviewer),
            "undo all": lambda: actions.undo(submission_ids=every, because=WHY, by=reviewer),
        }
        acts[move]()


def points_are_those_of_what_stands(book: Book) -> None:
    """Each holder's standing entries are the awards of the approved gatherings, each once."""
    approved = Submission.objects.filter(state="approved").values_list("pk", flat=True)
    owed = sorted(
        (str(award.source.id), award.rule, str(award.person_id), award.amount)
        for award in awarded(of_submissions(approved), Packs.load())
    )
    standing = sorted(
        (str(source), rule, str(person), amount)
        for source, rule, person, amount in PointEntry.objects.standing().values_list(
            "source_id", "rule", "person_id", "amount"
        )
    )
    assert standing == owed
    every = PointEntry.objects.values_list("amount", flat=True)
    assert sum(every) == sum(amount for *_rest, amount in standing)
    balance = organization_balance(book.branch.id, 2018)
    own = [Entry(rule, amount, HELD[0]) for _source, rule, person, amount in owed if person == "None"]
    assert balance.total == fold(own, balance.book).total


def duties_are_met_by_what_stands() -> None:
    """A fulfilment is there exactly when as many approved gatherings claim the duty as it needs."""
    met = set(Fulfilment.objects.standing().values_list("duty_id", flat=True))
    for duty in Duty.objects.all():
        claims = Claim.objects.filter(duty=duty, activity__submission__state="approved")
        held = sorted(claims.values_list("activity__held_on", flat=True))
        assert (duty.pk in met) == (len(held) >= duty.needed)
        if duty.pk in met:
            source = Fulfilment.objects.standing().get(duty=duty)
            assert source.source_id in set(claims.values_list("activity_id", flat=True))
            assert source.held_on >= held[duty.needed - 1]
    assert Fulfilment.objects.standing().count() == len(met)


def the_trail_is_whole() -> None:
    assert verify().ok
    for submission in Submission.objects.prefetch_related("steps"):
        steps = list(submission.steps.all())
        assert [one.after for one in steps[:-1]] == [one.before for one in steps[1:]]
        assert steps[-1].after == submission.state
        assert submission.round == 1 + sum(one.move == "reopen" for one in steps)


@pytest.mark.parametrize("needed", [1, 2])
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(steps=STEPS)
def test_points_duties_and_the_trail_agree_with_what_stands(db, needed, steps):
    with transaction.atomic():
        book = Book(records.branch(3))
        Duty.objects.filter(institution="L05").update(needed=needed)
        for move, number in steps:
            with suppress(Refused):
                book.do(move, number)
            points_are_those_of_what_stands(book)
            duties_are_met_by_what_stands()
        the_trail_is_whole()
        transaction.set_rollback(True)


def test_a_waived_duty_that_is_met_all_the_same_counts_nowhere_until_it_is_owed_again(db):
    book = Book(records.branch(3))
    book.do("submit", 0)
    book.do("waive", 0)
    book.do("approve", 0)
    duties = Duty.objects.filter(institution="L05")
    assert (duties.owed().count(), duties.unfinished().count(), Waiver.objects.standing().count()) == (0, 0, 1)
    book.do("unwaive", 0)
    assert (duties.owed().count(), duties.unfinished().count()) == (1, 0)


def test_the_day_on_which_two_gatherings_met_a_duty_is_the_later_whichever_was_approved_first(db):
    for first, second in ((0, 1), (1, 0)):
        with transaction.atomic():
            book = Book(records.branch(3))
            Duty.objects.filter(institution="L05").update(needed=2)
            for number in (0, 1):
                book.do("submit", number)
            book.do("approve", first)
            book.do("approve", second)
            assert Fulfilment.objects.standing().get(duty__institution="L05").held_on == date(2018, 5, 16)
            transaction.set_rollback(True)
