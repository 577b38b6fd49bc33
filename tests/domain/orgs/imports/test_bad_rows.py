"""Rows of a roster that cannot be imported: each told with its row, its heading and a sentence."""

from datetime import date

import pytest

from taizhang.domain.orgs.models import Person
from tests.domain.orgs.imports.offering import BORN, TITLES, member, offer, sheet, workbook
from tests.factories.orgs import id_number

pytestmark = pytest.mark.usefixtures("cast")


def faults(**cells):
    """What is told of one row below the headings."""
    return [(each["row"], each["column"], each["message"]) for each in offer(workbook(member(1, **cells))).run.refused]


def test_a_sound_row_is_told_nothing():
    assert faults() == []


OTHER_CHECK_DIGIT = id_number(1, BORN)[:17] + ("1" if id_number(1, BORN)[17] != "1" else "2")


@pytest.mark.parametrize(
    ("cells", "column", "words"),
    [
        ({"name": ""}, "姓名", "missing"),
        ({"name": "赵" * 61}, "姓名", "60"),
        ({"id_number": ""}, "公民身份号码", "missing"),
        ({"id_number": OTHER_CHECK_DIGIT}, "公民身份号码", "last character"),
        ({"id_number": "１２３"}, "公民身份号码", "Full-width"),
        ({"id_number": float(id_number(1, BORN)[:17] + "0")}, "公民身份号码", "last digits of 18 are lost"),
        ({"id_number": "12345"}, "公民身份号码", "5 characters"),
        ({"sex": "男"}, "性别", "identity number"),
        ({"sex": "雄"}, "性别", "雄"),
        ({"ethnicity": "火星族"}, "民族", "火星族"),
        ({"born_on": date(1981, 1, 1)}, "出生日期", "1980-02-29"),
        ({"joined_on": date(2118, 7, 1)}, "入党日期", "2118"),
        ({"joined_on": "2118-07-01"}, "入党日期", "2118"),
        ({"joined_on": "２０１８-07-01"}, "入党日期", "Full-width"),
        ({"joined_on": "去年七一"}, "入党日期", "去年七一"),
        ({"joined_on": "2018-02-30"}, "入党日期", "2018-02-30"),
        ({"joined_on": 38534.0}, "入党日期", "38534"),
        ({"joined_on": date(2007, 1, 1)}, "转正日期", "lies before"),
        ({"joined_on": date(1979, 1, 1)}, "入党日期", "lies before"),
        ({"standing": "预备党员"}, "转正日期", "probationary"),
        ({"standing": "积极分子"}, "人员类别", "积极分子"),
        ({"standing": "", "confirmed_on": ""}, "人员类别", "formal or a probationary"),
        ({"phone": "1380000"}, "手机号码", "telephone"),
        ({"phone": "１２９00000001"}, "手机号码", "Full-width"),
        ({"landline": "12345678"}, "固定电话", "telephone"),
        ({"address": "长" * 201}, "家庭住址", "200"),
        ({"registration": "可疑"}, "党籍状态", "可疑"),
        ({"lost": "是"}, "失联日期", "Since when"),
        ({"lost": "否", "lost_contact_on": date(2018, 1, 1)}, "是否失联", "says no"),
        ({"lost": "也许"}, "是否失联", "也许"),
        ({"floating": "否", "floating_to": "江苏省"}, "是否流动", "says no"),
        ({"branch": ""}, "所在党支部", "missing"),
        ({"branch": "无此支部"}, "所在党支部", "无此支部"),
        ({"branch_code": "NONE"}, "党支部代码", "NONE"),
        ({"branch_code": "ＨＪ１"}, "党支部代码", "Full-width"),
        ({"branch": "中共二七区汇金社区委员会"}, "所在党支部", "do not belong directly"),
        ({"starts_on": date(2009, 12, 31)}, "所在党支部", "was founded on"),
    ],
)
def test_a_wrong_cell_is_told_with_its_heading(cells, column, words):
    (told,) = faults(**cells)
    assert told[:2] == (2, column)
    assert words in told[2] and "{" not in told[2]


def test_everything_wrong_with_a_row_is_told_at_once():
    told = faults(name="", joined_on="昨天", phone="1", branch="无此支部")
    assert {column for _row, column, _message in told} == {"姓名", "入党日期", "手机号码", "所在党支部"}


def test_a_row_of_many_faults_counts_every_row_of_the_sheet():
    rows = [["党员名册"], TITLES, [], list(member(1).values())]
    by_heading = {"姓名": "", "公民身份号码": id_number(1, BORN), "所在党支部": "HJ"}
    rows[3] = [by_heading.get(title, "") for title in TITLES]
    told = offer(sheet(rows)).run.refused
    assert {each["row"] for each in told} == {4}


def test_an_identity_number_twice_refuses_both_rows():
    told = offer(workbook(member(1), member(2), member(1, name="赵小乙"))).run.refused
    assert [(each["row"], each["column"]) for each in told] == [(2, "公民身份号码"), (4, "公民身份号码")]
    assert "2, 4" in told[0]["message"]


def test_a_member_of_another_branch_is_refused_without_saying_which(cast):
    there = member(1, id_number=id_number(3), branch="汇金社区第一支部")  # the other secretary, of the second branch
    (told,) = offer(workbook({**there, "joined_on": "", "confirmed_on": ""})).run.refused
    assert told["column"] == "所在党支部"
    assert "nobody belongs to two" in told["message"] and "第二支部" not in told["message"]


def test_an_invented_number_is_refused_outside_a_demonstration():
    told = offer(workbook(member(1, phone="")), fictional=False).run.refused
    assert [each["column"] for each in told] == ["公民身份号码"]
    assert "invented" in told[0]["message"]


def test_a_branch_outside_the_reach_is_as_one_that_does_not_exist(cast):
    from taizhang.domain.access.policy import scope
    from taizhang.domain.access.roles import Permission
    from tests.factories.orgs import DAY

    where = scope(cast.street_officer, Permission.IMPORTS_RUN, on=DAY)
    rows = workbook(member(1, branch="区教育局机关支部"), member(2))
    (told,) = offer(rows, where=where).run.refused
    assert (told["row"], told["column"]) == (2, "所在党支部")
    assert "within your reach" in told["message"]


def test_two_branches_of_one_name_need_the_code(cast):
    from taizhang.domain.orgs.kinds import Kind
    from tests.factories.orgs import organization

    organization(Kind.BRANCH, under=cast.street, name="汇金社区第一支部", code="HJ9")
    (told,) = offer(workbook(member(1), member(2, branch_code="HJ1"))).run.refused
    assert told["row"] == 2 and "HJ1" in told["message"] and "HJ9" in told["message"]


def test_a_preview_writes_nobody():
    before = Person.objects.count()
    offer(workbook(member(1), member(2)))
    assert Person.objects.count() == before
