"""Names as people have them, and names that mislead: kept as they are everywhere, or refused in a sentence."""

import io
from datetime import date
from io import BytesIO

import openpyxl
import pytest

from taizhang.domain.access.roles import Permission
from taizhang.domain.orgs.actions import tree as acts
from taizhang.domain.orgs.actions.people import PersonEntry, amend, register
from taizhang.domain.orgs.actions.tree import OrganizationEntry, found
from taizhang.domain.orgs.imports.cells import Reader
from taizhang.domain.orgs.kinds import Category, Kind
from taizhang.domain.orgs.models import Person
from tests.domain.feeds.reading import read, titles
from tests.domain.orgs.imports.offering import divisions, member, offer, workbook
from tests.factories.feeds import feed
from tests.factories.orgs import FOUNDED
from tests.refusals.speech import everything, is_said_in_chinese, refused_in_chinese
from tests.web.api.programs import program_of
from tests.web.district import actor, browser_of, gathering

# Beyond the basic plane, of newer blocks, with the dot of Uyghur names, of more than twenty signs, Latin, Mongolian.
RARE = [
    "𠮷㛃",
    "欧阳𬱖",
    "𪚥𫠠𬺈",
    "阿卜杜热合曼·阿卜杜克里木·买买提艾力",
    "尼玛·次仁多吉·旺堆·扎西平措·格桑罗布",
    "Nguyễn Văn Ánh",
    "ᠮᠣᠩᠭᠣᠯ",
    "王‌‍师傅",  # the joiners stay: emoji and some scripts need them
]
EMOJI = ["👨‍👩‍👧‍👦 一家", "🇨🇳 支部", "👍🏽"]
MISLEADING = ["李\u202e明", "王\u2066伟\u2069", "赵\x07甲", "\u202d钱乙"]
UNSEEN = {"李\u200b明": "李明", "\ufeff王伟": "王伟", "赵\u2060甲\u200e": "赵甲"}


def entered(cast, name: str) -> Person:
    return register(entry=PersonEntry(name, cast.first), by=actor(cast.district_officer))


def test_a_rare_name_reads_the_same_on_page_paper_sheet_and_by_the_interface(cast):
    for name in RARE:
        assert Person.objects.get(pk=entered(cast, name).pk).name == name
    client = browser_of(cast.secretary)
    page, paper = (client.get(f"/people/{form}").content.decode() for form in ("", "?format=print"))
    sheet = openpyxl.load_workbook(BytesIO(b"".join(client.get("/people/?format=xlsx").streaming_content))).active
    cells = {cell for row in sheet.iter_rows(values_only=True) for cell in row}
    told = program_of(cast.secretary, Permission.PEOPLE_VIEW, Permission.ORGS_VIEW).get("people").json()
    for name in RARE:
        assert name in page and name in paper
        assert name in cells
        assert name in [each["name"] for each in told["items"]]
        assert name in client.get("/people/", {"q": name}).content.decode()


def test_titles_of_gatherings_and_their_calendars_keep_them_too(cast):
    for name in (*RARE, *EMOJI):
        gathering(cast, title=f"慰问{name}")
    mine = feed(cast.secretary.person)
    told = titles(mine)
    text = read(mine).to_ical()
    assert {f"慰问{name}" for name in (*RARE, *EMOJI)} <= set(told)
    assert all(len(line) <= 75 for line in text.split(b"\r\n"))


@pytest.mark.parametrize("name", MISLEADING)
def test_a_name_that_reads_otherwise_than_it_is_enters_by_no_door(cast, name):
    by, person = actor(cast.district_officer), cast.member.person
    new = OrganizationEntry("NEW", name, "", Kind.BRANCH, Category.COMMUNITY, FOUNDED, cast.community)
    move = {"on": date(2018, 5, 16), "because": "更名", "by": by}
    doors = (
        lambda: entered(cast, name),
        lambda: amend(person=person, changes={"name": name}, because="更正", by=by),
        lambda: found(entry=new, by=by),
        lambda: acts.rename(organization=cast.first, name=name, short_name="一支部", **move),
        lambda: acts.rename(organization=cast.first, name="第一支部", short_name=name, **move),
    )
    for door in doors:
        with refused_in_chinese("characters.unseen", saying="U+"):
            door()


@pytest.mark.parametrize("name", [name for name in MISLEADING if "\x07" not in name])  # no workbook holds that one
def test_a_roster_with_such_a_name_is_told_by_row_and_column(cast, name):
    told = offer(workbook(member(1, name=name))).run.refused
    assert [(fault["row"], fault["column"]) for fault in told] == [(2, "姓名")]
    assert "U+" in told[0]["message"]
    is_said_in_chinese(told[0]["message"])
    rows = offer(divisions(f"410103701,{name},410103,street"), "divisions").run.refused
    assert [fault["row"] for fault in rows] == [2]


@pytest.mark.parametrize(("typed", "kept"), UNSEEN.items())
def test_signs_of_no_width_fall_out_of_a_roster(typed, kept):
    assert Reader(date(2018, 5, 18)).name(typed) == kept


def test_the_forms_refuse_it_in_a_sentence_and_keep_nothing(cast):
    client = browser_of(cast.secretary)
    before = everything()
    for sign in ("\u202e", "\u2066", "\x1b"):
        sent = {"title": f"学习{sign}会", "institutions": "L05", "held_on": "2018-05-16"}
        said = client.post("/records/new/?organization=HJ1", sent, headers={"Accept": "application/json"})
        assert said.status_code == 422
        assert f"U+{ord(sign):04X}" in said.json()["refused"]
    assert everything() == before


def test_a_formula_as_a_name_is_a_text_in_every_workbook(cast):
    for name in ('=HYPERLINK("http://x","点")', "@SUM(A1)", "+1", "-2+3"):
        entered(cast, name)
        gathering(cast, title=name)
    client = browser_of(cast.secretary)
    for address in ("/people/", "/records/", "/ledger/"):
        body = io.BytesIO(b"".join(client.get(f"{address}?format=xlsx").streaming_content))
        cells = [cell for row in openpyxl.load_workbook(body).active.iter_rows() for cell in row]
        assert not [cell.value for cell in cells if cell.data_type == "f"]
        assert not [cell.value for cell in cells if str(cell.value or "").startswith(("=", "+", "@"))]
