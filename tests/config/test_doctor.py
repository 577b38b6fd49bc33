"""The doctor: each thing is broken once, and the sentence says what and how to mend it."""

import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from taizhang.config import database, embedded, keys
from taizhang.config.doctor import district, folder, machine, safety, server
from taizhang.config.doctor.finding import Finding, State
from taizhang.config.schema import append_only_tables
from tests import databases
from tests.factories import duties, orgs

NOW = datetime(2018, 5, 31, 8, tzinfo=UTC)
PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Ledger"\nmsgstr "台账"\n'


def told(found: Finding, *words: str, state: State = State.WRONG) -> None:
    """The finding has this state, says these words in Chinese, and has a remedy unless all is well."""
    sentence, remedy = found.said("zh-hans")
    assert found.state is state, sentence
    for word in words:
        assert word in sentence + remedy
    assert "{" not in sentence + remedy
    assert remedy or state is not State.WRONG
    assert found.said("en") != (sentence, remedy)


def test_an_old_python():
    told(machine.python((3, 9, 2)), "3.9.2", "3.11")
    told(machine.python((3, 11, 0)), "3.11.0", state=State.WELL)


def test_a_full_disk():
    told(machine.disk(500_000_000, 10**11), "只剩 0.5 GB")
    told(machine.disk(5 * 10**10, 10**11), "剩余 50.0 GB", state=State.WELL)


def test_clocks_that_differ():
    told(machine.clocks(NOW, NOW - timedelta(minutes=2)), "相差 120 秒")
    told(machine.clocks(NOW, NOW + timedelta(seconds=1)), state=State.WELL)


def test_a_time_zone_nobody_knows():
    told(machine.zone("Asia/Erqi"), "Asia/Erqi")
    told(machine.zone("Asia/Shanghai"), state=State.WELL)


def test_an_installation_on_another_day():
    told(machine.day(date(2018, 5, 31), date(2026, 1, 1)), "2018-05-31", state=State.NOTE)
    told(machine.day(None, date(2026, 1, 1)), state=State.WELL)


def test_keys_lost_open_or_broken(tmp_path: Path):
    told(folder.keys(tmp_path, ())[0], "缺少密钥“secret”")
    told(folder.keys(tmp_path, (), used=False)[0], "首次启动", state=State.NOTE)
    for name in keys.LENGTHS:
        keys.key(tmp_path, name)
    told(folder.keys(tmp_path, ())[0], "只有所有者可读", state=State.WELL)
    (tmp_path / "keys" / "field").chmod(0o640)
    told(folder.keys(tmp_path, ())[0], "“field”", "0640", "chmod 600")
    (tmp_path / "keys" / "field").chmod(0o600)
    (tmp_path / "keys" / "index").write_text("abc")
    told(folder.keys(tmp_path, ())[0], "“index”", "32 字节")
    given = [f"TAIZHANG_{name.upper()}_KEY" for name in keys.LENGTHS]
    told(folder.keys(tmp_path / "none", given)[0], "环境变量", state=State.WELL)


def test_words_that_are_not_compiled(tmp_path: Path):
    source = tmp_path / "room" / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(PO, "utf-8")
    told(folder.words(tmp_path), "room/locale", "taizhang catalogues")


def test_static_files_of_another_version(tmp_path: Path):
    told(folder.pages("old", "new", tmp_path), "静态文件")
    (tmp_path / "staticfiles.json").write_text("{}")
    told(folder.pages("old", "new", tmp_path), "静态文件")
    told(folder.pages("new", "new", tmp_path), state=State.WELL)


def test_an_old_server_one_without_chinese_and_an_old_schema():
    told(server.version(14), "14", "15")
    told(server.chinese(False), "C.UTF-8")
    told(server.migrated("old", "new"), "taizhang migrate")
    told(server.migrated(None, "new"), "taizhang migrate")


@pytest.fixture
def connections(own_database: str):
    """The same database as the role that serves, as its owner, and as the superuser."""
    roles = (embedded.APP, embedded.OWNER, embedded.SUPERUSER)
    opened = [psycopg.connect(databases.server().dsn(role, own_database), autocommit=True) for role in roles]
    opened[1].execute(f"REVOKE TRUNCATE ON ALL TABLES IN SCHEMA public FROM {embedded.APP}")  # given to tests only
    for one in opened:
        one.execute(f"SET search_path TO public, {database.EXTENSIONS_SCHEMA}")
    yield opened
    for one in opened:
        one.close()


def test_a_ledger_that_could_be_rewritten(connections):
    serving, owner, superuser = connections
    told(server.rights(serving, append_only_tables()), "只能读取和添加", state=State.WELL)
    owner.execute(f"GRANT UPDATE ON points_pointentry TO {embedded.APP}")
    told(server.rights(serving, append_only_tables()), "UPDATE", "points_pointentry")
    told(server.rights(superuser, append_only_tables()), "超级用户")


