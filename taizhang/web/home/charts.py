"""Charts of completion: options for ECharts, without colours, and the same numbers as rows of a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from taizhang.domain.duties.measures import Completion
from taizhang.kernel.measures import Measure
from taizhang.kernel.periods import Period, month_name
from taizhang.kernel.words import say
from taizhang.web.kit.filters import period

Row = dict[str, Any]
MOST = 60  # bars that can be read; the list behind the chart has all
LABEL = {"width": 108, "overflow": "truncate"}  # of a name beside its bar, in pixels


@dataclass(frozen=True, slots=True)
class Chart:
    """What kit/chart.html is given."""

    option: dict[str, Any]
    columns: list[Row]
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Line:
    """One name with its completion and the address of the rows behind it."""

    name: str
    measure: Measure
    url: str


def bars(lines: Sequence[Line], label: str, lang: str) -> Chart:
    """Shares in per cent, one bar a name, each opening its rows; what is not owed has no bar."""
    names = [line.name for line in lines]
    option = {
        "grid": {"left": 4, "right": 44, "top": 4, "bottom": 4, "containLabel": True},
        "tooltip": {"trigger": "item", "formatter": "{b}: {c}%"},
        "xAxis": {"type": "value", "min": 0, "max": 100, "interval": 25, "axisLabel": {"formatter": "{value}%"}},
        "yAxis": {
            "type": "category",
            "inverse": True,
            "data": names,
            "axisLabel": LABEL,
        },
        "series": [
            {
                "type": "bar",
                "name": _("Completion"),
                "itemStyle": {"borderRadius": [0, 3, 3, 0]},
                "label": {"show": True, "position": "right", "formatter": "{c}%", "color": "@muted"},
                "data": [{"value": _share(line.measure), "url": line.url} for line in lines],
            }
        ],
    }
    columns = [
        {"key": "name", "label": label},
        {"key": "done", "label": _("Done"), "align": "end"},
        {"key": "owed", "label": _("Owed"), "align": "end"},
        {"key": "share", "label": _("Completion"), "align": "end"},
    ]
    return Chart(option, columns, [_row(line.name, line.measure, lang) for line in lines])


def trend(months: Mapping[Period, Completion], lang: str) -> Chart:
    """Completion by month, in per cent, as a line."""
    names = [say(lang, zh=f"{month.number}月", en=month_name(month.number)[:3]) for month in months]
    option = {
        "grid": {"left": 4, "right": 20, "top": 18, "bottom": 4, "containLabel": True},
        "tooltip": {"trigger": "axis"},
        "xAxis": {
            "type": "category",
            "boundaryGap": False,
            "data": names,
        },
        "yAxis": {"type": "value", "scale": True, "max": 100, "axisLabel": {"formatter": "{value}%"}, "splitNumber": 4},
        "series": [{"type": "line", "name": _("Completion"), "data": [_share(each.met) for each in months.values()]}],
    }
    columns = [
        {"key": "name", "label": _("Month")},
        {"key": "done", "label": _("Done"), "align": "end"},
        {"key": "owed", "label": _("Owed"), "align": "end"},
        {"key": "share", "label": _("Completion"), "align": "end"},
    ]
    return Chart(option, columns, [_row(period(month), each.met, lang) for month, each in months.items()])


def _share(measure: Measure) -> float | None:
    """Per cent with one decimal, never 100 before it is whole; None when nothing is owed."""
    if not measure.denominator:
        return None
    percent = round(100 * measure.numerator / measure.denominator, 1)
    return min(percent, 99.9) if measure.numerator < measure.denominator else percent


def _row(name: str, measure: Measure, lang: str) -> Row:
    return {"name": name, "done": measure.numerator, "owed": measure.denominator, "share": measure.percent(lang)}
