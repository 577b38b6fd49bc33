"""Keys: made once, readable to the owner only, of the right length."""

import stat
from pathlib import Path

import pytest

from taizhang.config.keys import LENGTHS, key
from taizhang.config.trouble import Trouble


@pytest.mark.parametrize("name", LENGTHS)
def test_a_key_is_made_once_and_kept_private(tmp_path: Path, name: str) -> None:
    first = key(tmp_path, name)
    assert len(first) == LENGTHS[name]
    assert key(tmp_path, name) == first
    assert stat.S_IMODE((tmp_path / "keys" / name).stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700


def test_two_installations_have_different_keys(tmp_path: Path) -> None:
    assert key(tmp_path / "a", "field") != key(tmp_path / "b", "field")


def test_the_environment_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAIZHANG_FIELD_KEY", "ab" * 16)
    assert key(tmp_path, "field") == b"\xab" * 16
    assert not (tmp_path / "keys").exists()


def test_a_key_of_the_wrong_length_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAIZHANG_FIELD_KEY", "ab" * 15)
    with pytest.raises(Trouble, match="16 bytes"):
        key(tmp_path, "field")
