"""The demo goes into an empty database only, never over a real district; an interrupted load starts over."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import psycopg
import pytest

from taizhang.config import demo, embedded, home
from taizhang.domain.orgs.models import Organization
from taizhang.kernel.errors import Refused
from tests import databases


@pytest.fixture
def district(own_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A database with one organisation in it, and a data folder of its own that is no demo."""
    for variable, role in (("TAIZHANG_DATABASE_URL", embedded.APP), ("TAIZHANG_OWNER_URL", embedded.OWNER)):
        monkeypatch.setenv(variable, databases.server().dsn(role, own_database))
    monkeypatch.setenv("TAIZHANG_HOME", str(tmp_path))
    Organization.objects.create(code="D1", label="aaa", founded_on=date(2000, 1, 1))
    return own_database


@pytest.mark.parametrize("again", [False, True])
def test_a_real_district_is_never_overwritten(district: str, again: bool) -> None:
    with pytest.raises(Refused, match="empty database"):
        demo.load(again=again)
    assert Organization.objects.count() == 1
    assert not home.demo_mode(home.home())


def test_the_refusal_is_said_in_chinese(district: str) -> None:
    done = subprocess.run([sys.executable, "-m", "taizhang.config.cli", "seed"], capture_output=True, text=True)
    assert done.returncode == 1
    assert "演示区只能装入空数据库" in done.stderr


def test_an_interrupted_load_is_due_again_and_starts_from_nothing(district: str, tmp_path: Path) -> None:
    assert not demo.due(tmp_path)
    (tmp_path / "demo.unfinished").touch()
    assert demo.due(tmp_path)
    demo._start_over(os.environ["TAIZHANG_OWNER_URL"])
    with psycopg.connect(databases.server().dsn(embedded.APP, district)) as connection:
        assert connection.execute("SELECT count(*) FROM orgs_organization").fetchone() == (0,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("DELETE FROM audit_auditentry")


def test_the_mark_of_a_demo_holds_its_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TAIZHANG_DEMO", "TAIZHANG_TODAY"):
        monkeypatch.delenv(name, raising=False)
    assert (home.demo_mode(tmp_path), home.demo_day(tmp_path)) == (False, None)
    home.demo_mark(tmp_path).write_text("2018-05-31")
    assert (home.demo_mode(tmp_path), home.demo_day(tmp_path)) == (True, date(2018, 5, 31))
    monkeypatch.setenv("TAIZHANG_DEMO", "0")
    assert not home.demo_mode(tmp_path)


def test_progress_is_one_line_a_step_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    show = demo.bar()
    for share, what in ((0.1, "支部"), (0.2, "支部"), (1.0, "完成")):
        show(share, what)
    assert capsys.readouterr().err == " 10% 支部\n100% 完成\n"
