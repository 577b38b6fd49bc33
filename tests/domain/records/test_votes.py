"""Votes: the entitled and the present come from the roll, the arithmetic is shown."""

from datetime import date

import pytest

from taizhang.domain.orgs.models import Exemption, Person
from taizhang.domain.records.entry import BallotEntry
from taizhang.domain.records.models import Ballot
from taizhang.domain.records.preview import preview
from taizhang.domain.records.votes import shares
from taizhang.kernel.errors import Refused
from taizhang.kernel.quorum import FOUR_FIFTHS, MORE_THAN_HALF
from tests.factories import duties, records
from tests.factories.records import EVENING

pytestmark = pytest.mark.django_db


def absent(branch, count):
    """The last so many members on leave."""
    return {member.pk: ("leave", "") for member in branch.members[len(branch.members) - count :]}


# vectors.md: 21 voters are valid at 11 and pass at 11; with 20 valid at 10, and 11 are needed to pass.
@pytest.mark.parametrize(
    ("voters", "here", "yes", "valid", "passed"),
    [
        (21, 11, 11, True, True),
        (21, 10, 10, False, False),
        (21, 12, 10, True, False),
        (20, 10, 10, True, False),
        (20, 11, 11, True, True),
    ],
)
def test_quorum_and_majority_of_those_entitled(voters, here, yes, valid, passed):
    branch = records.branch(voters)
    vote = BallotEntry(question="接收预备党员", yes=yes, no=here - yes)
    activity = branch.submit("L01", absences=absent(branch, voters - here), ballots=(vote,))
    ballot = activity.ballots.get()
    assert (ballot.entitled, ballot.present, ballot.valid, ballot.passed) == (voters, here, valid, passed)
    assert ballot.quorum == {"num": 1, "den": 2, "op": ">="}
    assert ballot.passing == {"num": 1, "den": 2, "op": ">"}


def test_the_votes_must_add_up_to_the_voters_present():
    branch = records.branch(9)
    with pytest.raises(Refused) as refused:
        branch.submit("L01", ballots=(BallotEntry(question="换届办法", yes=7, no=1),))
    assert refused.value.code == "quorum.votes_do_not_add_up"
    assert not Ballot.objects.exists()


def test_a_vote_of_nobody_is_refused():
    branch = records.branch(3)
    for member in branch.members:
        member.memberships.update(standing="probationary")
    with pytest.raises(Refused) as refused:
        branch.submit("L01", ballots=(BallotEntry(question="换届办法", yes=0),))
    assert refused.value.code == "quorum.no_voters"


def test_who_need_not_come_is_entitled_only_when_there():
    branch = records.branch(9)
    old = branch.members[8]
    Exemption.objects.create(
        person=old, ground="article_23", starts_on=date(2018, 1, 1), approved_by_name="街道", approved_at=EVENING
    )
    away = branch.submit("L01", ballots=(BallotEntry(question="决议", yes=8),)).ballots.get()
    assert (away.entitled, away.present) == (8, 8)
    came = branch.submit("L01", came=frozenset({old.pk}), ballots=(BallotEntry(question="决议", yes=9),)).ballots.get()
    assert (came.entitled, came.present) == (9, 9)


def test_neither_probationary_nor_suspended_members_vote():
    branch = records.branch(9)
    branch.members[8].memberships.update(standing="probationary")
    Person.objects.filter(pk=branch.members[7].pk).update(registration="suspended")
    ballot = branch.submit("L01", ballots=(BallotEntry(question="决议", yes=7),)).ballots.get()
    assert (ballot.entitled, ballot.present) == (7, 7)


def test_of_several_institutions_the_strictest_share_rules():
    pack = duties.pack_file()
    assert shares(pack, ["L01", "L15"]).quorum == FOUR_FIFTHS
    assert shares(pack, ["L05"]).passing == MORE_THAN_HALF


def test_the_arithmetic_is_shown_as_it_is_typed():
    branch = records.branch(21)
    vote = BallotEntry(question="接收预备党员", yes=11)
    entry = branch.entry("L01", absences=absent(branch, 10), ballots=(vote,))
    outcome = preview(entry, branch.recorder).outcomes[0]
    assert outcome.present.words("zh-hans") == "2×11=22 ≥ 21，有效"
    assert outcome.passed.words("en") == "2×11=22 > 21, passed"
