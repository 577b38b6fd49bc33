"""Addresses that the rows of the matrix cannot fill for a page: what is one's own, and what must be asked along."""

from collections.abc import Callable
from datetime import date

from django.urls import reverse

from taizhang.domain.access.models import Grant
from taizhang.domain.assessments.models import ReviewMeeting, ReviewReport, SchemeDraft, VoteCount
from taizhang.domain.orgs.models import Membership
from taizhang.domain.records.drafts import save_draft
from taizhang.domain.records.entry import Absence, BallotEntry, DecisionEntry
from taizhang.domain.records.models import Activity, PaperUpload
from taizhang.kernel.ids import uuid7
from taizhang.web.schemes.stored import in_order
from tests.authorization.rooms.burden import draft as checked_in
from tests.authorization.rooms.scores import scheme
from tests.authorization.world import MOMENT, World
from tests.factories import cases, notices
from tests.factories.assessments import scheme_draft
from tests.factories.schemes import published
from tests.web.district import gathering

LONG = "阿卜杜热依木·买买提艾力·努尔麦麦提"


def furnish(there: World) -> None:
    """A record that holds all a record can hold, and a person with a long name: the matrix's own rows are bare."""
    cast = there.cast
    people = list(Membership.objects.filter(organization=cast.first).values_list("person_id", flat=True))
    people.remove(cast.secretary.person_id)
    rich = gathering(
        cast,
        *("L05", "L04", "L01"),
        absences={people[0]: Absence("leave", "出差"), people[1]: Absence("absent", "")},
        decisions=(DecisionEntry(text="更换楼道灯", owner_id=people[2], due_on=date(2018, 6, 10)),),
        ballots=(BallotEntry(question="接收预备党员", yes=6, no=1),),
        topics=("学习报告",),
        minutes="先学习，再讨论。",
    )
    there.kept["activity", cast.first.pk] = rich
    there.member(cast.first)
    type(cast.member.person).objects.filter(pk=there.member(cast.first).pk).update(name=LONG)
    notices.notice(cast.secretary.person)
    scheme(there)


def _my_case(there: World) -> str:
    return reverse("my_case", kwargs={"key": cases.case(there.cast.secretary.person).pk})


def _code(there: World) -> str:
    checked_in(there, there.cast.first)
    key, person = uuid7(), there.cast.secretary.person
    save_draft(id=key, organization=there.cast.first, person=person, body={"title": ["主题党日"]}, at=MOMENT)
    return reverse("records:check_in_code", kwargs={"key": key})


def _upload(there: World) -> str:
    by = {"offered_by_id": there.cast.secretary.person_id, "offered_by_name": there.cast.secretary.person.name}
    sent = PaperUpload.objects.create(files=["五月.xlsx"], offered_at=MOMENT, **by)
    return reverse("paper:upload", kwargs={"key": sent.pk})


def _grants(there: World) -> str:
    return f"/grants/endings/?id={Grant.objects.filter(person=there.cast.recorder.person).latest('starts_on').pk}"


def _batch(there: World) -> str:
    other = gathering(there.cast, of=there.cast.second, by=there.cast.other_secretary, held_on=date(2018, 5, 3))
    return f"/reviews/approvals/?id={_rich(there).submission_id}&id={other.submission_id}"


def _rich(there: World) -> Activity:
    found: Activity = there.kept["activity", there.cast.first.pk]
    return found


def _draft(page: str) -> Callable[[World], str]:
    """A page of the district office's own draft of the default scheme."""

    def address(there: World) -> str:
        def make() -> SchemeDraft:
            base, of = published(), there.cast.district_officer.person
            return scheme_draft(of, base=base, content=in_order(base.content))

        kept: SchemeDraft = there.once("own_draft", there.cast.first, make)
        return f"/schemes/drafts/{kept.pk}/{page}"

    return address


def _comparison(_there: World) -> str:
    return f"/schemes/{published().code}/1/comparison/?with=quarter.1"


def _counted(there: World) -> str:
    """The results of a meeting that is closed."""
    made = ReviewMeeting.objects.create(
        organization=there.cast.district,
        year=2017,
        held_on=date(2018, 1, 12),
        stage="closed",
        called_at=MOMENT,
        called_by_name="某",
        closed_at=MOMENT,
        ballots=9,
    )
    report = ReviewReport.objects.create(
        meeting=made, organization=there.cast.first, text="全年工作。", handed_in_at=MOMENT, comment="好。"
    )
    VoteCount.objects.create(report=report, good=6, fairly=2, abstained=1)
    return reverse("reviewing:results", args=[made.pk])


# Which role opens a page, and its address.
ADDRESSES: dict[str, tuple[str, Callable[[World], str]]] = {
    "access_grant_endings": ("C", _grants),
    "my_case": ("S", _my_case),
    "paper:upload": ("S", _upload),
    "records:check_in_code": ("S", _code),
    "reviews:approvals": ("O", _batch),
    "reviewing:results": ("S", _counted),
    "duties:waivers": ("O", lambda there: f"/duties/waivers/?id={there.duty(there.cast.first).pk}"),
    "history": ("S", lambda there: f"/history/?subject={_rich(there).pk}"),
    "ledger:not_applicable": ("S", lambda _there: "/ledger/not-applicable/?institution=L02"),
    "schemes:comparison": ("S", _comparison),
    "schemes:draft": ("D", _draft("")),
    "schemes:draft_file": ("D", _draft("file/")),
    "schemes:what_if": ("D", _draft("what-if/?change=all")),
    "schemes:two_trees": ("D", _draft("what-if/HJ1/")),
    "schemes:publication": ("D", _draft("publication/")),
    "reviews:review": ("O", lambda there: reverse("reviews:review", kwargs={"key": _rich(there).submission_id})),
}

# The same address is another page for another post.
MORE = (
    *((letter, "/") for letter in "ODLMYCA"),
    *(("O", "/ledger/?by=child"), ("D", "/organizations/?show=all"), ("D", "/burden/"), ("M", "/me/ledger/")),
    *(("O", "/scores/"), ("S", "/scores/?kind=year"), ("S", "/scores/HJ1/2018/")),
    *(("S", "/calendar/?view=list"), ("S", "/records/new/?organization=HJ1"), ("S", "/search/?q=hj")),
)
