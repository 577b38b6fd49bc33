"""The measures that a scheme may read: what each counts, what it is called, where its rows open."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from taizhang.domain.duties.packs import find_pack
from taizhang.kernel.scoring import Label


@dataclass(frozen=True, slots=True)
class MeasureForm:
    """A family of measures. `rows` names the page whose rows are what it counts, with the organisation and period."""

    name: Label
    counts: Label
    rows: str
    pattern: re.Pattern[str]


_CODE = r"[a-z0-9][a-z0-9_-]*"
FORMS: Mapping[str, MeasureForm] = {
    "duty": MeasureForm(
        Label("职责完成", "duties met"),
        Label("应做的制度事项中已完成的，免做的不计", "of the duties owed, those met; waived ones leave"),
        "duties",
        re.compile(r"duty:(\*|[A-Z][A-Z0-9]{0,7})"),
    ),
    "duty_on_time": MeasureForm(
        Label("按期完成", "duties met in time"),
        Label("应做的制度事项中按期完成的", "of the duties owed, those met within their days of grace"),
        "duties",
        re.compile(r"duty:(\*|[A-Z][A-Z0-9]{0,7}):on_time"),
    ),
    "attendance": MeasureForm(
        Label("到会", "attendance"),
        Label("活动应到人次中的实到人次", "of those expected at gatherings, those present"),
        "records",
        re.compile(r"attendance"),
    ),
    "points": MeasureForm(
        Label("积分", "points"),
        Label("积分台账在本期的得分", "what the ledger of points comes to in the period"),
        "points",
        re.compile(r"points"),
    ),
    "mark": MeasureForm(
        Label("评分", "mark"),
        Label("有关人员按理由评定的分数", "what a person marked, with the reason"),
        "marks",
        re.compile(rf"mark:{_CODE}(:{_CODE})?"),
    ),
    "review": MeasureForm(
        Label("述职评议", "review meeting"),
        Label("述职评议会上该等次的票数", "the votes for a grade at the review meeting"),
        "review",
        re.compile(r"review:(good|fairly|fair|poor)"),
    ),
}
MARKS: Mapping[str, Label] = {
    "mark:visit": Label("实地走访评分", "visit"),
    "mark:key_tasks": Label("重点任务", "key tasks"),
    "mark:survey:members": Label("党员测评", "survey of members"),
    "mark:survey:residents": Label("群众测评", "survey of residents"),
}
GRADES: Mapping[str, Label] = {
    "good": Label("好", "good"),
    "fairly": Label("较好", "fairly good"),
    "fair": Label("一般", "fair"),
    "poor": Label("差", "poor"),
}


def form_of(measure: str) -> MeasureForm | None:
    """The family of a measure; None when there is no such measure, which a scheme may then not name."""
    return next((form for form in FORMS.values() if form.pattern.fullmatch(measure)), None)


def exists(measure: str) -> bool:
    """Whether a scheme may read it."""
    return form_of(measure) is not None


def name_of(measure: str, on: date) -> Label:
    """What a measure is called, an institution by the pack in force on a day; its code where nothing names it."""
    form = form_of(measure)
    if form is None:
        return Label(measure, measure)
    if measure in MARKS:
        return MARKS[measure]
    word, _colon, rest = measure.partition(":")
    which = GRADES.get(rest) if word == "review" else _institution(rest, on) if word == "duty" else None
    if which is None:
        return form.name
    return Label(f"{which.zh}{form.name.zh}" if word == "duty" else which.zh, f"{which.en}: {form.name.en}")


def _institution(rest: str, on: date) -> Label | None:
    pack, code = find_pack(on), rest.removesuffix(":on_time")
    rule = next((each for each in pack.institutions if each.code == code), None) if pack else None
    return None if rule is None else Label(rule.name.zh, rule.name.en)
