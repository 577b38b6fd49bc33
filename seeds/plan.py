"""What the demo's branches held from January to May 2018, before it is recorded: pure, from a seeded source."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from seeds import temper, themes
from seeds.temper import Temper

ZONE = ZoneInfo("Asia/Shanghai")
GATHERINGS = 8_388  # standing records of the year so far, as many as the source article counts
LAST_DAY = date(2018, 5, 30)  # the demo opens on the morning after


@dataclass(slots=True, eq=False)
class Group:
    """A branch with what the plan must know of it."""

    index: int
    size: int
    groups: int
    committee: bool
    leaders: bool
    place: str
    temper: Temper


@dataclass(slots=True, eq=False)
class Gathering:
    """One gathering: what it was, when, what about, who was missing (by place on the roll), and what became of it."""

    branch: Group
    institutions: tuple[str, ...]
    title: str
    held_on: date
    starts_at: time
    minutes_long: int
    topics: tuple[str, ...]
    absent: dict[int, str] = field(default_factory=dict)
    lecturer: bool = False
    decisions: tuple[tuple[str, int], ...] = ()  # words, days until due
    vote: str = ""
    recorded_at: datetime = datetime.min
    fate: str = "standing"  # or returned, withdrawn


def plan(branches: Sequence[Group], activity_days: dict[int, date], random: Random) -> list[Gathering]:
    """Every gathering of the five months in the order in which it was recorded; exactly GATHERINGS stand."""
    held = [
        each for branch in branches for month in activity_days for each in _month(branch, month, activity_days, random)
    ]
    random.shuffle(held)
    spare = [each for each in held if each.institutions == ("L02",)]
    surplus = len(held) - GATHERINGS
    dropped = set(map(id, spare[:surplus])) if surplus > 0 else set()
    held = [each for each in held if id(each) not in dropped]
    steady = [branch for branch in branches if branch.temper.name == "steady"]
    held += [_volunteering(branch, random) for branch in random.sample(steady, max(0, -surplus))]
    for each, fate in zip(random.sample(held, 26), ["returned"] * 20 + ["withdrawn"] * 6, strict=True):
        held.append(_again(each, fate))
    return sorted(held, key=lambda each: each.recorded_at)


def _month(branch: Group, month: int, days: dict[int, date], random: Random) -> Iterator[Gathering]:
    """What one branch held in one month."""
    if random.random() < branch.temper.activity_day:
        yield _activity_day(branch, month, days[month], random)
    if branch.committee and random.random() < branch.temper.committee:
        day = _weekday(month, random)
        title = random.choice(themes.COMMITTEE_TITLES)
        topics = tuple(random.sample(themes.COMMITTEE_TOPICS, 2))
        meeting = Gathering(branch, ("L02",), title, day, time(random.choice((9, 15)), 0), 60, topics)
        meeting.absent = {4: random.choice(themes.LEAVE_REASONS)} if random.random() < 0.1 else {}
        yield _recorded(meeting, random)


def _activity_day(branch: Group, month: int, day: date, random: Random) -> Gathering:
    """The theme day on the fixed day, with whatever else the branch combines with it."""
    codes = ["L05", *_combined(branch, month, random)]
    topics = tuple(random.sample(themes.TOPICS, 2 + ("L01" in codes)))
    title = random.choice(themes.THEMES[month])
    gathering = Gathering(
        branch, tuple(sorted(codes)), title, day, time(random.choice((9, 14, 15, 19)), 30), 90, topics
    )
    gathering.lecturer = "L04" in codes
    chance = 1 - branch.temper.attendance
    reasons = themes.LEAVE_REASONS
    gathering.absent = {place: random.choice(reasons) for place in range(1, branch.size) if random.random() < chance}
    if random.random() < 0.08:
        gathering.decisions = ((random.choice(themes.DECISIONS), random.randint(7, 30)),)
    if "L01" in codes and random.random() < 0.5:
        gathering.vote = random.choice(themes.MEETINGS)
    return _recorded(gathering, random)


def _combined(branch: Group, month: int, random: Random) -> Iterator[str]:
    """The institutions fulfilled on the same day: typed once."""
    likely = branch.temper.extras
    turn = branch.index % 2 + 2  # the month of the quarter for the member meeting: February or March, then May
    chances = {
        "L01": likely if month in (turn, 5) else 0,
        "L03": likely if branch.groups else 0,
        "L04": likely if month == 3 else 0.35 if month in (4, 5) else 0,
        "L09": likely if branch.leaders else 0,
        "L11": likely if month == 2 + branch.index % 2 else 0.2 if month == 5 else 0,
        "L14": likely,
    }
    return (code for code, chance in chances.items() if random.random() < chance)


def _volunteering(branch: Group, random: Random) -> Gathering:
    """A voluntary service that nobody owed."""
    month = random.randint(2, 5)
    gathering = Gathering(
        branch, ("L19",), "结对服务进社区", _weekday(month, random), time(9, 0), 120, ("志愿服务分工",)
    )
    gathering.absent = {place: "自愿参加" for place in range(1, branch.size) if random.random() < 0.45}
    return _recorded(gathering, random)


def _again(gathering: Gathering, fate: str) -> Gathering:
    """The same gathering typed a second time by mistake, returned or withdrawn since."""
    twin = Gathering(
        gathering.branch,
        gathering.institutions,
        gathering.title,
        gathering.held_on,
        gathering.starts_at,
        60,
        gathering.topics,
    )
    twin.recorded_at, twin.fate = gathering.recorded_at + timedelta(minutes=9), fate
    return twin


def _weekday(month: int, random: Random) -> date:
    """A weekday between the 3rd and the 28th, outside the Spring Festival of 2018 (15 to 21 February)."""
    while True:
        day = date(2018, month, random.randint(3, 28))
        if day.weekday() < 5 and not date(2018, 2, 15) <= day <= date(2018, 2, 21):
            return day


def _recorded(gathering: Gathering, random: Random) -> Gathering:
    """With the moment at which it was typed: mostly the same evening, sometimes late, never after the last day."""
    late = random.random() < gathering.branch.temper.late
    days = random.randint(9, 20) if late else random.choice((0, 0, 0, 1, 1, 2))
    day = min(gathering.held_on + timedelta(days=days), LAST_DAY)
    clock = time(random.randint(20, 21) if day == gathering.held_on else random.randint(9, 18), random.randint(0, 59))
    gathering.recorded_at = datetime.combine(day, clock, ZONE)
    return gathering


def branch_of(index: int, size: int, groups: int, leaders: bool, random: Random) -> Group:
    """A branch for the plan, with a temper drawn for it."""
    place = random.choice(themes.PLACES)
    return Group(index, size, groups, size >= 8, leaders, place, temper.draw(random))
