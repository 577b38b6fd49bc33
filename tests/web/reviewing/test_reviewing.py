"""A street holds its review meeting: reports beside the ledger, a panel with slips, ballots without a name, results."""

import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from taizhang.domain.assessments.actions.reviewing import add_report
from taizhang.domain.assessments.models import PanelSeat, ReviewMeeting, ReviewReport, VoteCount
from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.orgs.models import Placement
from taizhang.kernel.ids import uuid7
from tests.domain.assessments.reviewed import OFFICER, G, called, prepared, voting
from tests.web.district import browser_of

pytestmark = pytest.mark.django_db
CODE = re.compile(r"[A-Z2-7]{4}(?:-[A-Z2-7]{4}){3}")


def at(name: str, *keys) -> str:
    return reverse(f"reviewing:{name}", args=keys)


def said(response) -> str:
    return response.content.decode()


def main(response) -> str:
    return said(response).split("<main")[1]


@pytest.fixture(autouse=True)
def _no_counters():
    cache.clear()


def ballot(review, who: str, *grades):
    """What a seat sends."""
    asked = Client().post(at("panel"), {"code": review.codes[who]})
    names = list(dict.fromkeys(re.findall(r'name="(grade-[0-9a-f-]{36})"', said(asked))))
    return {"code": review.codes[who], **dict(zip(names, grades, strict=True))}


def closed(town):
    review = voting(town)
    for who in ("甲", "乙", "丙", "丁"):
        review.vote(who, G.GOOD, G.FAIRLY)
    review.vote("一支部书记", G.FAIR)
    browser_of(town.street_officer).post(at("closing", review.meeting.pk))
    return review


class TestCalling:
    def test_a_street_calls_its_meeting_and_a_second_is_refused(self, town):
        browser = browser_of(town.street_officer)
        form = {"id": uuid7(), "office": "410103010", "year": 2018, "held_on": "2018-05-31", "below": "on"}
        assert browser.post(at("new_meeting"), form).status_code == 303
        assert ReviewReport.objects.count() == 2
        second = browser.post(at("new_meeting"), {**form, "id": uuid7()})
        assert second.status_code == 422
        assert "已定于2018-05-31召开2018年度述职评议会" in said(second)
        page = main(browser.get(at("meetings")))
        assert "五里堡街道" in page
        assert "筹备中" in page

    def test_nobody_calls_one_for_another_office(self, town):
        form = {"id": uuid7(), "office": "410103", "year": 2018, "held_on": "2018-05-31"}
        assert browser_of(town.street_officer).post(at("new_meeting"), form).status_code == 422
        assert browser_of(town.secretary).post(at("new_meeting"), form).status_code == 403
        assert not ReviewMeeting.objects.exists()

    def test_who_reports_is_changed_until_the_voting(self, town):
        meeting, browser = called(town.street), browser_of(town.street_officer)
        browser.post(at("adding", meeting.pk), {"reporting": "HJ1"})
        report = ReviewReport.objects.get()
        undo = at("removal", report.pk)
        assert undo in said(browser.get(at("meeting", meeting.pk)))
        browser.post(undo)
        assert not ReviewReport.objects.exists()


class TestSelfReport:
    def test_the_secretary_begins_with_what_the_ledger_says_and_each_sentence_opens_its_list(self, town):
        report = add_report(meeting=called(town.street), organization=town.first, by=OFFICER)
        browser = browser_of(town.secretary)
        assert "汇金社区第一支部待提交2018年度述职报告" in said(browser.get(at("meetings")))
        page = said(browser.get(at("writing", report.pk)))
        found = re.search(r"应完成任务(\d+)项，已完成(\d+)项", page)
        assert found
        links = re.findall(r'href="(/(?:ledger|records|points)/\?[^"]+)"', page)
        assert len(links) >= 3
        assert {browser.get(link.replace("&amp;", "&")).status_code for link in links} == {200}
        ledger = said(browser.get(next(link for link in links if "state=owed" in link).replace("&amp;", "&")))
        assert f"{found[1]}行" in re.sub(r"\s", "", ledger)

    def test_a_draft_is_kept_and_what_is_handed_in_is_frozen_until_it_is_taken_back(self, town):
        review = prepared(town)
        browser = browser_of(town.secretary)
        page, editor = at("report", review.first.pk), at("writing", review.first.pk)
        assert browser.post(editor, {"text": "换一稿", "hand_in": "1"}).status_code == 422
        assert browser.post(at("taking_back", review.first.pk)).status_code == 303
        assert browser.post(editor, {"text": "换一稿", "keep": "1"}).status_code == 303
        assert "换一稿" in said(browser.get(editor))
        assert browser.post(editor, {"text": "定稿", "hand_in": "1"}).status_code == 303
        assert "定稿" in said(browser.get(page))
        assert "提交当日台账数据" in said(browser.get(page))

    def test_nobody_writes_or_reads_the_report_of_another(self, town):
        review = prepared(town)
        other = browser_of(town.other_secretary)
        for name in ("report", "writing"):
            assert other.get(at(name, review.first.pk)).status_code == 404
        assert browser_of(town.street_officer).get(at("writing", review.first.pk)).status_code == 404
        assert "第一支部" not in main(other.get(at("meeting", review.meeting.pk)))


