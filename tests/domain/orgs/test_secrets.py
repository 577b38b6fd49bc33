"""What is sealed opens only with the key it was sealed with, and only whole."""

import pytest

from taizhang.domain.orgs.secrets import SCHEME, blind_index, reveal, seal
from taizhang.kernel.errors import Refused

TEXT = "410103197001010028"


@pytest.mark.parametrize("text", ["", "1", TEXT, "郑州市二七区大学路1号", "a" * 1000])
def test_what_was_sealed_is_revealed(text):
    assert reveal(seal(text)) == text


def test_equal_texts_are_sealed_differently_but_indexed_alike():
    assert seal(TEXT) != seal(TEXT)
    assert blind_index(TEXT) == blind_index(TEXT)
    assert blind_index(TEXT) != blind_index(TEXT[:-1] + "X")
    assert len(blind_index(TEXT)) == 64


def test_a_ciphertext_names_its_algorithm():
    assert seal(TEXT).startswith(f"{SCHEME}:")


@pytest.mark.parametrize("place", [15, 20, -6])
def test_an_altered_ciphertext_is_refused(place):
    sealed = seal(TEXT)
    other = "A" if sealed[place] != "A" else "B"
    with pytest.raises(Refused) as refusal:
        reveal(sealed[:place] + other + sealed[place:][1:])
    assert refusal.value.code == "orgs.secret-key"


@pytest.mark.parametrize("text", ["plain", "sm4ctr-sm3:", "sm4ctr-sm3:%%%", "other:AAAA"])
def test_what_was_never_sealed_is_refused(text):
    with pytest.raises(Refused):
        reveal(text)


@pytest.mark.parametrize("name", ["INDEX_KEY", "FIELD_KEY"])
def test_another_key_opens_nothing(settings, name):
    sealed = seal(TEXT)
    key = getattr(settings, name)
    setattr(settings, name, bytes(each ^ 1 for each in key))
    with pytest.raises(Refused) as refusal:
        reveal(sealed)
    assert refusal.value.code == "orgs.secret-key"
