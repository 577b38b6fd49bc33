"""Invented people, organisations and numbers that fill the gallery; they stand in no book."""

from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

from django import forms

TODAY = date(2018, 5, 16)

WORDS = SimpleNamespace(
    refusal="支部党员大会到会人数不足：应到 23 人，实到 11 人，须超过半数（12 人）。",
    remedy="请核对到会名单；确实不足的，改为另行召开，并把这一次记为未成会。",
    done="已批准 50 条记录。",
    honour="五星党支部",
    tag="主题党日",
    long="郑州市二七区五里堡街道示例社区第一网格退役军人与灵活就业群体联合党支部委员会",
    rule="党支部党员大会须有半数以上有表决权的党员到会方可进行；赞成人数超过应到会有表决权的党员的半数为通过。",
    source="《中国共产党支部工作条例（试行）》第十二条",
    light="本月 7 项应办，5 项已完成。",
    burden="本月在本系统用时 22 分钟，填写 31 项，收到通知 2 条",
    points="今年 · 每一分都能点开",
    records="次活动",
    share="按期完成",
    share_note="1,402 / 1,602 项",
    unknown="还没有数",
    people="人",
    person="周文静",
    long_person="阿卜杜热依木·买买提艾力",
    post="支部书记",
    place="示例社区党群服务中心二楼会议室",
    wrong="日期不能晚于今天：一次活动要在办过以后记录。请改为实际日期。",
    wrong_choice="选举须用无记名投票。请选“无记名投票”。",
    trend="逐月完成率",
    trend_note="2018 年 1—5 月",
    by_street="各街道按期完成",
    table="各支部本月完成情况",
)

OWED = [
    {
        "name": "支部委员会会议",
        "when": "逾期 2 天",
        "state": "overdue",
        "note": "每月一次 · 条例第十二条",
        "action": "记录",
    },
    {
        "name": "党课（本季度）",
        "when": "剩 3 天",
        "state": "soon",
        "note": "每季一次 · 可与主题党日合并记录",
        "action": "记录",
    },
    {"name": WORDS.long + "集中学习", "when": "剩 19 天", "state": "open", "note": "每月一次", "action": "记录"},
    {"name": "党员活动日 · 5月16日", "when": "已完成", "state": "done", "note": "到会 21 / 应到 23 · 得 6 分"},
    {"name": "组织生活会", "when": "已豁免", "state": "waived", "note": "街道批准：书记空缺"},
    {"name": "换届选举", "when": "不适用", "state": "na", "note": "今年不到届"},
]

PROGRESS = [
    {"label": "党员大会", "done": 2, "owed": 2, "url": "#"},
    {"label": "支委会", "done": 4, "owed": 5, "url": "#"},
    {"label": "党课", "done": 1, "owed": 2, "url": "#", "low": True},
    {"label": "集中学习", "done": 20, "owed": 32, "url": "#", "unit": "时"},
    {"label": "党小组会", "done": 6, "owed": 5, "url": "#"},
    {"label": "换届选举", "done": 0, "owed": 0},
]

EVENTS = [
    {
        "at": datetime(2018, 5, 17, 9, 5),
        "by": "李振华（街道党建办）",
        "what": "批准",
        "kind": "good",
        "note": "记 6 分。",
    },
    {"at": datetime(2018, 5, 17, 8, 40), "by": "周文静", "what": "补充后再次提交", "kind": "plain"},
    {
        "at": datetime(2018, 5, 16, 21, 2),
        "by": "李振华（街道党建办）",
        "what": "退回",
        "kind": "warn",
        "note": "请补充主持人。",
    },
    {"at": datetime(2018, 5, 16, 20, 31), "by": "周文静", "what": "提交", "kind": "plain"},
]

STAGES = [
    {"label": "填写", "note": "周文静", "state": "done"},
    {"label": "街道审核", "note": "等待", "state": "current"},
    {"label": "记分", "note": "", "state": "ahead"},
    {"label": "退回", "note": "如有", "state": "wrong"},
]

PEOPLE = [
    {"id": "1", "name": "周文静", "note": "书记"},
    {"id": "2", "name": "王秀兰", "absent": True, "reason": "ill"},
    {"id": "3", "name": "赵国强"},
    {"id": "4", "name": "阿卜杜热依木·买买提艾力"},
    {"id": "5", "name": "孙晓梅"},
    {"id": "6", "name": "马建军"},
    {"id": "7", "name": "陈思远", "counts": False, "why": "预备党员，不计表决"},
]

