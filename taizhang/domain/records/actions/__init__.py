"""What may be done with a record: handing in, revising, withdrawing, approving, sending back, undoing."""

from taizhang.domain.records.actions.approve import Approved, approve
from taizhang.domain.records.actions.record import revise, submit, submit_many, withdraw
from taizhang.domain.records.actions.send_back import recall, send_back
from taizhang.domain.records.actions.undo import Undone, undo

__all__ = [
    "Approved",
    "Undone",
    "approve",
    "recall",
    "revise",
    "send_back",
    "submit",
    "submit_many",
    "undo",
    "withdraw",
]
