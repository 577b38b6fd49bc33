"""Every file that others made is the one we wrote down, with its licence beside it."""

import hashlib
import tomllib
from pathlib import Path

import pytest

VENDOR = Path(__file__).parents[2] / "taizhang" / "web" / "static" / "vendor"
TABLE = tomllib.loads((VENDOR / "VENDORED.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("entry", TABLE["file"], ids=lambda entry: entry["file"])
def test_a_vendored_file_has_the_hash_that_was_written_down(entry: dict[str, str]) -> None:
    found = hashlib.sha256((VENDOR / entry["file"]).read_bytes()).hexdigest()
    assert found == entry["sha256"]


@pytest.mark.parametrize("entry", TABLE["file"], ids=lambda entry: entry["file"])
def test_a_vendored_file_says_where_it_is_from_and_on_what_terms(entry: dict[str, str]) -> None:
    assert all(entry[key] for key in ("package", "version", "licence", "from"))
    assert (VENDOR / entry["licence_text"]).read_text(encoding="utf-8").strip()


def test_nothing_lies_among_the_vendored_files_unlisted() -> None:
    listed = {entry["file"] for entry in TABLE["file"]} | {"VENDORED.toml"}
    assert {path.name for path in VENDOR.iterdir() if path.is_file()} == listed


def test_no_vendored_file_names_a_source_map_we_do_not_ship() -> None:
    for entry in TABLE["file"]:
        assert "sourceMappingURL" not in (VENDOR / entry["file"]).read_text(encoding="utf-8")
