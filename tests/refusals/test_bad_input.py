"""Bad input, one by one: a sentence in Chinese that names rule and remedy, and nothing half-written."""

import io
import resource
import signal
import zipfile
from contextlib import contextmanager
from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from taizhang.domain.audit.actor import Actor
from taizhang.domain.duties.actions.packs import publish
from taizhang.domain.duties.models import Pack
from taizhang.domain.orgs.actions import people
from taizhang.domain.orgs.actions import tree as acts
from taizhang.domain.orgs.actions.people import PersonEntry, register, register_many
from taizhang.domain.orgs.imports import guards
from taizhang.domain.orgs.imports.headings import HEADINGS
from taizhang.domain.orgs.models import ImportRun, Membership
from taizhang.domain.records.actions import approve, submit
from taizhang.domain.records.entry import BallotEntry, RecordEntry
from taizhang.domain.records.evidence import keep
from taizhang.domain.records.models import Activity
from taizhang.kernel.ids import uuid7
from tests.domain.orgs.imports.offering import TITLES, divisions, member, offer, sheet, workbook
from tests.factories import duties
from tests.factories.orgs import id_number
from tests.factories.records import Upload
from tests.refusals.speech import everything, is_said_in_chinese, refused_in_chinese
from tests.web.district import actor, browser_of, gathering

NOW = datetime(2018, 5, 17, 1, tzinfo=UTC)
BY = Actor("区委党建办", NOW)
FAR = date(2118, 5, 16)
PARTS = {"[Content_Types].xml": b"", "xl/workbook.xml": b""}


def packed(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**PARTS, **parts}.items():
            archive.writestr(name, content)
    return file.getvalue()


def sent(cast, name: str, content: bytes) -> None:
    """A file for a record."""
    keep(upload=Upload(name, content), organization=cast.first, draft_id=uuid7(), by=actor(cast.secretary))


def recorded(cast, **changes) -> Activity:
    return submit(entry=entry(cast, **changes), by=actor(cast.secretary))


def entry(cast, **changes) -> RecordEntry:
    values = {"organization_id": cast.first.pk, "institutions": ("L05",), "title": "学习", "held_on": date(2018, 5, 16)}
    return RecordEntry(**{**values, **changes})


