"""Votes: who was entitled and present by the roll, the shares of the pack, and the verdict with its arithmetic."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from taizhang.domain.duties.packs import PackRules
from taizhang.domain.records.entry import BallotEntry
from taizhang.kernel.quorum import HALF_OR_MORE, MORE_THAN_HALF, Question, Share, Tally, Verdict


@dataclass(frozen=True, slots=True)
class Shares:
    """The share of voters that must be there, and the share that must agree."""

    quorum: Share = HALF_OR_MORE
    passing: Share = MORE_THAN_HALF


@dataclass(frozen=True, slots=True)
class Outcome:
    """A counted vote with its two verdicts; `words` of each shows the arithmetic."""

    ballot: BallotEntry
    tally: Tally
    shares: Shares
    present: Verdict
    passed: Verdict

    @property
    def holds(self) -> bool:
        """Whether the motion is carried: enough voters were there and enough agreed."""
        return self.present.holds and self.passed.holds


def shares(pack: PackRules, institutions: Iterable[str]) -> Shares:
    """The strictest shares of all institutions of a gathering; where none is named, half or more and over half."""
    rules = [pack.institution(code) for code in institutions]
    return Shares(
        _strictest([rule.quorum for rule in rules if rule.quorum], HALF_OR_MORE),
        _strictest([rule.passing for rule in rules if rule.passing], MORE_THAN_HALF),
    )


def outcome(ballot: BallotEntry, voters: tuple[int, int], by: Shares) -> Outcome:
    """The verdicts of one vote among (entitled, present) voters; refused when the count does not add up."""
    tally = Tally(*voters, yes=ballot.yes, no=ballot.no, abstain=ballot.abstain)
    return Outcome(ballot, tally, by, tally.present(by.quorum), tally.passed(by.passing))


def meeting_verdicts(pack: PackRules, institutions: Iterable[str], came: int, expected: int) -> list[Verdict]:
    """Whether enough of those expected came, for institutions that ask it of every meeting and not of votes only."""
    asked = (pack.institution(code).attendance for code in institutions)
    wanted = [each.quorum for each in asked if each.quorum and not each.quorum_for_votes_only]
    return [Verdict(Question.PRESENT, share, expected, came) for share in dict.fromkeys(wanted)] if expected else []


def as_json(share: Share) -> dict[str, object]:
    """A share as a pack writes it."""
    return {"num": share.num, "den": share.den, "op": ">" if share.strict else ">="}


def _strictest(asked: Sequence[Share], otherwise: Share) -> Share:
    """The share that asks for most: the larger fraction, and of equal ones the strict one."""
    return max(asked, key=lambda share: (Fraction(share.num, share.den), share.strict), default=otherwise)
