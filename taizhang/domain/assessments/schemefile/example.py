"""A worked example of a scheme: facts and the marks that were computed by hand, kept beside it as NAME.example.yaml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from taizhang.domain.assessments.schemefile.file import KIND, SchemeFile
from taizhang.domain.assessments.schemefile.numbers import units_of
from taizhang.domain.duties.packfile import Cursor, Log, Problem, marks
from taizhang.domain.duties.packfile.heading import wording
from taizhang.kernel.errors import _
from taizhang.kernel.measures import Measure
from taizhang.kernel.periods import Period
from taizhang.kernel.scoring import Score, evaluate, plain
from taizhang.kernel.scoring.grading import Judged, grade, vetoed

ENDING = ".example.yaml"


@dataclass(frozen=True)
class ExampleFacts:
    """The facts of an example; duties it does not name do not apply, everything else it does not name is unknown."""

    known: Mapping[tuple[str, Period], Measure]

    def read(self, measure: str, period: Period) -> Measure | None:
        """So many of so many within a period."""
        otherwise = Measure(0, 0) if measure.startswith("duty:") else None
        return self.known.get((measure, period), otherwise)


def beside(path: Path | str) -> Path | None:
    """The worked example of a scheme file, if there is one."""
    found = Path(path).with_suffix("").with_suffix(ENDING)
    return found if found.exists() else None


def disagreements(path: Path, scheme: SchemeFile) -> list[Problem]:
    """Where the scheme comes to something else than its example says."""
    log = Log(str(path), kind=KIND)
    item = marks.read(path, log)
    if item is not None:
        root = Cursor(item, "", log).keys("cases", optional=("about", "groups"))
        if root.at("about").given:
            wording(root.at("about"), 2000)
        for case in root.at("cases").items(1):
            _compare(case, scheme)
        for group in root.at("groups").items() if root.at("groups").given else ():
            _compare_group(group, scheme)
    return log.sorted()


def _compare(case: Cursor, scheme: SchemeFile) -> None:
    """Note each mark of a case that comes out differently."""
    case.keys("what", "category", "period", "facts", "marks", optional=("grade", "complete", "how"))
    tree = scheme.scheme.trees.get(case.at("category").choice(scheme.scheme.trees))
    period = _period(case.at("period"))
    facts = ExampleFacts(dict(_facts(case.at("facts"))))
    if tree is None or period is None:
        return
    score = evaluate(tree, facts, period)
    for name, place in case.at("marks").entries().items():
        _same(place, name, score)
    if case.at("complete").given and case.at("complete").flag() is not score.complete:
        case.at("complete").problem(
            _("The mark is otherwise."), _("Correct the scheme or the example."), code="example"
        )
    if case.at("grade").given:
        _same_grade(case.at("grade"), scheme, score, facts)


def _compare_group(group: Cursor, scheme: SchemeFile) -> None:
    """Note the grades of a group, from its marks, that come out differently."""
    group.keys("what", "marks", "grades")
    units = [units_of(each.plain()) for each in group.at("marks").items(1)]
    came = [each.grade for each in grade(scheme.scheme, [Judged(("", ""), mark) for mark in units])]
    wanted = [each.plain() for each in group.at("grades").items(1)]
    if came != wanted:
        rule, remedy = _("“{name}” comes to {came}, not {wanted}."), _("Correct the scheme or the example.")
        group.at("grades").problem(rule, remedy, code="example", name=group.path, came=came, wanted=wanted)


def _same(place: Cursor, name: str, score: Score) -> None:
    """Compare one mark: of an indicator, or of one in a shorter period, as code@2018-Q1; null for no mark."""
    code, _at, period = name.partition("@")
    found = [each for each in _all(score) if each.node.code == code and period in ("", str(each.period))]
    wanted = units_of(place.plain()) if place.given else None
    if not found or (place.given and wanted is None):
        rule, remedy = _("“{name}” is no indicator of the scheme, or its mark no number."), _("Correct the example.")
        place.problem(rule, remedy, code="example_name", name=name)
    elif found[0].units != wanted:
        came = "–" if found[0].units is None else plain(found[0].units)
        rule, remedy = _("“{name}” comes to {came}, not {wanted}."), _("Correct the scheme or the example.")
        place.problem(rule, remedy, code="example", name=name, came=came, wanted=place.plain())


def _same_grade(place: Cursor, scheme: SchemeFile, score: Score, facts: ExampleFacts) -> None:
    rules = scheme.scheme
    judged = Judged(("", ""), score.units, vetoed(rules, facts, score.period))
    came = grade(rules, [judged])[0].grade or "–"
    if came != place.plain():
        rule, remedy = _("“{name}” comes to {came}, not {wanted}."), _("Correct the scheme or the example.")
        place.problem(rule, remedy, code="example", name=place.path, came=came, wanted=place.plain())


def _all(score: Score) -> Iterator[Score]:
    yield score
    for part in score.parts:
        yield from _all(part)


def _facts(cursor: Cursor) -> Iterator[tuple[tuple[str, Period], Measure]]:
    for place in cursor.items():
        place.keys("periods", "measures")
        periods = [period for each in place.at("periods").items(1) for period in _periods(each)]
        for name, each in place.at("measures").entries().items():
            measure = _measure(each)
            yield from (((name, period), measure) for period in periods)


def _periods(cursor: Cursor) -> list[Period]:
    """One period, or a run of them: 2018-M01..2018-M12."""
    first, _dots, last = str(cursor.plain()).partition("..")
    begin = cursor.by(lambda: Period.parse(first))
    end = cursor.by(lambda: Period.parse(last or first))
    run = [begin] if begin else []
    while run and end and run[-1] < end and len(run) < 100:
        run.append(run[-1].next)
    return run


def _period(cursor: Cursor) -> Period | None:
    return cursor.by(lambda: Period.parse(str(cursor.plain())))


def _measure(cursor: Cursor) -> Measure:
    """17/20, or 3 for so many of one."""
    over, _slash, under = str(cursor.plain()).partition("/")
    if not (over.isdecimal() and (under or "1").isdecimal()):
        cursor.problem(_("“{text}” is not so many of so many."), _("Write it like 17/20."), code="fact", text=over)
        return Measure(0, 0)
    return Measure(int(over), int(under or "1"))
