"""Workflow: a table of arrows from state to state, and the one life of everything submitted for review."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from taizhang.kernel.errors import Refused, Word, _

S = TypeVar("S", bound=StrEnum)
M = TypeVar("M", bound=StrEnum)


@dataclass(frozen=True)
class Workflow(Generic[S, M]):
    """A table of arrows: (state, move) → the state after it. Both are English words, translated at the edge."""

    arrows: Mapping[tuple[S, M], S]

    def moves_from(self, state: S) -> tuple[M, ...]:
        """The moves possible in a state, in the order of the table."""
        return tuple(move for start, move in self.arrows if start == state)

    def after(self, state: S, move: M) -> S:
        """The state after a move; refused with what is possible instead."""
        if (state, move) in self.arrows:
            return self.arrows[state, move]
        raise self._impossible(state, move)

    def _impossible(self, state: S, move: M) -> Refused:
        possible = self.moves_from(state)
        remedy = _("Possible now: {possible}.") if possible else _("Nothing more can be done with it.")
        return Refused(
            _("“{move}” is not possible: it is {state}."),
            remedy,
            code="workflow.impossible",
            move=Word(move.value),
            state=Word(state.value),
            possible=tuple(Word(each.value) for each in possible),
        )


class State(StrEnum):
    """Where something submitted for review stands."""

    DRAFT = _("draft")
    SUBMITTED = _("submitted")
    RETURNED = _("returned")
    APPROVED = _("approved")
    WITHDRAWN = _("withdrawn")


class Move(StrEnum):
    """What may be done with something submitted for review; reopening undoes an approval, recalling a return."""

    SUBMIT = _("submit")
    RETURN = _("return")
    APPROVE = _("approve")
    WITHDRAW = _("withdraw")
    REOPEN = _("reopen")
    RECALL = _("recall")


REVIEW: Workflow[State, Move] = Workflow(
    {
        (State.DRAFT, Move.SUBMIT): State.SUBMITTED,
        (State.SUBMITTED, Move.APPROVE): State.APPROVED,
        (State.SUBMITTED, Move.RETURN): State.RETURNED,
        (State.SUBMITTED, Move.WITHDRAW): State.WITHDRAWN,
        (State.RETURNED, Move.SUBMIT): State.SUBMITTED,
        (State.RETURNED, Move.WITHDRAW): State.WITHDRAWN,
        (State.RETURNED, Move.RECALL): State.SUBMITTED,
        (State.APPROVED, Move.REOPEN): State.SUBMITTED,
        (State.WITHDRAWN, Move.SUBMIT): State.SUBMITTED,
    }
)