@contextmanager
def full_disk(most: int):
    """A disk that takes so many bytes more of one file: the system stops our writing as a full disk does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)


# A wrong file type, a macro workbook, a zip bomb, 100,000 rows.


def test_a_wrong_file_type(cast):
    with refused_in_chinese("imports.no-workbook", saying="PDF"):
        offer(io.BytesIO(b"%PDF-1.7\n"), name="名册.xlsx")
    with refused_in_chinese("imports.no-csv"):
        offer(io.BytesIO(packed()), "divisions")
    with refused_in_chinese("evidence.content", saying="会场.jpg"):
        sent(cast, "会场.jpg", b"%PDF-1.4\n")
    with refused_in_chinese("evidence.kind", saying="程序.exe"):
        sent(cast, "程序.exe", b"MZ\x90\0")


def test_a_macro_workbook(cast):
    file = packed(**{"xl/vbaProject.bin": b"Sub AutoOpen()"})
    with refused_in_chinese("imports.macros", saying="宏"):
        offer(io.BytesIO(file))
    with refused_in_chinese("evidence.macros", saying="宏"):
        sent(cast, "名单.xlsx", file)


def test_a_zip_bomb(cast):
    file = packed(**{"xl/worksheets/sheet1.xml": bytes(guards.SMALL + 20_000_000)})
    with refused_in_chinese("imports.bomb"):
        offer(io.BytesIO(file))
    with refused_in_chinese("evidence.zip-bomb"):
        sent(cast, "名单.xlsx", file)


def test_a_hundred_thousand_rows(cast):
    with refused_in_chinese("imports.rows", saying="50,000"):
        offer(sheet([TITLES, *([["赵", "1"]] * 100_000)]))


# Identity numbers.


@pytest.mark.parametrize(
    ("number", "code", "saying"),
    [
        ("110105194912310020", "identity.check_digit", ""),
        ("１１０105194912310020", "characters.full_width", "１"),
        ("11010521181231002X", "identity.birthday", "2118"),
    ],
)
def test_an_identity_number_that_cannot_be(cast, number, code, saying):
    with refused_in_chinese(code, saying=saying):
        register(entry=PersonEntry("赵小甲", cast.first, id_number=number), by=BY)


def test_duplicate_identity_numbers(cast):
    same = [PersonEntry(name, cast.first, id_number=id_number(77)) for name in ("赵小甲", "赵小乙")]
    with refused_in_chinese("orgs.id-twice"):
        register_many(entries=same, by=BY, allow_fictional=True)
    told = offer(workbook(member(1), member(1, name="赵小乙"))).run.refused
    assert {fault["row"] for fault in told} == {2, 3}


def test_every_fault_of_a_roster_is_told_in_chinese(cast):
    wrong = {"id_number": "１２３", "joined_on": FAR, "phone": "１２９00000001", "branch": "无此支部", "sex": "雄"}
    with translation.override("zh-hans"):
        told = offer(workbook(member(1, **wrong), member(2, id_number=id_number(2)[:17] + "Y"))).run.refused
    assert {fault["column"] for fault in told} == {"公民身份号码", "入党日期", "手机号码", "所在党支部", "性别"}
    for fault in told:
        is_said_in_chinese(fault["message"])


# The tree, the packs, the votes.


def test_a_member_of_two_branches(cast):
    with refused_in_chinese("orgs.id-taken"):
        register(entry=PersonEntry("王师傅", cast.second, id_number=id_number(2)), by=BY, allow_fictional=True)
    with refused_in_chinese("orgs.belongs-there", saying="王师傅"):
        people.transfer(person=cast.member.person, to=cast.first, on=date(2018, 5, 16), because="试", by=BY)


def test_a_cycle_in_the_tree(cast):
    with refused_in_chinese("orgs.cycle", saying="汇金社区"):
        acts.move(organization=cast.street, under=cast.community, on=date(2018, 5, 16), because="试", by=BY)
    rows = ("410103701,甲街道,410103702,street", "410103702,乙街道,410103701,street")
    with translation.override("zh-hans"):
        told = offer(divisions(*rows), "divisions").run.refused
    assert {fault["row"] for fault in told} == {2, 3}
    for fault in told:
        is_said_in_chinese(fault["message"])


def test_an_unknown_institution_code(cast):
    with refused_in_chinese("records.unknown-institution", saying="L99"):
        recorded(cast, institutions=("L05", "L99"))


def test_packs_with_overlapping_validity(cast):
    Pack.objects.update(valid_to=date(2019, 12, 31))
    with refused_in_chinese("duties.pack-overlap", saying="2019"):
        publish(pack_file=duties.pack_file(version=2, valid_from="2019-06-01"), by=BY)


def test_a_quorum_of_zero_voters(cast):
    Membership.objects.filter(organization=cast.first).update(standing="probationary")
    with refused_in_chinese("quorum.no_voters"):
        recorded(cast, institutions=("L01",), ballots=(BallotEntry(question="接收预备党员", yes=0),))


# Lost connections, twice the same, two at once, a full disk.


def test_a_connection_lost_in_mid_upload(cast):
    class Broken(Upload):
        def chunks(self):
            yield self.content
            raise ConnectionResetError("peer has gone")

    with refused_in_chinese("evidence.broken-off", saying="会场.jpg"):
        keep(
            upload=Broken("会场.jpg", b"\xff\xd8\xff"), organization=cast.first, draft_id=uuid7(),
            by=actor(cast.secretary),
        )  # fmt: skip


def test_the_same_form_sent_twice(cast):
    client, key = browser_of(cast.secretary), uuid7()
    form = {"id": str(key), "institutions": ["L05"], "title": "学习", "held_on": "2018-05-16"}
    answers = [client.post("/records/new/?organization=HJ1", form) for _n in range(2)]
    assert [answer["Location"] for answer in answers] == [f"/records/{key}/"] * 2
    before = everything()
    said = client.post("/records/new/?organization=HJ1", form, follow=True).content.decode()
    assert "没有重复登记" in said or "已经" in said
    assert everything() == before


def test_two_reviewers_at_once(cast):
    activity = gathering(cast)
    approve(submission_ids=[activity.submission_id], by=actor(cast.street_officer))
    with refused_in_chinese("reviews.decided", saying=cast.street_officer.person.name):
        approve(submission_ids=[activity.submission_id], by=actor(cast.district_officer))


def test_a_full_disk(cast):
    file = workbook(*(member(serial) for serial in range(40)))
    with refused_in_chinese("imports.not-stored"), full_disk(4096):
        offer(file)
    with refused_in_chinese("evidence.disk-full"), full_disk(4096):
        sent(cast, "记录.txt", b"a" * 300_000)


def test_a_disk_that_fills_up_after_the_file_was_stored(cast):
    row = member(1)
    extra = [f"备注{number}" + "很" * 900 for number in range(60)]  # columns of which the preview takes note
    file = sheet([[*TITLES, *extra], [row.get(heading.key, "") for heading in HEADINGS]])
    size = len(file.getvalue())
    with refused_in_chinese("imports.not-stored"), full_disk(size + 100):
        offer(file, fictional=True)
    assert not ImportRun.objects.exists()


def test_a_disk_that_is_full_before_any_page_is_reached(cast):
    client = browser_of(cast.street_officer)
    client.raise_request_exception = False
    large = SimpleUploadedFile("名册.xlsx", b"a" * 4_000_000)
    before = everything()
    with full_disk(100_000):
        answer = client.post("/imports/", {"kind": "people", "file": large})
    assert answer.status_code == 507
    assert "磁盘已满" in answer.content.decode() and "管理员" in answer.content.decode()
    assert everything() == before
