"""What stands below, and beside it what a branch sees of its own months."""

import pytest

from tests.web.district import browser_of


@pytest.fixture
def secretary(schemed):
    return browser_of(schemed.secretary)


def read(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_the_choice_of_the_period_says_which_one_is_shown(schemed):
    page = read(browser_of(schemed.street_officer), "/scores/below/?organization=410103010")
    assert '<option value="" selected>2018年第2季度</option>' in page


def test_a_branch_without_anybody_below_reads_one_sentence(secretary):
    page = read(secretary, "/scores/below/")
    assert "本组织没有下级组织" in page
    assert "目前的等次分布" not in page


def test_the_top_is_judged_by_nobody_here(schemed):
    page = read(browser_of(schemed.district_officer), "/scores/?organization=410103")
    assert "没有考核本组织的方案" in page
    assert "怎样会改变等次" not in page


def test_a_branch_sees_its_months_so_far(secretary):
    page = read(secretary, "/scores/")
    assert "逐月得分" in page
    assert "2018年1月" in page
    assert "2018年6月" not in page.split("逐月得分")[1].split("</table>")[0]
