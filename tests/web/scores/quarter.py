"""The first quarter of 2018: its visits marked by the street, the period closed by the district."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from taizhang.domain.assessments.actions.closing import close
from taizhang.domain.assessments.actions.marks import MarkEntry, give_marks
from taizhang.domain.assessments.models import Assessment, Result
from taizhang.kernel.periods import Period
from tests.people import Cast
from tests.web.district import actor, browser_of

Q1 = Period.parse("2018-Q1")
CLOSED = datetime(2018, 5, 29, 1, tzinfo=UTC)
AFTER = datetime(2018, 6, 12, 1, tzinfo=UTC)  # when the window is over


@dataclass
class Judged:
    """The cast, and its first quarter."""

    cast: Cast
    preview: Assessment

    def result(self, part: str = "first") -> Result:
        """The standing result of an organisation."""
        return Result.objects.filter(
            assessment=self.preview, organization=getattr(self.cast, part), revision=self.preview.revision
        ).get()

    def browser(self, part: str) -> Any:
        """A browser in which a part of the cast is signed in."""
        return browser_of(getattr(self.cast, part))


def closed(cast: Cast) -> Judged:
    """The visits marked, and the quarter closed."""
    marker = actor(cast.street_officer, datetime(2018, 4, 20, 1, tzinfo=UTC))
    entries = [
        MarkEntry(getattr(cast, part), Q1, "mark:visit", number, 100, "看了会议记录本和活动室")
        for part, number in (("first", 88), ("second", 71))
    ]
    give_marks(entries=entries, by=marker)
    made = close(office=cast.district, period=Q1, by=actor(cast.district_officer, CLOSED))
    return Judged(cast, made)
