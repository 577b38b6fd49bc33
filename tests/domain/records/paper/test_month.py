"""A village secretary's month on paper: typed into real workbooks by another program, handed in, and everything met."""

from datetime import date, time

import pytest

from taizhang.domain.burden.cost import AN_INPUT, AT_LEAST, minutes
from taizhang.domain.duties.actions.issue import issue
from taizhang.domain.duties.models import Duty
from taizhang.domain.orgs.imports.faults import Everywhere
from taizhang.domain.records.actions import approve, paper
from taizhang.domain.records.models import Activity, Decision, UploadState
from taizhang.domain.records.paper.blanks import Blank
from taizhang.domain.records.paper.booklet import gatherings, single
from taizhang.kernel.periods import Kind, Period
from tests.domain.records.paper.filling import Hand, book_of, booklet, sent
from tests.factories import duties
from tests.factories import records as made

pytestmark = pytest.mark.django_db
MAY = Period.parse("2018-M05")
MOST_FOR_A_THEME_DAY, MINUTES_A_MONTH = 12, 30


@pytest.fixture
def branch(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return made.branch(9)


def hands(*blanks: Blank):
    book = book_of(*blanks)
    return book, [Hand(sheet) for sheet in book.worksheets]


def enter(book, branch):
    offered = paper.offer(uploads=[sent(book)], where=Everywhere(), by=branch.recorder)
    return paper.enter(upload=offered, where=Everywhere(), by=branch.recorder)


def test_a_month_of_a_branch_on_paper_is_typed_in_a_few_cells_and_meets_everything(branch):
    blanks = booklet(branch.place, MAY, branch.recorder.on)
    assert len(blanks) < sum(len(blank.rules) for blank in blanks)  # what is held together stands on one sheet
    book, typing = hands(*blanks)
    for hand in typing:
        hand.put("日期", date(2018, 5, 16))
        hand.put("议题1", "学习党的十九大精神")
    cells = sum(hand.typed for hand in typing)
    assert cells == 2 * len(blanks)
    held = enter(book, branch)
    assert (held.state, len(held.records)) == (UploadState.ENTERED, len(blanks))
    approve(submission_ids=list(Activity.objects.values_list("submission_id", flat=True)), by=branch.reviewer)
    owed = Duty.objects.filter(organization_id=branch.id).in_period(MAY)
    assert owed.exists() and not owed.unfinished().exists()
    assert booklet(branch.place, MAY, branch.recorder.on) == []


def test_a_theme_day_with_absences_a_decision_and_a_lecture_takes_a_dozen_cells(branch):
    [blank] = [each for each in booklet(branch.place, MAY, branch.recorder.on) if "L05" in codes(each)]
    book, [hand] = hands(blank)
    hand.put("日期", date(2018, 5, 16))
    hand.put("开始时间", time(15))
    hand.put("议题1", "学习党的十九大精神")
    hand.put("议题2", "志愿服务安排")
    hand.put("B1党员3", "1")
    hand.put("B1党员5", "镇里开会")
    hand.put("B1党员7", "9")
    hand.put("列席人员", "张大爷、李主任")
    hand.below("决议", "修缮活动室", right=1)
    hand.below("责任人", "B1党员2")
    hand.below("完成期限", date(2018, 6, 10))
    hand.put("会议记录", "学习报告第三部分，三人发言。")
    assert hand.typed <= MOST_FOR_A_THEME_DAY
    enter(book, branch)
    record = Activity.objects.get()
    assert record.institutions == codes(blank) and (record.expected, record.present) == (9, 6)
    assert record.guest_names == ["张大爷", "李主任"] and record.topics[1] == "志愿服务安排"
    away = dict(record.attendances.exclude(presence="present").values_list("person__name", "reason"))
    assert away == {"B1党员3": "病假", "B1党员5": "镇里开会", "B1党员7": ""}
    assert record.attendances.get(person__name="B1党员7").presence == "absent"
    decision = Decision.objects.select_related("owner").get()
    assert (decision.text, decision.owner.name, decision.due_on) == ("修缮活动室", "B1党员2", date(2018, 6, 10))


def test_a_year_on_paper_takes_half_an_hour_of_typing_a_month_even_with_a_dozen_cells_a_sheet(branch):
    months = Period.of_year(2018).split(Kind.MONTH)
    for month in months:
        if month != MAY:  # issued already
            issue(period=month, on=month.first, by=duties.actor(), organizations=[branch.id])
    sheets = sum(len(gatherings(branch.place, month, month.first)) for month in months)
    assert sheets > len(months)
    seconds = sheets * (AT_LEAST + MOST_FOR_A_THEME_DAY * AN_INPUT)
    assert minutes(seconds) <= len(months) * MINUTES_A_MONTH


def test_sheets_of_one_day_are_handed_in_in_the_order_in_which_they_were_told(branch):
    day = date(2018, 5, 16)
    first, second = single(branch.place, ["L05"], day), single(branch.place, ["L05"], day)
    books = [book_of(single(branch.place, ["L02"], day), first), book_of(second)]  # named “02 …” and “01 …”
    for book in books:
        Hand(book.worksheets[-1]).put("议题1", "学习党的十九大精神")
    offered = paper.offer(uploads=[sent(book) for book in books], where=Everywhere(), by=branch.recorder)
    assert paper.enter(upload=offered, where=Everywhere(), by=branch.recorder).records == [first.key, second.key]


def test_a_vote_is_reckoned_from_the_roll(branch):
    blank = single(branch.place, ["L01"], date(2018, 5, 16))
    book, [hand] = hands(blank)
    hand.put("B1党员4", "2")
    hand.below("表决事项", "接收预备党员")
    hand.below("赞成票", 7)
    hand.below("弃权票", 1)
    hand.below("无记名打√", "√")
    enter(book, branch)
    ballot = Activity.objects.get().ballots.get()
    assert (ballot.entitled, ballot.present, ballot.yes, ballot.secret, ballot.passed) == (9, 8, 7, True, True)
    assert "应到会有表决权9人，赞成至少5票方为通过（2×5=10 > 9）" in " ".join(blank.sums)


def test_a_sheet_typed_in_weeks_later_bears_the_day_it_was_held_and_a_stamp(branch):
    from dataclasses import replace

    later = replace(branch.recorder, at=branch.recorder.at.replace(month=6, day=20))
    [blank] = [each for each in booklet(branch.place, MAY, branch.recorder.on) if "L05" in codes(each)]
    book, [hand] = hands(blank)
    hand.put("日期", date(2018, 5, 16))
    hand.put("议题1", "学习")
    offered = paper.offer(uploads=[sent(book)], where=Everywhere(), by=later)
    assert offered.seen[0]["late"] and offered.seen[0]["becomes"] == "new"
    paper.enter(upload=offered, where=Everywhere(), by=later)
    record = Activity.objects.get()
    assert record.late and record.held_on == date(2018, 5, 16)
    assert {each.institution for each in record.duties.all()} >= {"L05"}


def test_a_sheet_made_for_last_month_still_meets_last_months_duty_when_it_was_held_after_its_grace(branch):
    issue(period=MAY.previous, on=date(2018, 4, 1), by=duties.actor(), organizations=[branch.id])
    april = next(each for each in booklet(branch.place, MAY.previous, date(2018, 5, 16)) if "L05" in codes(each))
    book, [hand] = hands(april)
    hand.put("日期", date(2018, 5, 16))
    hand.put("议题1", "补四月主题党日")
    enter(book, branch)
    found = Activity.objects.get().duties.get(institution="L05")
    assert found.occurrence == "2018-M04" and found.grace_until < date(2018, 5, 16)


def test_a_tick_taken_away_is_an_institution_it_was_not(branch):
    [blank] = [each for each in booklet(branch.place, MAY, branch.recorder.on) if "L05" in codes(each)]
    assert "L14" in codes(blank)
    book, [hand] = hands(blank)
    hand.put("日期", date(2018, 5, 16))
    hand.put("党费收缴", None, right=5)
    enter(book, branch)
    assert "L14" not in Activity.objects.get().institutions


def test_who_need_not_come_is_away_until_ticked_and_why_stands_on_no_paper(branch):
    from taizhang.domain.orgs.models import Exemption

    old, ill = branch.members[7], branch.members[8]
    for person in (old, ill):
        Exemption.objects.create(
            person=person,
            ground="article_23",
            starts_on=date(2018, 1, 1),
            approved_by_name="某",
            approved_at=made.EVENING,
        )
    blank = single(branch.place, ["L05"], date(2018, 5, 16))
    book, [hand] = hands(blank)
    text = " ".join(str(cell.value) for row in hand.sheet.iter_rows() for cell in row if cell.value)
    assert "可不参加" in text
    assert "免于" not in text and "article_23" not in text and "exempt" not in text
    hand.put("议题1", "学习")
    hand.put(old.name, "√")
    enter(book, branch)
    record = Activity.objects.get()
    assert (record.expected, record.present, record.attended) == (7, 7, 8)


def test_those_called_alike_are_told_apart(branch):
    from taizhang.domain.orgs.models import Person

    twins = branch.members[3:5]
    Person.objects.filter(pk__in=[each.pk for each in twins]).update(name="王伟")
    blank = single(branch.place, ["L05"], date(2018, 5, 16))
    assert sorted(blank.labels[each.pk] for each in twins) == ["王伟（1）", "王伟（2）"]
    book, [hand] = hands(blank)
    hand.put("王伟（2）", "3")
    hand.below("决议", "修缮", right=1)
    hand.below("责任人", "王伟（1）")
    enter(book, branch)
    record = Activity.objects.get()
    second = next(key for key, label in blank.labels.items() if label == "王伟（2）")
    assert record.attendances.get(person_id=second).reason == "公出"
    assert record.decisions.get().owner_id != second


def codes(blank: Blank) -> list[str]:
    return [rule.code for rule in blank.rules]
