"""A published version of a scheme is never edited, and closed periods keep theirs."""

from datetime import date
from typing import Any

import pytest

from taizhang.domain.assessments.actions.schemes import publish_defaults, publish_scheme
from taizhang.domain.assessments.models import SchemeVersion, Stage
from taizhang.domain.assessments.schemefile import SchemeFile, from_content, load
from taizhang.domain.assessments.schemes import in_force, overlays, scheme_of
from taizhang.domain.audit.models import AuditEntry
from taizhang.kernel.periods import Kind
from tests.domain.assessments.schemefile.test_shipped import FOLDER
from tests.domain.refusals import refused
from tests.factories.assessments import assessment
from tests.factories.duties import actor, pack

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def rules():
    """The pack whose institutions the schemes weigh."""
    return pack()


def scheme_file(name: str = "default-quarter", **changes: Any) -> SchemeFile:
    """A shipped scheme with some of its heading changed."""
    return from_content({**load(FOLDER / f"{name}.yaml").content, **changes})


def published(name: str = "default-quarter", **changes: Any) -> SchemeVersion:
    """A published scheme."""
    return publish_scheme(scheme_file=scheme_file(name, **changes), by=actor())


def test_publishing_keeps_what_the_file_says_and_is_told():
    version = published()
    assert (str(version), version.period_kind, version.overlay) == ("quarter v1", "quarter", False)
    assert (version.title_zh, version.valid_from) == ("季度考核方案（默认）", date(2018, 1, 1))
    entry = AuditEntry.objects.get(verb="schemes.publish")
    assert (entry.subject_id, entry.details["sha256"]) == (version.pk, version.sha256)


def test_what_was_published_is_read_back_as_it_was():
    version, file = published("default-year"), scheme_file("default-year")
    assert scheme_of(version) == file


def test_a_version_is_read_back_once(django_assert_num_queries):
    version = published("default-month")
    with django_assert_num_queries(1):
        first = scheme_of(version)
    with django_assert_num_queries(0):
        assert scheme_of(version) is first
    assert first.code == "month"


def test_the_same_content_again_changes_nothing():
    assert published().pk == published().pk
    assert AuditEntry.objects.filter(verb="schemes.publish").count() == 1


def test_a_version_that_says_something_else_is_refused():
    published()
    with refused("assessments.scheme-version"):
        published(title={"zh": "另一个", "en": "Another"})
    assert SchemeVersion.objects.get().title_zh != "另一个"


def test_a_version_must_rise():
    published(version=3)
    with refused("assessments.scheme-older"):
        published(version=2, valid_from="2019-01-01")


@pytest.mark.parametrize("first", ["2017-10-01", "2018-01-01"])
def test_main_schemes_of_a_kind_follow_each_other_whatever_their_code(first):
    published()
    with refused("assessments.scheme-overlap"):
        published(scheme="another", valid_from=first)


def test_kinds_of_periods_and_overlays_do_not_stand_in_each_others_way():
    published(), published("default-month"), published("default-year")
    published("henan-five-star", valid_from="2018-01-01"), published("jinan-village-stars")
    assert SchemeVersion.objects.count() == 5
    assert [each.code for each in overlays(Kind.YEAR, date(2018, 1, 1))] == ["henan-five-star", "village-stars"]
    assert in_force(Kind.YEAR, date(2018, 1, 1)).code == "year"
    with refused("assessments.scheme-overlap"):
        published("henan-five-star", version=2, valid_from="2018-01-01")


def test_the_versions_follow_each_other():
    first, second = published(), published(version=2, valid_from="2018-07-01", valid_to="2018-12-31")
    assert in_force(Kind.QUARTER, date(2017, 12, 31)) is None
    assert in_force(Kind.QUARTER, date(2018, 4, 1)) == first
    assert in_force("quarter", date(2018, 7, 1)) == second
    assert in_force(Kind.QUARTER, date(2019, 1, 1)) is None


@pytest.mark.parametrize("stage", [Stage.PREVIEW, Stage.LOCKED])
def test_a_scheme_never_reaches_back_to_a_closed_period(stage):
    assessment(scheme=published(), period="2018-Q2", stage=stage)
    with refused("assessments.scheme-closed") as refusal:
        published(version=2, valid_from="2018-04-01")
    assert "2018-Q2" in str(refusal.value)
    assert "Let it begin on 2018-07-01 or later." in str(refusal.value)
    assert published(version=2, valid_from="2018-07-01").version == 2


def test_a_closed_quarter_leaves_months_and_overlays_alone():
    assessment(scheme=published(), period="2018-Q2")
    assert published("default-month").version == 1
    assert published("henan-five-star", period="quarter", valid_from="2018-01-01").overlay


def test_a_mistyped_century_is_refused():
    with refused("assessments.scheme-far"):
        published(valid_from="2108-01-01")


def test_schemes_that_judge_members_are_not_published():
    with refused("assessments.scheme-members"):
        published("member-base-60")


def test_the_institutions_are_those_of_the_pack_of_that_day():
    pack(version=2, valid_from="2018-10-01")
    with refused("assessments.scheme-pack") as refusal:
        published(valid_from="2018-10-01")
    assert "erqi-2018 v1; on 2018-10-01 the pack erqi-2018 v2 rules" in str(refusal.value)
    assert published(valid_from="2018-07-01").version == 1


def test_the_defaults_are_published_at_once_and_again_without_effect():
    by = actor()
    first = publish_defaults(by=by)
    assert [(each.code, each.period_kind) for each in first] == [
        ("month", "month"), ("quarter", "quarter"), ("year", "year"),
    ]  # fmt: skip
    assert publish_defaults(by=by) == first
    assert {each.valid_from for each in first} == {date(2018, 1, 1)}
