"""What can be done with cases."""

from taizhang.domain.cases.actions.answering import answer, close, forward, take_back
from taizhang.domain.cases.actions.filing import CaseEntry, file_case
from taizhang.domain.cases.actions.following import rate, reopen
from taizhang.domain.cases.actions.support import ask, sweep_lights

__all__ = ["CaseEntry", "answer", "ask", "close", "file_case", "forward", "rate", "reopen", "sweep_lights", "take_back"]