def test_an_extension_that_was_dropped(connections):
    serving, _owner, superuser = connections
    assert list(server.extensions(serving)) == []
    superuser.execute("DROP EXTENSION pg_trgm CASCADE")
    told(next(server.extensions(serving)), "pg_trgm")
    assert abs(server.clock(serving) - datetime.now(UTC)) < timedelta(minutes=1)


def test_without_its_extensions_every_further_round_is_made_all_the_same(
    connections, own_database: str, tmp_path: Path
):
    connections[2].execute("DROP EXTENSION pg_trgm CASCADE")
    for name in keys.LENGTHS:
        keys.key(tmp_path, name)
    address = databases.server().dsn(embedded.APP, own_database)
    done = run(tmp_path, "--json", TAIZHANG_DATABASE_URL=address, TAIZHANG_LANGUAGE="en")
    assert done.returncode == 1, done.stderr
    said = [found["sentence"] for found in json.loads(done.stdout)["findings"]]
    assert "The extension pg_trgm is missing." in said
    assert not any("trigrams" in sentence or "searched" in sentence for sentence in said)
    assert any("clock" in sentence for sentence in said)


@pytest.mark.django_db
def test_a_day_without_a_pack():
    told(district.rules(date(2018, 5, 31)), "2018-05-31", "规则包")
    duties.pack()
    told(district.rules(date(2018, 5, 31)), "第 1 版", state=State.WELL)


@pytest.mark.django_db
def test_a_year_without_holidays():
    from taizhang.domain.orgs.calendar import seed_calendar
    from taizhang.domain.orgs.models import CalendarDay

    CalendarDay.objects.all().delete()
    told(district.workdays(date(2018, 5, 31)), "2018")
    seed_calendar(first_year=2018, last_year=2018, by=orgs.SEED)
    told(district.workdays(date(2018, 5, 31)), "2019", state=State.NOTE)
    told(district.workdays(date(2018, 12, 31)), "2019")
    seed_calendar(first_year=2019, last_year=2019, by=orgs.SEED)
    told(district.workdays(date(2018, 12, 31)), state=State.WELL)


def test_a_trail_in_which_a_row_was_changed(connections):
    from taizhang.domain.audit.models import AuditEntry

    for _number in range(4):
        orgs.person()
    told(district.trail(), "前后相连", state=State.WELL)
    second = AuditEntry.objects.order_by("number")[1].number
    connections[1].execute("UPDATE audit_auditentry SET actor_name = '别人' WHERE number = %s", [second])
    told(district.trail(), f"第 {second} 条", "verify audit")


def test_jobs_that_do_not_run():
    told(district.jobs({}, ["verify_audit"], NOW), "从未运行")
    told(district.jobs({}, ["verify_audit"], NOW, demo=True), "从未运行", state=State.NOTE)
    yesterday = {"verify_audit": NOW - timedelta(days=2), "issue_duties": NOW}
    told(district.jobs(yesterday, ["issue_duties", "verify_audit"], NOW), "verify_audit")
    told(district.jobs({"issue_duties": NOW}, ["issue_duties"], NOW), state=State.WELL)
    assert {"issue_duties", "verify_audit"} <= set(district.periodic())


@pytest.mark.django_db
def test_no_connector_is_allowed():
    told(next(district.connectors(NOW)), "收件箱", state=State.NOTE)


def test_doors_open_to_others():
    def said(**changes):
        usual = {"debug": False, "demo": False, "hosts": ["erqi.example"], "https": True}
        return list(safety.served(**{**usual, **changes}))

    told(said()[0], "erqi.example", state=State.WELL)
    told(said(debug=True)[0], "TAIZHANG_DEBUG")
    told(said(https=False)[0], "TLS")
    told(said(hosts=[])[0], "只有本机", state=State.NOTE)
    told(said(demo=True)[0], "演示", state=State.NOTE)
    told(safety.backups(), "备份", state=State.NOTE)


def run(home: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "taizhang.config.cli", "doctor", *words]
    given = {**os.environ, "TAIZHANG_HOME": str(home), **environment}
    return subprocess.run(command, env=given, capture_output=True, text=True, check=False)


def test_the_command_answers_in_words_and_as_json_and_with_its_code(tmp_path: Path):
    nowhere = {
        "TAIZHANG_DATABASE_URL": "host=127.0.0.1 port=1 dbname=none connect_timeout=2",
        "TAIZHANG_LANGUAGE": "en",
    }
    for name in keys.LENGTHS:
        keys.key(tmp_path, name)
    done = run(tmp_path, "--json", **nowhere)
    answer = json.loads(done.stdout)
    assert (done.returncode, answer["ok"]) == (1, False)
    assert "The database does not answer" in answer["findings"][-1]["sentence"]
    (tmp_path / "keys" / "field").unlink()
    done = run(tmp_path, **{**nowhere, "TAIZHANG_LANGUAGE": "zh-hant"})
    assert done.returncode == 1
    assert "✗ 已有數據，卻缺少密鑰「field」。" in done.stdout
    assert not (tmp_path / "keys" / "field").exists()  # looking makes nothing
