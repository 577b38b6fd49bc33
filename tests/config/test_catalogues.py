"""Translation catalogues are compiled when, and only when, they changed."""

import gettext
import os
from pathlib import Path

from taizhang.config.catalogues import compile_stale

PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Ledger"\nmsgstr "{}"\n'


def test_compiles_what_changed(tmp_path: Path) -> None:
    source = tmp_path / "room" / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(PO.format("台账"), "utf-8")
    assert compile_stale(tmp_path) == [source]
    assert compile_stale(tmp_path) == []
    with source.with_suffix(".mo").open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Ledger") == "台账"
    source.write_text(PO.format("账本"), "utf-8")
    later = source.with_suffix(".mo").stat().st_mtime + 1
    os.utime(source, (later, later))
    assert compile_stale(tmp_path) == [source]