class TestPanel:
    def test_slips_are_shown_once_and_no_code_is_kept(self, town):
        review, browser = prepared(town), browser_of(town.street_officer)
        browser.post(at("seats", review.meeting.pk), {"who": "群众代表", "count": 3})
        answer = browser.post(at("codes", review.meeting.pk))
        codes = CODE.findall(said(answer))
        assert len(set(codes)) == 8
        assert answer.headers["Cache-Control"] == "no-store"
        kept = " ".join(str(value) for row in PanelSeat.objects.values_list() for value in row)
        assert not any(code.replace("-", "") in kept.replace("-", "") for code in codes)
        assert not CODE.search(main(browser.get(at("meeting", review.meeting.pk))))

    def test_a_seat_without_words_or_of_an_unknown_organisation_is_refused(self, town):
        meeting, browser = called(town.street), browser_of(town.street_officer)
        for wrong in (
            {"who": "", "count": 1},
            {"who": "某", "count": 500},
            {"who": "某", "organization": "ZZZ", "count": 1},
        ):
            assert browser.post(at("seats", meeting.pk), wrong).status_code == 422
        assert not PanelSeat.objects.exists()

    def test_a_seat_is_taken_away(self, town):
        review, browser = prepared(town), browser_of(town.street_officer)
        browser.post(at("seat_removal", review.meeting.seats.first().pk))
        assert review.meeting.seats.count() == 4

    def test_what_is_missing_is_said_when_the_voting_is_to_open(self, town):
        meeting, browser = called(town.street), browser_of(town.street_officer)
        browser.post(at("adding", meeting.pk), {"reporting": "HJ1"})
        page = said(browser.post(at("opening", meeting.pk), follow=True))
        assert "还缺1份述职报告，首先是汇金社区第一支部" in page
        assert ReviewMeeting.objects.get().stage == "preparing"


class TestBallot:
    def test_a_ballot_is_cast_by_a_code_without_a_sign_in_and_leaves_no_trace(self, town):
        review = voting(town)
        traces = AuditEntry.objects.count()
        answer = Client().post(at("casting"), ballot(review, "甲", "good", "fair"))
        assert answer.status_code == 303
        assert answer.headers["Location"] == at("thanks")
        assert VoteCount.objects.get(report=review.first).good == 1
        assert AuditEntry.objects.count() == traces

    def test_twice_is_refused_in_a_sentence(self, town):
        review = voting(town)
        sent = ballot(review, "甲", "good", "fair")
        Client().post(at("casting"), sent)
        again = Client().post(at("casting"), sent)
        assert again.status_code == 422
        assert "每码只能投一次" in said(again)
        assert VoteCount.objects.get(report=review.first).good == 1

    def test_one_s_own_organisation_is_not_on_the_ballot_and_refused_when_forged(self, town):
        review = voting(town)
        page = said(Client().post(at("panel"), {"code": review.codes["一支部书记"]}))
        assert "汇金社区第二支部" in page
        assert "汇金社区第一支部" not in page
        forged = {**ballot(review, "一支部书记", "good"), f"grade-{review.first.pk}": "good"}
        answer = Client().post(at("casting"), forged)
        assert answer.status_code == 422
        assert "不得评议本组织" in said(answer)
        assert VoteCount.objects.get(report=review.first).good == 0

    def test_what_was_chosen_stays_when_a_line_is_missing(self, town):
        review = voting(town)
        sent = ballot(review, "甲", "good", "fair")
        left = {name: value for name, value in sent.items() if value != "fair"}
        answer = Client().post(at("casting"), left)
        assert answer.status_code == 422
        assert "还有1份述职报告未评定" in said(answer)
        assert said(answer).count(" checked") == 1

    @pytest.mark.parametrize("wrong", ["", "nonsense", "K7QD-2M5A-WX3E-HH6B", "<script>"])
    def test_a_wrong_code_shows_no_ballot(self, town, wrong):
        voting(town)
        answer = Client().post(at("panel"), {"code": wrong})
        assert answer.status_code == 422
        assert "没有与此评议码对应的席位" in said(answer)
        assert "<script>" not in main(answer)

    def test_before_the_opening_and_after_the_close_there_is_none(self, town):
        review = prepared(town)
        assert "测评尚未开始" in said(Client().post(at("panel"), {"code": review.codes["甲"]}))
        browser_of(town.street_officer).post(at("calling_off", review.meeting.pk), {"because": "改期"})
        assert "没有与此评议码对应的席位" in said(Client().post(at("panel"), {"code": review.codes["甲"]}))

    def test_grades_that_are_none_and_keys_that_are_none_count_for_nothing(self, town):
        review = voting(town)
        sent = {**ballot(review, "甲", "good", "excellent"), "grade-x": "good"}
        assert Client().post(at("casting"), sent).status_code == 422
        assert VoteCount.objects.get(report=review.first).good == 0


