"""What a label asks for, brought to a plain form, so that two forms that ask the same are recognised."""

import re
import unicodedata

# Labels that mean the same; the first of each line is the plain form. A word is compared after `_bare`.
SAME = (
    (
        "党员",
        "党员总",
        "党员合计",
        "现有党员",
        "党员队伍规模",
        "在册党员",
        "members",
        "numberofmembers",
        "partymembers",
    ),
    ("正式党员", "正式党员总", "formalmembers"),
    ("预备党员", "预备党员总", "probationarymembers"),
    ("流动党员", "流动党员总", "外出流动党员", "floatingmembers"),
    ("党小组", "党小组总", "groups", "partygroups"),
    ("支委", "支委会成员", "支部委员", "委员", "committeemembers"),
    ("书记", "书记姓名", "支部书记", "支部书记姓名", "党组织书记", "secretary", "nameofthesecretary"),
    ("联系人", "联系人姓名", "contact", "contactperson"),
    ("联系电话", "电话", "联系方式", "办公电话", "电话号码", "telephone", "phone"),
    ("活动场所", "活动地点", "活动阵地", "党员活动室", "meetingplace"),
    ("单位", "所在单位", "依托单位", "unit"),
    ("成立日期", "成立时间", "建立时间", "foundedon"),
    ("换届日期", "换届时间", "上次换届时间", "选举日期", "elected", "lastelection"),
    ("党组织代码", "组织代码", "组织编码", "code"),
    ("活动次", "开展活动次", "组织生活次", "活动场次", "gatherings", "numberofgatherings"),
    ("参加人次", "参与人次", "到会人次", "参加活动人次", "attendances"),
    ("到会率", "出勤率", "参会率", "attendancerate"),
    ("主题党日次", "开展主题党日次", "主题党日活动次", "themedays"),
    ("积分", "组织积分", "累计积分", "points"),
    ("应完成任务", "应办事项", "dutiesowed"),
    ("已完成任务", "已办事项", "dutiesmet"),
)
_PLAIN = {word: group[0] for group in SAME for word in group}
_MARKS = re.compile(r"[\W_]+")
# What stands in brackets narrows what is asked: 党员数（女） is not 党员数. Only a unit or how to write says nothing.
_UNITS = ("人", "名", "位", "个", "次", "场", "场次", "人次", "项", "件", "份", "家", "元", "万元", "小时", "分钟", "%")
_WRITING = ("必填", "选填", "可选", "数字", "全称", "姓名", "手机", "座机")
_ASIDE = re.compile(rf"[（(【\[](?:单位[:：]?)?(?:{'|'.join(_UNITS + _WRITING)})?[）)】\]]")
_BEFORE = re.compile(r"^(本|我|所在)?(支部|党组织|单位|社区|年度|季度|月|年)?(现有|目前|截至目前|当前|共有|全部)?")
_AFTER = re.compile(r"(的)?(总)?(人数|个数|次数|场数|数量|数目|名数|数|情况|名称)$")
_NUMBER_OF = re.compile(r"^(total|current|the)?(numberof|countof|amountof)?(the)?")


def meaning(label: str) -> str:
    """The plain form of a label; equal for labels that ask the same."""
    bare = _bare(label)
    if bare in _PLAIN:
        return _PLAIN[bare]
    shorter = _NUMBER_OF.sub("", bare) if bare.isascii() else _short(bare)
    return _PLAIN.get(shorter, shorter or bare)


def _bare(label: str) -> str:
    """Without marks, brackets, spaces, widths and case."""
    told = unicodedata.normalize("NFKC", label).lower()
    return _MARKS.sub("", _ASIDE.sub("", told)) or _MARKS.sub("", told)


def _short(bare: str) -> str:
    """Without the words around what is meant: 本支部现有党员总数 asks for 党员."""
    counted = _AFTER.sub(lambda found: "次" if found[3] in ("次数", "场数") else "", bare)
    shorter = _BEFORE.sub("", counted)
    return shorter or counted or bare
