"""Shares of voters as integers: who must be present, what passes, who is elected; each verdict says its arithmetic."""

from taizhang.kernel.quorum.share import (
    FOUR_FIFTHS,
    HALF_OR_MORE,
    MORE_THAN_HALF,
    ONE_THIRD,
    TWO_THIRDS,
    Share,
    cap,
)
from taizhang.kernel.quorum.tally import Tally
from taizhang.kernel.quorum.verdict import Question, Verdict, elected, passed, present

__all__ = [
    "FOUR_FIFTHS",
    "HALF_OR_MORE",
    "MORE_THAN_HALF",
    "ONE_THIRD",
    "TWO_THIRDS",
    "Question",
    "Share",
    "Tally",
    "Verdict",
    "cap",
    "elected",
    "passed",
    "present",
]
