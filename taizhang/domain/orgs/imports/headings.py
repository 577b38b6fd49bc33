"""The headings of a roster: the 16 items of a member in the national record, as offices write them."""

from collections.abc import Sequence
from dataclasses import dataclass

from taizhang.kernel.errors import Refused, _


@dataclass(frozen=True, slots=True)
class Heading:
    """An item of the roster: its heading, other words for it, and how it is filled in."""

    key: str
    title: str
    filled: str
    also: tuple[str, ...] = ()
    offered: bool = True  # stands in the empty template


HEADINGS = (
    Heading("name", "姓名", "必填,与身份证一致", ("党员姓名",)),
    Heading(
        "id_number",
        "公民身份号码",
        "必填,18 位,单元格格式为“文本”",
        ("身份证号", "身份证号码", "身份证", "公民身份证号", "公民身份证号码", "身份号码"),
    ),
    Heading("sex", "性别", "男或女;可空,按身份号码"),
    Heading("ethnicity", "民族", "如:汉族"),
    Heading("born_on", "出生日期", "如:1970-01-01;可空,按身份号码", ("出生年月日", "生日")),
    Heading("education", "学历", "如:大学本科", ("文化程度",)),
    Heading("standing", "人员类别", "正式党员或预备党员", ("党员类别", "人员类型", "党员类型")),
    Heading(
        "branch",
        "所在党支部",
        "支部全称;填了代码可空",
        ("所在支部", "党支部", "党支部名称", "所属党支部", "所在党支部名称", "所属支部", "所在党组织"),
    ),
    Heading("joined_on", "入党日期", "如:1995-07-01", ("入党时间", "加入党组织日期", "加入中国共产党日期")),
    Heading("confirmed_on", "转正日期", "如:1996-07-01;预备党员不填", ("转正时间", "转为正式党员日期")),
    Heading("job", "工作岗位", "如:社区工作者", ("岗位", "职业")),
    Heading("phone", "手机号码", "11 位", ("手机", "手机号", "联系电话", "联系方式", "移动电话")),
    Heading("landline", "固定电话", "如:0371-12345678;没有手机时使用", ("固话", "座机", "固定电话号码")),
    Heading("address", "家庭住址", "现住址", ("住址", "现居住地", "家庭地址", "现住址")),
    Heading("registration", "党籍状态", "正常、保留、恢复、停止或开除;可空,新增按正常"),
    Heading("lost", "是否失联", "是或否", ("是否为失联党员", "失联")),
    Heading("lost_contact_on", "失联日期", "失联时必填", ("失去联系日期", "失联时间")),
    Heading("floating", "是否流动", "是或否", ("是否为流动党员", "是否流动党员", "流动党员")),
    Heading("floating_to", "外出流向", "如:江苏省苏州市", ("流向", "外出地点")),
    Heading("branch_code", "党支部代码", "与支部名称二选一,有代码时以代码为准", ("支部代码", "党组织代码", "组织代码")),
    Heading("floating_since", "外出日期", "流动的起始日", ("流动日期", "外出时间"), offered=False),
    Heading(
        "starts_on",
        "转入日期",
        "新增党员在本支部的起始日;可空,按导入日",
        ("组织关系转入日期", "进入支部日期"),
        offered=False,
    ),
)
TITLES = {heading.key: heading.title for heading in HEADINGS}
KEYS = {word: heading.key for heading in HEADINGS for word in (heading.title, *heading.also)}
WRONG = "错误说明"  # heads the faults in a sheet of corrections
EXPLANATION = "填写说明"  # the second sheet of the template
SOUGHT_ROWS = 10  # a title and notes may stand above the headings


@dataclass(frozen=True, slots=True)
class Found:
    """The row in which the headings stand, which column holds which item, and the headings that mean nothing."""

    row: int  # from 0
    titles: tuple[str, ...]
    columns: dict[str, int]
    ignored: tuple[str, ...]

    def title(self, key: str) -> str:
        """The heading of an item as the file writes it."""
        return self.titles[self.columns[key]] if key in self.columns else TITLES[key]


def found(rows: Sequence[Sequence[object]]) -> Found:
    """The headings of a sheet; refused when the name, the identity number or the branch have none."""
    best = max(range(min(len(rows), SOUGHT_ROWS)), key=lambda place: (_known(rows[place]), -place))
    titles = tuple(_title(cell) for cell in rows[best])
    columns: dict[str, int] = {}
    for place, title in enumerate(titles):
        key = KEYS.get(_bare(title))
        if key in columns:
            raise _twice(titles[columns[key]], title)
        if key is not None:
            columns[key] = place
    _refuse_missing(columns)
    ignored = tuple(title for title in titles if title and title != WRONG and _bare(title) not in KEYS)
    return Found(best, titles, columns, ignored)


def _known(row: Sequence[object]) -> int:
    return sum(_bare(_title(cell)) in KEYS for cell in row)


def _title(cell: object) -> str:
    return "".join(str(cell).split()) if cell is not None else ""


def _bare(title: str) -> str:
    """A heading without the star of a required item and without what stands in brackets behind it."""
    return title.strip("*＊:：").split("(")[0].split("（")[0]


def _refuse_missing(columns: dict[str, int]) -> None:
    missing = [TITLES[key] for key in ("name", "id_number") if key not in columns]
    if not {"branch", "branch_code"} & columns.keys():
        missing.append(TITLES["branch"])
    if missing:
        raise Refused(
            _("The first sheet has no column with the heading: {missing}."),
            _("Take the empty template, whose headings are understood, and put the rows into it."),
            code="imports.headings",
            missing=missing,
        )


def _twice(first: str, second: str) -> Refused:
    return Refused(
        _("The headings “{first}” and “{second}” mean the same item."),
        _("Keep one of the two columns."),
        code="imports.heading-twice",
        first=first,
        second=second,
    )
