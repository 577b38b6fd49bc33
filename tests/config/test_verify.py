"""`taizhang verify audit`: whole or broken, in words and as JSON."""

import json
from argparse import Namespace

import psycopg

from taizhang.config import embedded
from tests import databases


def verify(capsys, *, as_json: bool = False) -> tuple[int, str]:
    from taizhang.config.commands.verify import run

    code = run(Namespace(what="audit", json=as_json))
    return code, capsys.readouterr().out.strip()


def test_a_whole_trail_answers_its_count(own_database, capsys):
    from tests.factories.audit import act

    act()
    code, words = verify(capsys)
    assert code == 0
    assert "1" in words
    assert json.loads(verify(capsys, as_json=True)[1]) == {"ok": True, "count": 1, "broken": None}


def test_a_broken_trail_names_its_first_broken_row_and_fails(own_database, capsys):
    from tests.factories.audit import act

    for _number in range(4):
        act()
    with psycopg.connect(databases.server().dsn(embedded.OWNER, own_database)) as owner:
        owner.execute("UPDATE audit_auditentry SET verb = 'x' WHERE number IN (3, 4)")
    code, words = verify(capsys)
    assert code == 1
    assert "3" in words
    assert "2018-05-31" in words
    answer = json.loads(verify(capsys, as_json=True)[1])
    assert (answer["ok"], answer["broken"]["number"], answer["broken"]["because"]) == (False, 3, "content")
