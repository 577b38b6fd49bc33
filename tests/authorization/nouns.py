"""One noun of each kind at any organisation, for the addresses of the matrix; a bare row where rules refuse one."""

from typing import Any
from uuid import uuid4

from taizhang.domain.duties.models import Pack
from taizhang.domain.orgs.models import Exemption, Group, Office, Organization, Post
from taizhang.domain.points.models import PointEntry
from taizhang.domain.records.drafts import save_draft
from taizhang.domain.records.evidence import keep
from taizhang.domain.records.models import Activity, PaperUpload
from taizhang.domain.reviews.models import Submission
from taizhang.kernel.ids import uuid7
from tests.authorization.world import DAY, MOMENT, World
from tests.factories import orgs
from tests.factories.records import Upload
from tests.web.district import actor

Keys = dict[str, Any]


def code(_world: World, at: Organization) -> Keys:
    return {"code": at.code}


def activity(world: World, at: Organization) -> Keys:
    return {"key": _activity(world, at).pk}


def submission(world: World, at: Organization) -> Keys:
    return {"key": _activity(world, at).submission_id}


def evidence(world: World, at: Organization) -> Keys:
    def make() -> Any:
        kept = keep(
            upload=Upload("签到.txt", "到会九人".encode()),
            organization=at,
            draft_id=uuid7(),
            by=actor(world.cast.secretary),
        )
        kept.activity = _activity(world, at)
        kept.save()
        return kept

    return {**activity(world, at), "file_key": world.once("evidence", at, make).pk}


def paper_upload(world: World, at: Organization) -> Keys:
    row = world.once("paper", at, lambda: PaperUpload.objects.create(files=["五月.xlsx"], offered_at=MOMENT))
    return {"key": row.pk}


def duty(world: World, at: Organization) -> Keys:
    return {"key": world.duty(at).pk}


def person(world: World, at: Organization) -> Keys:
    return {"key": world.member(at).pk}


def exemption(world: World, at: Organization) -> Keys:
    of = world.member(at)
    row = world.once(
        "exemption",
        at,
        lambda: Exemption.objects.create(
            person=of, ground="article_23", starts_on=DAY, approved_by_name="某", approved_at=MOMENT
        ),
    )
    return {"key": of.pk, "exemption": row.pk}


def point_entry(world: World, at: Organization) -> Keys:
    row = world.once(
        "points",
        at,
        lambda: PointEntry.objects.create(
            organization=at,
            institution="L05",
            rule="L05",
            kind="award",
            amount=5,
            source_kind="activity",
            source_id=uuid7(),
            happened_on=DAY,
            year=2018,
            posted_at=MOMENT,
            posted_by_name="某",
        ),
    )
    return {"key": row.pk}


def post(world: World, at: Organization) -> Keys:
    row = world.once(
        "post",
        at,
        lambda: Post.objects.create(person=world.member(at), organization=at, kind="secretary", starts_on=orgs.FOUNDED),
    )
    return {"code": at.code, "key": row.pk}


def group(world: World, at: Organization) -> Keys:
    row = world.once(
        "group", at, lambda: Group.objects.create(organization=at, name="第一党小组", starts_on=orgs.FOUNDED)
    )
    return {"code": at.code, "key": row.pk}


def office(world: World, at: Organization) -> Keys:
    row = world.once(
        "office", at, lambda: Office.objects.create(organization=at, name="党建办公室", starts_on=orgs.FOUNDED)
    )
    return {"code": at.code, "key": row.pk}


def draft(world: World, at: Organization) -> Keys:
    """Something begun by a person of the place."""
    row = world.once(
        "draft",
        at,
        lambda: save_draft(id=uuid7(), organization=at, person=world.member(at), body={"title": ["草稿"]}, at=MOMENT),
    )
    return {"key": row.pk}


def import_run(world: World, at: Organization) -> Keys:
    """A file that somebody else offered."""
    return {"key": world.once("import", at, orgs.import_run).pk}


def account(world: World, _at: Organization) -> Keys:
    return {"key": world.cast.member.pk}


def grant(world: World, _at: Organization) -> Keys:
    return {"key": world.cast.secretary.person.grants.get().pk}


def _activity(world: World, at: Organization) -> Activity:
    def make() -> Activity:
        key = uuid7()
        submitted = Submission.objects.create(
            subject_kind="activity",
            subject_id=key,
            organization=at,
            reviewer=at,
            state="submitted",
            submitted_by_id=uuid4(),
            submitted_by_name="某",
            submitted_at=MOMENT,
        )
        return Activity.objects.create(
            id=key,
            organization=at,
            institutions=["L05"],
            title=f"{at.code} 的主题党日",
            held_on=DAY,
            submission=submitted,
            recorded_at=MOMENT,
            recorded_by_name="某",
        )

    return world.once("activity", at, make)


def pack(_world: World, _at: Organization) -> Keys:
    return {"code": "erqi-2018", "version": Pack.objects.get().version}


def institution(world: World, at: Organization) -> Keys:
    return {**pack(world, at), "institution": "L05"}
