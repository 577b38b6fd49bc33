"""Two weights change: what the browser is answered beside the sheet, and the page of who changes and why."""

from datetime import UTC, date, datetime

from django.core.management import call_command
from django.test import Client

from bench.figures import Figure
from bench.rounds import interleaved, middle, spread
from taizhang.domain.access.models import Account
from taizhang.domain.assessments.drafts import begin_draft
from taizhang.domain.assessments.models import SchemeDraft, SchemeVersion
from taizhang.domain.assessments.schemes import in_force
from taizhang.kernel.periods import Kind

OFFICER = "lijiayan"
SOON = 300  # ms
FIRST, SECOND = "at:pack.institutions.L01.weight", "at:pack.institutions.L05.weight"


def tried(on: date, rounds: int) -> list[Figure]:
    """Every round another pair of weights, over the whole district; the facts are loaded by the first."""
    account = Account.objects.get(username=OFFICER)
    draft, browser = _draft(account, on), _browser(account)
    here = f"/schemes/drafts/{draft.pk}/"

    def change(number: int) -> None:
        weights = {FIRST: str(11 + number % 5), SECOND: str(9 - number % 5)}
        told = browser.post(f"{here}effect/", weights, headers={"HX-Request": "true"})
        if told.status_code != 200 or b"tz-share" not in told.content:
            raise ValueError("The draft was not tried out.")

    change(0)
    took = interleaved(rounds, beside=change, page=lambda _number: browser.get(f"{here}what-if/?change=all"))
    draft.delete()
    return [
        Figure(f"what-if: {what}", 1000 * middle(took[name]), "ms", at_most=SOON, note=spread(took[name]))
        for name, what in (("beside", "a weight changed, the district judged anew"), ("page", "who changes, and why"))
    ]


def _draft(account: Account, on: date) -> SchemeDraft:
    version = in_force(Kind.QUARTER, on)
    if version is None:
        raise ValueError("No scheme of quarters is in force.")
    content = SchemeVersion.objects.get(pk=version.pk).content
    return begin_draft(content=content, base=version, person=account.person, at=datetime(2018, 5, 31, tzinfo=UTC))


def _browser(account: Account) -> Client:
    call_command("collectstatic", interactive=False, verbosity=0)  # pages name style sheets by their hash
    browser = Client(SERVER_NAME="localhost")
    browser.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    browser.get("/schemes/")  # the first visit of a session writes its sign of life
    return browser
