"""Records, reviews and ledgers for every eye and hand: axe-core, light and dark, thumbs, no sideways scroll."""

from datetime import date

import pytest
from django.conf import settings
from playwright.sync_api import Page

from taizhang.domain.orgs.models import Membership
from taizhang.domain.records.entry import Absence, BallotEntry, DecisionEntry
from tests.web.axe import too_small, violations
from tests.web.district import browser_of, gathering

pytestmark = pytest.mark.browser


@pytest.fixture
def addresses(district) -> list[tuple[str, str]]:
    """Who opens which page: the pages that hold most."""
    people = list(Membership.objects.filter(organization=district.first).values_list("person_id", flat=True))
    people.remove(district.secretary.person_id)
    rich = gathering(
        district,
        *("L05", "L04", "L01"),
        absences={people[0]: Absence("leave", "出差"), people[1]: Absence("absent", "")},
        decisions=(DecisionEntry(text="更换楼道灯", owner_id=people[2], due_on=date(2018, 6, 10)),),
        ballots=(BallotEntry(question="接收预备党员", yes=6, no=1),),
        topics=("学习报告",),
        minutes="先学习，再讨论。",
    )
    other = gathering(district, of=district.second, by=district.other_secretary, held_on=date(2018, 5, 3))
    batch = f"/reviews/approvals/?id={rich.submission_id}&id={other.submission_id}"
    return [
        *(("secretary", f"/records/{each}") for each in ("", "drafts/", f"{rich.pk}/", f"{rich.pk}/print/")),
        *(("secretary", each) for each in ("/records/new/", f"/records/{rich.pk}/revision/", "/me/ledger/")),
        *(("street_officer", each) for each in ("/reviews/", f"/reviews/{rich.submission_id}/", batch)),
        *(("street_officer", f"/ledger/{each}") for each in ("", "?by=child", "not-applicable/?institution=L02")),
    ]


def test_nobody_stumbles(district, live: str, screen: Page, addresses):
    found = {}
    for part, address in addresses:
        _enter(screen, live, getattr(district, part))
        for theme in ("light", "dark"):
            screen.context.add_cookies([{"name": "theme", "value": theme, "url": live}])
            screen.goto(live + address)
            screen.wait_for_load_state("networkidle")
            found[f"{address} {theme}"] = violations(screen)
        if screen.viewport_size["width"] < 500:
            found[f"{address} thumbs"] = too_small(screen)
        wide = screen.evaluate("document.documentElement.scrollWidth")
        found[f"{address} width"] = [] if wide <= screen.viewport_size["width"] else [str(wide)]
    assert {address: wrong for address, wrong in found.items() if wrong} == {}


def _enter(screen: Page, live: str, account) -> None:
    """Signed in without the page for it: that is walked elsewhere."""
    session = browser_of(account).cookies[settings.SESSION_COOKIE_NAME].value
    screen.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live}])
