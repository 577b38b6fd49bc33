"""What can be done with cases."""

from taizhang.domain.cases.actions.answering import answer, close, forward, take_back
from taizhang.domain.cases.actions.filing import CaseEntry, file_case
from taizhang.domain.cases.actions.following import rate, reopen
from taizhang.domain.cases.actions.reading import ReadingEntry, decline_reading, give_reading
from taizhang.domain.cases.actions.revealing import reveal_value
from taizhang.domain.cases.actions.sampling import draw_samples
from taizhang.domain.cases.actions.support import ask, sweep_lights

__all__ = [
    "CaseEntry",
    "ReadingEntry",
    "answer",
    "ask",
    "close",
    "decline_reading",
    "draw_samples",
    "file_case",
    "forward",
    "give_reading",
    "rate",
    "reopen",
    "reveal_value",
    "sweep_lights",
    "take_back",
]
