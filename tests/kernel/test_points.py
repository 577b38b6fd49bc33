from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.kernel.errors import Refused
from taizhang.kernel.points import Book, Entry, Kind, Rule, fold, standing

DAY = date(2018, 5, 16)
# After the member schemes of rules.md 2.2: base 60; 三会一课 3 each, at most 12; theme day 2 each, at most 8.
BOOK = Book(
    rules=(
        Rule("base", Kind.BASE, amount=60, name_zh="基础分", name_en="base"),
        Rule("meeting", Kind.AWARD, amount=3, cap=12, name_zh="三会一课", name_en="meetings"),
        Rule("theme", Kind.AWARD, amount=2, cap=8, name_zh="主题党日", name_en="theme days"),
        Rule("honour", Kind.BONUS, amount=5, name_zh="表彰", name_en="honours"),
        Rule("volunteer", Kind.BONUS, amount=1, cap=4, name_zh="志愿服务", name_en="volunteering"),
        Rule("missing", Kind.DEDUCTION, amount=-1, floor=-4, name_zh="缺会", name_en="missing"),
        Rule("discipline", Kind.VETO, name_zh="受处分", name_en="discipline"),
    ),
    bonus_cap=10,
    floor=0,
    ceiling=100,
    veto_caps_at=59,
)


def entries(**counts):
    return [
        Entry(rule, BOOK.rule(rule).amount, DAY, key=f"{rule}-{number}")
        for rule, count in counts.items()
        for number in range(count)
    ]


@pytest.mark.parametrize(
    ("counts", "total"),
    [
        ({}, 60),
        ({"meeting": 3}, 69),
        ({"meeting": 5}, 72),  # 15 posted, 12 count
        ({"meeting": 4, "theme": 4}, 80),
        ({"volunteer": 9}, 64),  # item cap
        ({"honour": 2, "volunteer": 4}, 70),  # 14 posted, cap of all bonuses 10
        ({"missing": 2}, 58),
        ({"missing": 9}, 56),  # the item's floor
        ({"meeting": 4, "theme": 4, "honour": 3, "missing": 1}, 89),
        ({"meeting": 4, "theme": 4, "discipline": 1}, 59),  # veto
        ({"discipline": 1, "missing": 4}, 56),  # below the veto's cap nothing is added
    ],
)
def test_points_fold_by_the_rules_of_the_book(counts, total):
    assert fold(entries(**counts), BOOK).total == total


def test_floor_and_ceiling_hold_the_total():
    book = Book((Rule("a", Kind.AWARD), Rule("d", Kind.DEDUCTION)), floor=0, ceiling=10)
    assert fold([Entry("a", 30, DAY)], book).total == 10
    assert fold([Entry("d", -5, DAY)], book).total == 0
    assert fold([Entry("a", 30, DAY), Entry("d", -25, DAY)], book).total == 5


def test_a_veto_without_cap_is_shown_and_moves_nothing():
    balance = fold([Entry("v", 0, DAY)], Book((Rule("b", Kind.BASE, 60), Rule("v", Kind.VETO))))
    assert balance.vetoed and balance.total == 60


def test_a_balance_names_its_parts():
    balance = fold(entries(meeting=5, missing=1), BOOK)
    assert [(part.rule, part.raw, part.counted) for part in balance.parts] == [
        ("base", 60, 60),
        ("meeting", 15, 12),
        ("missing", -1, -1),
    ]
    assert not balance.vetoed


@pytest.mark.parametrize(
    ("counts", "zh", "en"),
    [
        ({}, "共60分：基础分 60", "60 points in all: base 60"),
        ({"meeting": 5}, "共72分：基础分 60，三会一课 12（记15，最多12）",
         "72 points in all: base 60, meetings 12 (posted 15, at most 12)"),
        ({"missing": 9}, "共56分：基础分 60，缺会 -4（记-9，最低-4）",
         "56 points in all: base 60, missing -4 (posted -9, at least -4)"),
        ({"honour": 3}, "共70分：基础分 60，表彰 15；加分合计15，最多10",
         "70 points in all: base 60, honours 15; bonuses 15, at most 10"),
        ({"discipline": 1}, "共59分：基础分 60；一票否决（受处分），最多59",
         "59 points in all: base 60; veto (discipline), at most 59"),
    ],
)  # fmt: skip
def test_a_balance_explains_itself(counts, zh, en):
    balance = fold(entries(**counts), BOOK)
    assert (balance.words("zh-hans"), balance.words("en")) == (zh, en)


def test_an_empty_balance_and_its_bounds_in_words():
    book = Book((Rule("a", Kind.AWARD), Rule("d", Kind.DEDUCTION)), floor=0, ceiling=10)
    assert fold([], book).words("zh") == "共0分"
    assert fold([Entry("a", 30, DAY)], book).words("zh") == "共10分：a 30；合计30，最多10"
    assert fold([Entry("d", -5, DAY)], book).words("en") == "0 points in all: d -5; sum -5, at least 0"


