"""The register, designing, sending and filling through pages: who may, what it costs, what is filled by itself."""

import re
from datetime import date
from io import BytesIO

import openpyxl
import pytest

from taizhang.domain.burden.models import Answer, CollectionForm, Effort, Question, Sending
from taizhang.domain.policies.switches import Switch
from tests.factories import burden, policies
from tests.web.district import actor

DESIGN = {
    "title": "困难党员摸底表",
    "purpose": "安排七一前走访慰问",
    "document": "二七组〔2018〕9号",
    "clause": "第三条",
    "frequency": "once",
    "expires_on": "2018-12-31",
    "kinds": ["branch", "joint_branch"],
    "categories": ["A", "B", "C", "D"],
    "question-0-label": "困难党员人数",
    "question-0-type": "number",
    "question-0-unit": "人",
    "question-1-label": "党员总数",
    "question-1-type": "number",
    "question-2-label": "",
    "question-2-type": "number",
}


@pytest.fixture
def by(cast):
    return actor(cast.district_officer)


@pytest.fixture
def sent(cast, by):
    """A form with two fields to type and two that fill themselves, sent to four branches."""
    questions = (
        *burden.FIELDS,
        burden.QuestionEntry(label="党员总数"),
        burden.QuestionEntry(label="支部书记", type="text"),
    )
    form = burden.collection_form(by, owner=cast.district, questions=questions, expires_on=date(2018, 10, 1))
    return burden.sending(form, by)


def read(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return response.content.decode()


def of_first(cast, sending: Sending) -> Answer:
    return Answer.objects.get(sending=sending, organization=cast.first)


def fields(sending: Sending, **words: str) -> dict[str, str]:
    keys = {one.label: f"field-{one.pk}" for one in Question.objects.filter(form=sending.form_id)}
    return {keys[label]: text for label, text in words.items()}


GOOD = {"困难党员人数": "2", "需要协调的问题": "无"}


def test_the_district_designs_registers_and_sends_a_form_and_sees_the_cost_before(signed_in, cast):
    client = signed_in("district_officer")
    answer = client.post("/forms/new/", DESIGN)
    assert answer.status_code == 303, answer.content.decode()
    form = CollectionForm.objects.get()
    here = f"/forms/{form.pk}/"
    assert list(form.questions.values_list("label", "source")) == [("困难党员人数", ""), ("党员总数", "members")]
    assert "自动带出：党员" in read(client, here)
    assert "各组织自己的数据" in read(client, f"{here}preview/")
    assert client.post(f"{here}registration/").status_code == 303
    page = read(client, f"{here}sending/")
    assert "没有组织会超过当月上限" in page
    assert re.search(r"下发给4家", page)
    assert client.post(f"{here}sending/", {"due_on": "2018-06-10"}).status_code == 303
    assert Answer.objects.count() == 4
    page = read(client, here)
    assert f"/forms/sendings/{Sending.objects.get().pk}/" in page
    assert f"{here}sending/" not in page  # the same is asked once


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"document": ""}, "依据文件"),
        ({"expires_on": "2020-12-31"}, "最长一年"),
        ({"question-0-label": "身份证号"}, "重复采集个人信息"),
        ({"question-1-label": "困难党员数量"}, "含义相同"),
        ({"question-0-label": "", "question-1-label": ""}, "现有0个"),
        ({"question-0-type": "choice"}, "选项不足两个"),
    ],
)
def test_what_is_wrong_with_a_design_is_said_and_nothing_typed_is_lost(signed_in, cast, changes, said):
    answer = signed_in("district_officer").post("/forms/new/", DESIGN | changes)
    page = answer.content.decode()
    assert (answer.status_code, CollectionForm.objects.count()) == (422, 0)
    assert said in page
    assert "安排七一前走访慰问" in page
    assert 'name="owner"' not in page  # streets issue nothing, so none is offered


def test_a_duplicate_is_refused_naming_the_form_that_asks_already(signed_in, sent):
    answer = signed_in("district_officer").post("/forms/new/", DESIGN | {"question-0-label": "困难党员数量"})
    assert answer.status_code == 422
    assert "与在用报表“困难党员摸底表”的“困难党员人数”重复" in answer.content.decode()


def test_more_lines_are_asked_for_without_keeping_anything(signed_in, cast):
    answer = signed_in("district_officer").post("/forms/new/", DESIGN | {"more": "1"})
    assert answer.status_code == 200
    assert 'value="困难党员人数"' in answer.content.decode()
    assert 'name="question-4-label"' in answer.content.decode()
    assert not CollectionForm.objects.exists()


