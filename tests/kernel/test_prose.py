"""What the rules on documents forbid is found in the text, and nothing else is."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.kernel import prose

FORBIDDEN = [
    ("report", "请于6月10日前报送贯彻落实情况。"),
    ("report", "各支部要上报学习贯彻会议精神情况。"),
    ("report", "请将落实情况于月底前报街道党建办。"),
    ("report", "贯彻执行情况请及时反馈。"),
    ("report", "请将整改情况形成书面报告。"),
    ("report", "请　报 送\n贯彻落实　情况。"),
    ("report", "请报\u200b送贯彻\u200b落实情况。"),
    ("documents", "各单位要制定相应配套方案。"),
    ("pictures", "会后上传现场照片三张。"),
    ("pictures", "活动照片请发至工作群。"),
    ("pictures", "做好拍照留痕。"),
    ("use", "每日打卡学习。"),
    ("use", "组织党员点赞转发。"),
    ("use", "对积分排名靠后的予以提醒。"),
]
WARNED = [
    ("often", "实行零报告制度。"),
    ("often", "每周报送进展。"),
    ("at-once", "请立即反馈名单。"),
    ("table", "请填写附件中的统计表。"),
]
INNOCENT = [
    "各支部按计划开展5月主题党日，记录一次即可，不需要另行报送落实情况。",
    "严禁要求基层上传照片。",
    "无需反馈贯彻落实情况。",
    "党员可自愿报名参加志愿服务。",
    "听取学习情况报告会于周五下午举行。",
    "如有困难，请与街道党建办联系。",
    "会议审议了落实情况。大家报名踊跃。",
    "",
]


def codes(text):
    return [found.demand.code for found in prose.findings(text)]


@pytest.mark.parametrize(("code", "text"), [*FORBIDDEN, *WARNED])
def test_a_demand_is_found_with_its_words(code, text):
    assert code in codes(text)
    words = next(found.words for found in prose.findings(text) if found.demand.code == code)
    assert words in "".join(text.replace("\u200b", "").split())


@pytest.mark.parametrize("text", INNOCENT)
def test_what_demands_nothing_is_let_alone(text):
    assert codes(text) == []


def test_some_are_forbidden_and_some_only_warned_of():
    by_code = {demand.code: demand.forbidden for demand in prose.DEMANDS}
    assert all(by_code[code] for code, _text in FORBIDDEN)
    assert not any(by_code[code] for code, _text in WARNED)


def test_every_demand_names_its_document():
    assert all(demand.document and demand.says for demand in prose.DEMANDS)


def test_length_counts_characters_and_not_blanks():
    assert prose.length("党建 工作\n　要点\u200b") == 6
    assert prose.length("") == 0


@pytest.mark.parametrize(("characters", "minutes"), [(0, 1), (1, 1), (300, 1), (301, 2), (4000, 14)])
def test_reading_takes_a_minute_for_three_hundred_characters(characters, minutes):
    assert prose.minutes("字" * characters) == minutes


@given(st.text(max_size=300))
def test_any_text_can_be_read(text):
    for found in prose.findings(text):
        assert re.search(found.demand.pattern, found.words)


@given(st.text(alphabet="报送上贯彻落实情况，。不 ", max_size=5000))
def test_a_long_text_is_read_in_no_time(text):
    prose.findings(text)
