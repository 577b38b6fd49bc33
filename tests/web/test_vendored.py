"""Every file that others made is the one we wrote down, with its licence beside it."""

import hashlib
import tomllib
from pathlib import Path

import pytest

SHIPPED = Path(__file__).parents[2] / "taizhang" / "web" / "static" / "vendor"
FOR_TESTS = Path(__file__).parent / "vendor"
TABLES = {
    folder: tomllib.loads((folder / "VENDORED.toml").read_text(encoding="utf-8")) for folder in (SHIPPED, FOR_TESTS)
}
ENTRIES = [pytest.param(folder, entry, id=entry["file"]) for folder, table in TABLES.items() for entry in table["file"]]


@pytest.mark.parametrize(("folder", "entry"), ENTRIES)
def test_a_vendored_file_has_the_hash_that_was_written_down(folder: Path, entry: dict[str, str]) -> None:
    found = hashlib.sha256((folder / entry["file"]).read_bytes()).hexdigest()
    assert found == entry["sha256"]


@pytest.mark.parametrize(("folder", "entry"), ENTRIES)
def test_a_vendored_file_says_where_it_is_from_and_on_what_terms(folder: Path, entry: dict[str, str]) -> None:
    assert all(entry[key] for key in ("package", "version", "licence", "from"))
    assert (folder / entry["licence_text"]).read_text(encoding="utf-8").strip()


def test_nothing_lies_among_the_vendored_files_unlisted() -> None:
    listed = {entry["file"] for entry in TABLES[SHIPPED]["file"]} | {"VENDORED.toml"}
    assert {path.name for path in SHIPPED.iterdir() if path.is_file()} == listed


def test_no_shipped_file_names_a_source_map_we_do_not_ship() -> None:
    for entry in TABLES[SHIPPED]["file"]:
        assert "sourceMappingURL" not in (SHIPPED / entry["file"]).read_text(encoding="utf-8")
