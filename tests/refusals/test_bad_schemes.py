"""A scheme that cannot judge is told in Chinese with file, line and path, and nothing of it is kept."""

from argparse import Namespace
from pathlib import Path

import pytest
from django.utils import translation

import taizhang
from taizhang.config.commands import scheme_publish
from taizhang.domain.assessments.schemefile import SchemeRefused
from tests.refusals.speech import everything, is_said_in_chinese, spoken

QUARTER = (Path(taizhang.__file__).parent / "packs" / "schemes" / "default-quarter.yaml").read_text("utf-8")
LEDGER = "          institutions: pack"
WRONG = [
    ("weight: 60", "weight: 59", "权重合计为99，应为100"),
    ("weight: 60", "weight: 0", "权重合计为40，应为100"),
    (LEDGER, "          institutions: {L01: 0, L02: 0}", "权重合计为0，应为100"),
    ("bands:", "parts:\n  again: {code: a, name: {zh: 甲, en: a}, least: [{use: again}]}\nbands:", "again → again"),
    ("measure: mark:visit", "measure: mark:photographs", "没有“mark:photographs”这个口径"),
    ("          measure: mark:visit\n", "", "缺少“measure”"),
    ("from: 80, below: 90", "from: 80, below: 95", "“fairly”与“good”重叠"),
    ("from: 0, below: 60", "from: 0, share: 10%", "无法满足"),
    ("categories: [A, B, C, D]", "categories: [A, B, C]", "类别D没有指标"),
    ("weight: 60", "wieght: 60", "wieght"),
    ("valid_from: 2018-01-01", "valid_from: 2018-02-01", "请从2018-04-01起施行"),
]


@pytest.fixture
def published(cast, tmp_path):
    """A function that tries to publish the default quarter with one text put in place of another."""

    def attempt(old: str, new: str) -> tuple[Path, SchemeRefused]:
        assert old in QUARTER
        file = tmp_path / "quarter.yaml"
        file.write_text(QUARTER.replace(old, new, 1), "utf-8")
        before = everything()
        with translation.override("zh-hans"), pytest.raises(SchemeRefused) as told:
            scheme_publish.run(Namespace(file=str(file)))
        assert everything() == before
        return file, told.value

    return attempt


@pytest.mark.parametrize(("old", "new", "saying"), WRONG, ids=[each[1].strip()[:30] for each in WRONG])
def test_a_scheme_that_is_wrong_is_told_by_line_and_path(published, old, new, saying):
    file, refusal = published(old, new)
    lines = spoken(refusal).splitlines()
    assert len(lines) == 1 + len(refusal.problems)
    for line, problem in zip(lines[1:], refusal.problems, strict=True):
        place = f"{file}:{problem.line}: {problem.path}: "
        assert problem.line and problem.path and line.startswith(place)
        is_said_in_chinese(line.removeprefix(place))
    assert any(saying in line for line in lines)
