"""Verdict: whether a share was reached, of which base, by how many; and the sentence that says so."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from taizhang.kernel.errors import Refused, _
from taizhang.kernel.quorum.share import HALF_OR_MORE, MORE_THAN_HALF, Share
from taizhang.kernel.words import say


class Question(StrEnum):
    """What was asked of the numbers."""

    PRESENT = "present"
    PASSED = "passed"
    ELECTED = "elected"


_OUTCOMES = {
    (Question.PRESENT, True): ("有效", "valid"),
    (Question.PRESENT, False): ("无效", "not valid"),
    (Question.PASSED, True): ("通过", "passed"),
    (Question.PASSED, False): ("未通过", "not passed"),
    (Question.ELECTED, True): ("当选", "elected"),
    (Question.ELECTED, False): ("未当选", "not elected"),
}


@dataclass(frozen=True)
class Verdict:
    """The answer to one question: ``got`` out of ``base`` (the voters entitled, 应到会), measured by ``share``."""

    question: Question
    share: Share
    base: int
    got: int

    @property
    def holds(self) -> bool:
        """Whether the share was reached."""
        return self.share.reached(self.got, self.base)

    @property
    def needed(self) -> int:
        """The smallest number that would have been enough."""
        return self.share.needed(self.base)

    def words(self, lang: str) -> str:
        """The arithmetic and its outcome: "2×11=22 ≥ 21，有效"; when it fails also how many are needed."""
        sums = self.share.arithmetic(self.got, self.base)
        zh, en = _OUTCOMES[self.question, self.holds]
        if self.holds:
            return say(lang, zh=f"{sums}，{zh}", en=f"{sums}, {en}")
        return say(
            lang, zh=f"{sums}，{zh}（至少需{self.needed}人）", en=f"{sums}, {en} (at least {self.needed} needed)"
        )


def present(entitled: int, here: int, share: Share = HALF_OR_MORE) -> Verdict:
    """Whether enough voters came (支部工作条例 Art. 11: half or more; elections 4/5; 民主生活会 2/3)."""
    return _verdict(Question.PRESENT, entitled, here, share)


def passed(entitled: int, yes: int, share: Share = MORE_THAN_HALF) -> Verdict:
    """Whether a motion passed: more than half of the voters *entitled*, not of those present (Art. 11)."""
    return _verdict(Question.PASSED, entitled, yes, share)


def elected(entitled: int, votes: int) -> Verdict:
    """Whether a candidate is elected: votes of more than half of the voters entitled (基层组织选举工作条例 2020)."""
    return _verdict(Question.ELECTED, entitled, votes, MORE_THAN_HALF)


def _verdict(question: Question, entitled: int, got: int, share: Share) -> Verdict:
    require_count(entitled)
    require_count(got)
    if entitled == 0:
        raise Refused(
            _("No one is entitled to vote, so nothing can be decided."),
            _("Check who counts on the day of the meeting."),
            code="quorum.no_voters",
        )
    if got > entitled:
        raise Refused(
            _("{got} is more than the {entitled} entitled to vote."),
            _("Check who counts on the day of the meeting, and the number counted."),
            code="quorum.more_than_entitled",
            got=got,
            entitled=entitled,
        )
    return Verdict(question, share, entitled, got)


def require_count(number: int) -> None:
    """Refuse a negative number of people."""
    if number < 0:
        raise Refused(
            _("A number of people cannot be negative: {number}."),
            _("Correct the count."),
            code="quorum.negative",
            number=number,
        )
