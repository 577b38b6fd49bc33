"""Signs that nobody sees: those that mislead are named and refused, those of no width fall away, all others stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.kernel.characters import refuse_unseen, without_invisible, without_unseen
from taizhang.kernel.errors import Refused

TURNING = [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]
NO_WIDTH = [0x00AD, 0x061C, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF]
# Emoji joined and coloured, a flag, a keycap, characters beyond the basic plane, a combining mark, Mongolian, Uyghur.
KEPT = ["👨‍👩‍👧‍👦", "👍🏽", "🇨🇳", "1️⃣", "𠮷野家", "𪚥", "é", "ᠮᠣᠩᠭᠣᠯ", "ئۇيغۇر", "第一行\n第二行\t列"]


@pytest.mark.parametrize("sign", [*TURNING, 0x07, 0x1B, 0x85])
def test_a_sign_that_turns_or_controls_is_named_and_refused(sign):
    with pytest.raises(Refused) as refusal:
        refuse_unseen(f"李{chr(sign)}明")
    assert refusal.value.code == "characters.unseen"
    assert f"U+{sign:04X}" in str(refusal.value)
    assert "李" not in str(refusal.value)
    assert without_unseen(f"李{chr(sign)}明") == "李明"


@pytest.mark.parametrize("sign", NO_WIDTH)
def test_a_sign_of_no_width_falls_away_and_is_no_reason_to_refuse(sign):
    text = f"李{chr(sign)}明"
    refuse_unseen(text)
    assert without_invisible(text) == without_unseen(text) == "李明"


@pytest.mark.parametrize("text", KEPT)
def test_what_can_be_read_stays_as_it_is(text):
    refuse_unseen(text)
    assert without_invisible(text) == without_unseen(text) == text


@given(st.text())
def test_what_is_cleaned_is_clean_and_cleaning_twice_changes_nothing(text):
    clean = without_unseen(text)
    refuse_unseen(clean)
    assert without_unseen(clean) == clean
    assert without_invisible(without_invisible(text)) == without_invisible(text)
