"""How pages of schemes speak: what is new, which version says what, from which day, without a gap between signs."""

import pytest

from taizhang.domain.assessments.actions.schemes import publish_defaults
from taizhang.kernel.periods import Kind, Period
from taizhang.web.schemes.trial import periods
from tests.factories.orgs import SEED
from tests.web.schemes.drafting import here, read


@pytest.fixture
def defaults(town):
    """The three default schemes in force."""
    publish_defaults(by=SEED)


def test_two_versions_stand_under_their_own_names(defaults, officer):
    page = read(officer, "/schemes/quarter/1/comparison/?with=month.1")
    assert "新增" in page
    assert "新下达" not in page
    assert "“现行”" not in page
    assert page.count("month v1") > 1


def test_a_line_folded_between_signs_leaves_no_gap(defaults, officer):
    page = read(officer, "/schemes/year/1/")
    assert "扣分据实，一票否决" in page
    assert "平均的期" not in page  # “各月平均” says of which


def test_the_day_of_publishing_is_said_in_words(officer, draft):
    assert "2018年7月1日</option>" in read(officer, here(draft, "publication/"))


def test_the_choice_of_the_period_says_which_one_is_tried(officer, draft):
    assert '<option value="" selected>2018年第2季度</option>' in read(officer, here(draft, "what-if/"))


@pytest.mark.parametrize(("chosen", "listed"), [(None, False), ("2018-Q2", True), ("2018-Q1", False)])
def test_the_running_period_stands_in_the_choice_once_unless_it_is_named(chosen, listed):
    asked = Period.parse(chosen) if chosen else None
    found = periods(Kind.QUARTER, Period.parse("2018-Q2").last, "zh", asked)
    assert found[0] == ("", "2018年第2季度")
    assert ("2018-Q2" in [code for code, _label in found]) is listed
