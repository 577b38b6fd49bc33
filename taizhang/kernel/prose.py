"""Reading what an office writes to those below: how long it is, and which of its demands the rules forbid.

Rules on rectifying formalism and relieving the grassroots (2024): a document on one piece of work has at most 4000
characters, on the whole of the work 5000; it asks for no report of how it was carried out and for no document to go
with it. Measures on government mobile apps (Guobanhan [2026] No. 12), art. 2: no arbitrary forms and numbers, no
clocking in, no forced likes or installations, no photos for proof.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from math import ceil

from taizhang.kernel.characters import without_unseen
from taizhang.kernel.errors import _

PER_MINUTE = 300  # characters that an adult reads in a minute with understanding
BEFORE = 10  # characters before a demand in which a "not" takes it back
_RELIEF = _("Rules on rectifying formalism and relieving the grassroots (2024)")
_APPS = _("Measures on government mobile apps (Guobanhan [2026] No. 12), art. 2")
_NOT = re.compile(r"(?:不|无需|无须|毋|勿|免于|免予|禁止|严禁|杜绝|取消)[^。；！？]{0,6}$")
_GAP = r"[^。；！？，,;]"  # stays within one clause
_DONE = rf"(?:贯彻|落实|执行|传达|学习|整改|推进|开展|完成){_GAP}{{0,10}}情况"
_SEND = r"(?:报送|上报|呈报|反馈|填报|报至|报到|报(?!告会|告厅|名|纸|刊|考|销))"


@dataclass(frozen=True, slots=True)
class Demand:
    """A demand that the rules speak against: what it is, the document that says so, and how it is worded."""

    code: str
    says: str
    document: str
    forbidden: bool
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Finding:
    """A demand found in a text, with the words that make it."""

    demand: Demand
    words: str


DEMANDS = (
    Demand(
        "report",
        _("A document does not ask for a report of how it was carried out."),
        _RELIEF,
        True,
        re.compile(
            rf"{_SEND}{_GAP}{{0,12}}{_DONE}|{_DONE}{_GAP}{{0,14}}{_SEND}|{_DONE}{_GAP}{{0,12}}书面报告"
            rf"|(?:书面|专题)报告{_GAP}{{0,12}}{_DONE}"
        ),
    ),
    Demand(
        "documents",
        _("A document does not ask for documents to go with it."),
        _RELIEF,
        True,
        re.compile(rf"(?:制定|出台|印发|制发){_GAP}{{0,10}}配套(?:文件|方案|细则|办法|措施|制度)"),
    ),
    Demand(
        "pictures",
        _("Photos, videos and screenshots are not demanded as proof."),
        _APPS,
        True,
        re.compile(
            rf"(?:上传|报送|上报|提交|发送|提供){_GAP}{{0,10}}(?:照片|图片|影像|视频|截图)"
            rf"|(?:照片|图片|影像|视频|截图){_GAP}{{0,10}}(?:上传|报送|上报|提交|发送|发至|发到)|拍照留痕"
        ),
    ),
    Demand(
        "use",
        _("Nobody is made to clock in, install, log in, like, vote or forward."),
        _APPS,
        True,
        re.compile(
            rf"(?:每日|每天|必须|务必|确保|要求|组织|全员){_GAP}{{0,12}}"
            r"(?:打卡|签到率|点赞|转发|投票|下载安装|安装率|登录率|在线时长)|积分排名"
        ),
    ),
    Demand(
        "often",
        _("Daily and weekly figures are arbitrary demands; what is recorded is counted already."),
        _APPS,
        False,
        re.compile(rf"零报告|日报告|日报制|周报制|(?:每日|每天|每周){_GAP}{{0,8}}(?:报送|上报|填报|反馈)"),
    ),
    Demand(
        "at-once",
        _("What is wanted at once takes people from their work: name a day that leaves time."),
        _APPS,
        False,
        re.compile(rf"(?:立即|即刻|马上|当日|今日|今天|下班前|两小时内){_GAP}{{0,8}}(?:报送|上报|填报|反馈|回复)"),
    ),
    Demand(
        "table",
        _("A table to fill belongs into the register of forms, where a field that exists is filled already."),
        _APPS,
        False,
        re.compile(rf"(?:填写|填报|报送|上报){_GAP}{{0,12}}(?:统计表|汇总表|登记表|台账|表格|报表|附表)"),
    ),
)


def length(text: str) -> int:
    """How many characters a text has, without the blanks between them."""
    return sum(not each.isspace() for each in without_unseen(text))


def minutes(text: str) -> int:
    """In how many minutes one person reads a text, at least one."""
    return max(1, ceil(length(text) / PER_MINUTE))


def findings(text: str) -> list[Finding]:
    """The demands of a text that the rules speak against, each once; what it forbids or spares is no demand."""
    plain = "".join(unicodedata.normalize("NFKC", without_unseen(text)).split())
    found = (_first(demand, plain) for demand in DEMANDS)
    return [each for each in found if each is not None]


def _first(demand: Demand, plain: str) -> Finding | None:
    for match in demand.pattern.finditer(plain):
        if _NOT.search(plain[max(0, match.start() - BEFORE) : match.start()]) is None:
            return Finding(demand, match[0])
    return None