class TestResults:
    def test_counts_cannot_be_read_before_the_close(self, town):
        review, browser = voting(town), browser_of(town.street_officer)
        for who in ("甲", "乙", "丙"):
            review.vote(who, G.GOOD, G.POOR)
        assert "测评结束后才能查看票数" in said(browser.get(at("results", review.meeting.pk)))
        assert "票数</h2>" not in said(browser.get(at("report", review.first.pk)))
        live = browser.get(at("meeting", review.meeting.pk), headers={"HX-Request": "true"})
        assert "<b>3</b>" in said(live)
        assert "<html" not in said(live)

    def test_after_it_they_are_on_the_page_on_paper_and_in_the_workbook(self, town):
        review, browser = closed(town), browser_of(town.street_officer)
        address = at("results", review.meeting.pk)
        page = re.sub(r"\s|<[^>]+>", "", main(browser.get(address)))
        assert "汇金社区第一支部40004" in page
        assert browser.get(address + "?format=print").status_code == 200
        assert browser.get(address + "?format=xlsx").headers["Content-Type"].endswith("sheet")

    def test_a_branch_reads_its_own_and_no_other(self, town):
        review = closed(town)
        browser = browser_of(town.secretary)
        page = main(browser.get(at("results", review.meeting.pk)))
        assert "第一支部" in page
        assert "第二支部" not in page
        assert "有效票" in said(browser.get(at("report", review.first.pk)))

    def test_closing_with_too_few_ballots_is_refused(self, town):
        review, browser = voting(town), browser_of(town.street_officer)
        page = said(browser.post(at("closing", review.meeting.pk), follow=True))
        assert "仅收到0张测评表" in page
        assert ReviewMeeting.objects.get().stage == "voting"

    def test_the_screen_shows_where_to_vote_and_how_many_did(self, town):
        review, browser = voting(town), browser_of(town.street_officer)
        review.vote("甲", G.GOOD, G.POOR)
        page = main(browser.get(at("screen", review.meeting.pk)))
        assert "<svg" in page
        assert "<b>1</b>" in page
        assert browser_of(town.secretary).get(at("screen", review.meeting.pk)).status_code in (403, 404)


def test_pages_ask_no_more_for_more_reports(town, django_assert_max_num_queries):
    review, browser = prepared(town), browser_of(town.street_officer)
    for name, key in (("meetings", ()), ("meeting", (review.meeting.pk,)), ("report", (review.first.pk,))):
        with django_assert_max_num_queries(15):
            browser.get(at(name, *key))
    with django_assert_max_num_queries(15):
        Client().post(at("panel"), {"code": review.codes["甲"]})
    assert Placement.objects.exists()


def test_a_meeting_is_found_by_its_name_by_whom_it_concerns(town):
    meeting = prepared(town).meeting
    for part, finds in (("street_officer", True), ("secretary", True), ("recorder", True), ("district_officer", True)):
        page = said(browser_of(getattr(town, part)).get("/search/", {"q": "述职评议会 五里堡"}))
        assert (at("meeting", meeting.pk) in page) is finds
    other = called(town.district)
    assert at("meeting", other.pk) not in said(browser_of(town.secretary).get("/search/", {"q": "述职评议会"}))