def test_every_year_begins_anew():
    old = Entry("meeting", 3, date(2017, 12, 31), key="old")
    assert fold([old, *entries(meeting=1)], BOOK, year=2018).total == 63
    assert fold([old, *entries(meeting=1)], BOOK, year=2017).total == 63
    assert fold([old, *entries(meeting=1)], BOOK).total == 66


def test_a_reversal_in_the_next_year_cancels_in_the_year_of_its_entry():
    posted = Entry("meeting", 3, date(2017, 12, 31), key="e")
    reversal = Entry("meeting", -3, date(2018, 1, 2), key="r", reverses="e")
    assert fold([posted, reversal], BOOK, year=2017).total == fold([posted, reversal], BOOK, year=2018).total == 60
    assert fold([reversal], BOOK, year=2018).total == 60


def test_a_reversal_makes_room_under_the_cap():
    ledger = entries(meeting=5)
    assert fold([*ledger, Entry("meeting", -3, DAY, reverses="meeting-0")], BOOK).total == 72


def test_a_reversed_veto_no_longer_stands():
    assert not fold([*entries(discipline=1), Entry("discipline", 0, DAY, reverses="discipline-0")], BOOK).vetoed


def test_reversing_a_reversal_brings_the_entry_back():
    ledger = [
        Entry("meeting", 3, DAY, key="e"),
        Entry("meeting", -3, DAY, key="r", reverses="e"),
        Entry("meeting", 3, DAY, key="s", reverses="r"),
    ]
    assert fold(ledger, BOOK).total == 63
    assert standing(ledger) == (ledger[0],)


def test_the_same_entry_twice_counts_once():
    assert fold(entries(meeting=1) * 2, BOOK).total == 63


@pytest.mark.parametrize(
    ("ledger", "code"),
    [
        ([Entry("unknown", 3, DAY)], "points.unknown_rule"),
        ([Entry("meeting", -3, DAY)], "points.sign"),
        ([Entry("missing", 1, DAY)], "points.sign"),
        ([Entry("meeting", 3, DAY, "e"), Entry("meeting", 2, DAY, "e")], "points.ledger"),
        ([Entry("meeting", 3, DAY, "e"), Entry("meeting", -2, DAY, "r", "e")], "points.ledger"),
        ([Entry("meeting", 3, DAY, "e"), Entry("theme", -3, DAY, "r", "e")], "points.ledger"),
        ([Entry("meeting", 3, DAY, "e"), Entry("meeting", -3, DAY, "r", "e"), Entry("meeting", -3, DAY, "s", "e")],
         "points.ledger"),
    ],
)  # fmt: skip
def test_a_ledger_that_contradicts_itself_is_refused(ledger, code):
    with pytest.raises(Refused) as refusal:
        fold(ledger, BOOK)
    assert refusal.value.code == code and "{" not in str(refusal.value)


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: Rule("a", Kind.AWARD, amount=-1), "points.sign"),
        (lambda: Rule("a", Kind.DEDUCTION, amount=1), "points.sign"),
        (lambda: Rule("a", Kind.AWARD, cap=1, floor=2), "points.floor_above_cap"),
        (lambda: Book((), floor=10, ceiling=5), "points.floor_above_cap"),
        (lambda: Book((Rule("a", Kind.AWARD), Rule("a", Kind.BONUS))), "points.rule_twice"),
    ],
)
def test_a_book_that_contradicts_itself_is_refused(make, code):
    with pytest.raises(Refused) as refusal:
        make()
    assert refusal.value.code == code


ITEMS = st.lists(
    st.tuples(st.sampled_from([rule.code for rule in BOOK.rules if rule.kind is not Kind.BASE]), st.integers(0, 9)),
    max_size=12,
)


def ledger_of(items):
    return [
        Entry(code, -points if BOOK.rule(code).kind in (Kind.DEDUCTION, Kind.VETO) else points, DAY, key=str(number))
        for number, (code, points) in enumerate(items)
    ]


@given(ITEMS, st.data())
def test_the_order_of_entries_changes_nothing(items, data):
    ledger = ledger_of(items)
    reversed_ones = data.draw(st.lists(st.sampled_from(ledger), unique=True)) if ledger else []
    ledger += [Entry(each.rule, -each.amount, DAY, f"r{each.key}", each.key) for each in reversed_ones]
    assert fold(data.draw(st.permutations(ledger)), BOOK) == fold(ledger, BOOK)


@given(ITEMS, ITEMS)
def test_reversing_leaves_what_was_there_before(items, later):
    before = ledger_of(items)
    added = [Entry(each.rule, each.amount, DAY, f"x{each.key}") for each in ledger_of(later)]
    undone = [Entry(each.rule, -each.amount, DAY, f"r{each.key}", each.key) for each in added]
    assert fold(before + added + undone, BOOK) == fold(before, BOOK)


@given(ITEMS)
def test_a_balance_stays_within_its_bounds_and_adds_up(items):
    balance = fold(ledger_of(items), BOOK)
    assert 0 <= balance.total <= (59 if balance.vetoed else 100)
    assert balance.bonus <= 10
    for part in balance.parts:
        rule = BOOK.rule(part.rule)
        assert (rule.cap is None or part.counted <= rule.cap) and (rule.floor is None or part.counted >= rule.floor)