FILTERS = [
    {"name": "q", "label": "名称", "type": "search", "value": ""},
    {
        "name": "street",
        "label": "街道",
        "value": "wlb",
        "options": [("", "全部"), ("wlb", "五里堡街道"), ("dx", "大学路街道")],
    },
    {"name": "period", "label": "月份", "type": "month", "value": "2018-05"},
    {"name": "light", "label": "灯", "value": "", "options": [("", "全部"), ("red", "红灯"), ("yellow", "黄灯")]},
]

COLUMNS = [
    {"key": "name", "label": "支部", "sort": "name"},
    {"key": "light", "label": "灯"},
    {"key": "done", "label": "已完成", "align": "end", "sort": "done"},
    {"key": "owed", "label": "应办", "align": "end", "sort": "owed"},
    {"key": "share", "label": "完成率", "align": "end", "sort": "share"},
    {"key": "state", "label": "状态"},
]

STREETS = {"五里堡": (412, 440), "大学路": (398, 452), "建中街": (371, 380), "铭功路": (287, 361), "汇金": (95, 120)}
MONTHS = {"1月": 81.2, "2月": 78.9, "3月": 86.4, "4月": 90.1, "5月": 87.5}


def rows() -> list[dict[str, Any]]:
    """A dozen branches, one with a very long name, one that owes nothing."""
    lights = ("green", "green", "yellow", "green", "red", None)
    made = [
        {"id": n, "name": f"示例社区第{n}支部", "light": lights[n % 6], "done": 37 + n * 3, "owed": 80}
        for n in range(1, 11)
    ]
    made.append({"id": 11, "name": WORDS.long, "light": "green", "done": 1234, "owed": 1240})
    made.append({"id": 12, "name": "新成立支部", "light": None, "done": 0, "owed": 0})
    return made


def charts() -> dict[str, Any]:
    """A trend over months and a comparison of streets, each with its table."""
    trend = {
        "grid": {"left": 44, "right": 16, "top": 16, "bottom": 28},
        "tooltip": {"trigger": "axis"},
        "xAxis": {"type": "category", "data": list(MONTHS)},
        "yAxis": {"type": "value", "min": 60, "max": 100, "axisLabel": {"formatter": "{value}%"}},
        "series": [{"type": "line", "name": "完成率", "data": list(MONTHS.values())}],
    }
    streets = {
        "grid": {"left": 64, "right": 24, "top": 8, "bottom": 28},
        "tooltip": {"trigger": "axis"},
        "xAxis": {"type": "value"},
        "yAxis": {"type": "category", "inverse": True, "data": list(STREETS)},
        "series": [
            {"type": "bar", "name": "已完成", "data": [{"value": done, "url": "#"} for done, _owed in STREETS.values()]}
        ],
    }
    return {
        "trend": trend,
        "trend_columns": [{"key": "month", "label": "月份"}, {"key": "share", "label": "完成率", "align": "end"}],
        "trend_rows": [{"month": month, "share": f"{share}%"} for month, share in MONTHS.items()],
        "streets": streets,
        "street_columns": [
            {"key": "street", "label": "街道"},
            {"key": "done", "label": "已完成", "align": "end"},
            {"key": "owed", "label": "应办", "align": "end"},
        ],
        "street_rows": [{"street": name, "done": done, "owed": owed} for name, (done, owed) in STREETS.items()],
    }


class Wording(str):
    """A text that a pack would hold in two languages; the sample is the same in both."""

    __slots__ = ()

    def words(self, lang: str) -> str:
        """The text."""
        return str(self)


RULE = SimpleNamespace(
    code="L01",
    name=Wording("支部党员大会"),
    rule=Wording(WORDS.rule),
    example=Wording("示例社区第一支部应到 23 人，实到 15 人，超过半数，可以开会。"),
    basis=[SimpleNamespace(url="", words=Wording(WORDS.source).words)],
    checked=True,
)


class Plan(forms.Form):
    """A form that was sent with something missing."""

    subject = forms.CharField(label="检查内容", help_text="全年的检查内容合并为一项。")
    basis = forms.CharField(label="依据", required=False)


def everything() -> dict[str, Any]:
    """All samples, by the names the gallery's templates use."""
    return {
        "words": WORDS,
        "today": TODAY,
        "owed": OWED,
        "progress": PROGRESS,
        "events": EVENTS,
        "stages": STAGES,
        "people": PEOPLE,
        "reasons": [("", "原因"), ("ill", "生病"), ("away", "外出"), ("leave", "请假")],
        "filters": FILTERS,
        "kinds": [("1", "主题党日"), ("2", "党课"), ("3", "党员大会"), ("4", "党小组会")],
        "methods": [("hand", "举手"), ("ballot", "无记名投票")],
        "columns": COLUMNS,
        "rows": rows(),
        "rule": RULE,
        "sent": Plan({"subject": "", "basis": "年度计划"}, auto_id="sent_%s"),
        "short": SimpleNamespace(more=12),
        **charts(),
    }