def test_a_draft_is_seen_and_changed_by_its_office_only(signed_in, cast, by):
    form = burden.drafted(by, owner=cast.district)
    here = f"/forms/{form.pk}/"
    for part in ("secretary", "street_officer", "leader"):
        assert signed_in(part).get(here).status_code == 404
    client = signed_in("district_officer")
    assert "困难党员人数" in read(client, f"{here}design/")
    assert client.post(f"{here}design/", DESIGN | {"title": "改名"}).status_code == 303
    assert CollectionForm.objects.get().title == "改名"
    assert client.post(f"{here}removal/").status_code == 303
    assert not CollectionForm.objects.exists()


def test_everyone_who_works_here_reads_the_register_but_only_its_office_acts(signed_in, cast, sent):
    here = f"/forms/{sent.form_id}/"
    for part in ("secretary", "street_officer", "leader"):
        client = signed_in(part)
        assert "困难党员摸底表" in read(client, "/forms/")
        assert "撤回报表" not in read(client, here)
        assert client.get(f"{here}sending/").status_code in (403, 404)
        assert client.post(f"{here}withdrawal/", {"because": "x"}).status_code in (403, 404)
    assert CollectionForm.objects.get().withdrawn_at is None
    assert signed_in("member").get("/forms/").status_code == 403


def test_a_street_has_no_form_of_its_own_unless_a_document_switched_it_on(signed_in, cast, by):
    client = signed_in("street_officer")
    answer = client.post("/forms/new/", DESIGN)
    assert answer.status_code == 422
    assert "县以下不得自行制发报表" in answer.content.decode()
    policies.warrant(Switch.STREET_FORMS, by)
    assert client.post("/forms/new/", DESIGN).status_code == 303
    assert CollectionForm.objects.get().organization == cast.street


def test_a_secretary_types_only_what_is_not_known(signed_in, cast, sent):
    client = signed_in("secretary")
    assert "困难党员摸底表" in read(client, "/forms/filling/")
    answer = of_first(cast, sent)
    here = f"/forms/answers/{answer.pk}/"
    page = read(client, here)
    assert "<b>9</b>" in page
    assert "<b>周建华</b>" in page
    assert "/people/?organization=HJ1" in page
    assert page.count('name="field-') == 2
    opened = re.search(r'name="opened" value="([^"]+)"', page)[1]
    assert client.post(here, fields(sent, **GOOD) | {"opened": opened}).status_code == 303
    answer.refresh_from_db()
    assert set(answer.values.values()) == {2, "无", 9, "周建华"}
    effort = Effort.objects.get()
    assert (effort.source, effort.inputs, effort.filled) == (f"form:{sent.form_id}", 2, 2)
    assert "截止前可更正" in read(client, "/forms/filling/")


def test_a_correction_counts_only_what_was_changed(signed_in, cast, sent):
    client, answer = signed_in("secretary"), of_first(cast, sent)
    here = f"/forms/answers/{answer.pk}/"
    client.post(here, fields(sent, **GOOD))
    opened = re.search(r'name="opened" value="([^"]+)"', read(client, here))[1]
    client.post(here, fields(sent, **{**GOOD, "困难党员人数": "3"}) | {"opened": opened})
    assert Effort.objects.get().inputs == 1


def test_every_error_stands_beside_its_field_and_nothing_typed_is_lost(signed_in, cast, sent):
    client, answer = signed_in("secretary"), of_first(cast, sent)
    response = client.post(f"/forms/answers/{answer.pk}/", fields(sent, 困难党员人数="两个", 需要协调的问题="修路灯"))
    page = response.content.decode()
    assert response.status_code == 422
    assert "应填数字" in page
    assert "修路灯" in page
    assert not Answer.objects.submitted().exists()


def test_a_draft_is_saved_and_continued_with_the_time_it_was_first_opened(signed_in, cast, sent):
    client, answer = signed_in("secretary"), of_first(cast, sent)
    here = f"/forms/answers/{answer.pk}/"
    opened = re.search(r'name="opened" value="([^"]+)"', read(client, here))[1]
    typed = fields(sent, 困难党员人数="2") | {"opened": opened}
    assert client.post(f"{here}draft/", typed, headers={"X-Autosave": "1"}).status_code == 204
    page = read(client, here)
    assert 'value="2"' in page
    assert opened in page


