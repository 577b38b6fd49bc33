"""Tally: the votes counted on one question, which must add up to the voters present."""

from __future__ import annotations

from dataclasses import dataclass

from taizhang.kernel.errors import Refused, _
from taizhang.kernel.quorum.share import HALF_OR_MORE, MORE_THAN_HALF, Share
from taizhang.kernel.quorum.verdict import Verdict, passed, present, require_count


@dataclass(frozen=True)
class Tally:
    """A count of votes; refused unless yes, no and abstentions together are the voters present."""

    entitled: int
    here: int
    yes: int
    no: int = 0
    abstain: int = 0

    def __post_init__(self) -> None:
        for number in (self.yes, self.no, self.abstain):
            require_count(number)
        present(self.entitled, self.here)
        counted = self.yes + self.no + self.abstain
        if counted != self.here:
            raise Refused(
                _("{counted} votes were counted, but {here} voters were present."),
                _("Count again: for, against and abstaining must add up to the voters present."),
                code="quorum.votes_do_not_add_up",
                counted=counted,
                here=self.here,
            )

    def present(self, share: Share = HALF_OR_MORE) -> Verdict:
        """Whether enough voters came."""
        return present(self.entitled, self.here, share)

    def passed(self, share: Share = MORE_THAN_HALF) -> Verdict:
        """Whether the motion passed."""
        return passed(self.entitled, self.yes, share)
