import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.kernel.errors import Refused
from taizhang.kernel.workflow import REVIEW, Move, State

ALLOWED = {
    ("draft", "submit"): "submitted",
    ("submitted", "return"): "returned",
    ("submitted", "approve"): "approved",
    ("submitted", "withdraw"): "withdrawn",
    ("returned", "submit"): "submitted",
    ("returned", "withdraw"): "withdrawn",
    ("returned", "recall"): "submitted",
    ("approved", "reopen"): "submitted",
    ("withdrawn", "submit"): "submitted",
}


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("move", list(Move))
def test_exactly_the_arrows_of_the_table_can_be_followed(state, move):
    after = ALLOWED.get((state.value, move.value))
    if after:
        assert REVIEW.after(state, move) == after
        assert move in REVIEW.moves_from(state)
    else:
        with pytest.raises(Refused) as refusal:
            REVIEW.after(state, move)
        assert refusal.value.code == "workflow.impossible"
        assert move not in REVIEW.moves_from(state)


def test_a_refusal_names_what_is_possible_instead():
    with pytest.raises(Refused) as refusal:
        REVIEW.after(State.RETURNED, Move.APPROVE)
    assert str(refusal.value) == "“approve” is not possible: it is returned. Possible now: submit, withdraw, recall."


def test_a_refusal_translates_states_and_moves():
    with pytest.raises(Refused) as refusal:
        REVIEW.after(State.APPROVED, Move.WITHDRAW)
    spoken = refusal.value.sentence(lambda text: {"approved": "已通过", "reopen": "撤销通过"}.get(text, text))
    assert "it is 已通过" in spoken and "撤销通过" in spoken


@given(st.lists(st.sampled_from(list(Move)), max_size=12))
def test_nothing_becomes_approved_without_having_been_submitted_just_before(moves):
    state, before = State.DRAFT, None
    for move in moves:
        if move in REVIEW.moves_from(state):
            before, state = state, REVIEW.after(state, move)
            assert state is not State.APPROVED or before is State.SUBMITTED