def test_nobody_fills_or_reads_the_answer_of_another_branch(signed_in, cast, sent):
    answer = of_first(cast, sent)
    for part, status in (("other_secretary", 404), ("street_officer", 403), ("member", 403)):
        assert signed_in(part).get(f"/forms/answers/{answer.pk}/").status_code == status
        assert signed_in(part).post(f"/forms/answers/{answer.pk}/", fields(sent, **GOOD)).status_code == status
    assert not Answer.objects.submitted().exists()
    page = read(signed_in("other_secretary"), f"/forms/sendings/{sent.pk}/")
    assert "汇金社区第二支部" in page
    assert "汇金社区第一支部" not in page


def test_the_issuer_reads_all_answers_as_a_table_and_a_workbook(signed_in, cast, sent, by):
    answered = burden.answer(sent, by)
    client = signed_in("district_officer")
    page = read(client, f"/forms/sendings/{sent.pk}/")
    assert "1 / 4" in page
    book = client.get(f"/forms/sendings/{sent.pk}/?format=xlsx")
    sheet = openpyxl.load_workbook(BytesIO(b"".join(book.streaming_content) if book.streaming else book.content)).active
    rows = list(sheet.iter_rows(values_only=True))
    head = next(row for row in rows if row and "困难党员人数（人）" in [str(cell) for cell in row])
    assert any(row[head.index("困难党员人数（人）")] == 2 for row in rows)
    given = read(client, f"/forms/sendings/{sent.pk}/?state=given")
    named = {one.organization.code: f"/organizations/{one.organization.code}/" in given for one in sent.answers.all()}
    assert [code for code, is_named in named.items() if is_named] == [answered.organization.code]


def test_once_withdrawn_its_fields_are_gone_for_who_had_not_filled_it(signed_in, cast, sent):
    office = signed_in("district_officer")
    assert office.post(f"/forms/{sent.form_id}/withdrawal/", {"because": "并入年报"}).status_code == 303
    client = signed_in("secretary")
    assert "没有需要填报的报表" in read(client, "/forms/filling/")
    page = read(client, f"/forms/answers/{of_first(cast, sent).pk}/")
    assert "字段已下线" in page
    assert 'name="field-' not in page
    client.post(f"/forms/answers/{of_first(cast, sent).pk}/", fields(sent, **GOOD))
    assert not Answer.objects.submitted().exists()


def test_once_expired_its_fields_are_gone(signed_in, cast, sent, settings):
    settings.TODAY = date(2018, 10, 2)
    page = read(signed_in("secretary"), f"/forms/answers/{of_first(cast, sent).pk}/")
    assert "字段已下线" in page
    assert "已到期" in read(signed_in("secretary"), "/forms/")
    assert "清单上没有报表" in read(signed_in("secretary"), "/forms/?stage=live")


def test_over_the_cap_the_page_says_who_and_the_sending_is_refused(signed_in, cast, by):
    burden.effort(cast.first, on=by.on, inputs=60, seconds=30 * 60)
    form = burden.collection_form(by, owner=cast.district)
    client, here = signed_in("district_officer"), f"/forms/{form.pk}/sending/"
    assert "汇金社区第一支部" in read(client, here)
    answer = client.post(here, {"due_on": "2018-06-10"})
    assert answer.status_code == 422
    assert "超过本级负担上限" in answer.content.decode()
    assert client.post(here, {"due_on": "2018-06-10", "basis": "二七办〔2018〕20号"}).status_code == 303
    assert Sending.objects.get().over_cap == 1


def test_the_pages_ask_little_of_the_database_whatever_the_number_of_forms(signed_in, cast, sent, by):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client, secretary = signed_in("district_officer"), signed_in("secretary")
    pages = {
        client: [
            "/forms/",
            f"/forms/{sent.form_id}/",
            f"/forms/{sent.form_id}/sending/",
            f"/forms/sendings/{sent.pk}/",
        ],
        secretary: ["/forms/filling/", f"/forms/answers/{of_first(cast, sent).pk}/"],
    }
    for browser, addresses in pages.items():
        for address in addresses:
            browser.get(address)
            with CaptureQueriesContext(connection) as asked:
                browser.get(address)
            assert len(asked) <= 15, (address, len(asked))


def test_a_street_is_told_at_once_and_not_after_it_designed_a_form(signed_in, by):
    street = signed_in("street_officer")
    told = street.get("/forms/new/")
    assert told.status_code == 422 and "县以下不得自行制发报表" in told.content.decode()
    assert "设计报表" not in read(street, "/forms/")
    assert "设计报表" in read(signed_in("district_officer"), "/forms/")
    policies.warrant(Switch.STREET_FORMS, by)
    assert street.get("/forms/new/").status_code == 200
    assert "设计报表" in read(street, "/forms/")
