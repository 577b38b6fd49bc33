"""Evidence: checked by content, kept once, served without what the camera noted, and never half-written."""

import resource
import signal
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from taizhang.domain.records.evidence import discard, keep, served, store
from taizhang.domain.records.models import Evidence
from taizhang.kernel.errors import Refused
from taizhang.kernel.ids import uuid7
from tests.domain.refusals import refused
from tests.factories import records
from tests.factories.records import Upload

pytestmark = pytest.mark.django_db
GPS = 0x8825


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    """A folder of files of this test alone."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def lying(folder: Path) -> list[Path]:
    """Every file in the folder."""
    return [path for path in folder.rglob("*") if path.is_file()]


def picture(form="JPEG", size=(40, 30), exif=True) -> bytes:
    """A picture as a telephone makes it."""
    image, out = Image.new("RGB", size, (180, 30, 30)), BytesIO()
    notes = Image.Exif()
    if exif:
        notes[0x010F] = "Fictional Phone"
        notes.get_ifd(GPS)[2] = (34.0, 43.0, 12.5)
    image.save(out, form, exif=notes)
    return out.getvalue()


def office(main: str, *more: tuple[str, bytes]) -> bytes:
    """A Word or Excel file with little in it."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(main, "<x/>")
        for name, content in more:
            archive.writestr(name, content)
    return out.getvalue()


DOCX = office("word/document.xml")
GOOD = {
    "会场.jpg": picture(),
    "会场.png": picture("PNG"),
    "会场.webp": picture("WEBP"),
    "签到.pdf": b"%PDF-1.4\n%%EOF",
    "方案.docx": DOCX,
    "名单.xlsx": office("xl/workbook.xml"),
    "记录.txt": "到会九人".encode(),
    "记录.md": "# 记录".encode("gb18030"),
}


@pytest.mark.parametrize("name", GOOD)
def test_what_may_be_kept(name):
    branch = records.branch(1)
    kept = records.evidence(branch, name, GOOD[name])
    assert kept.size == len(GOOD[name])
    assert served(kept).path.exists()


BAD = {
    "evidence.kind": ("恶意.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
    "evidence.content": ("会场.jpg", b"%PDF-1.4\n"),
    "evidence.macros": ("名单.xlsx", office("xl/workbook.xml", ("xl/vbaProject.bin", b"x"))),
    "evidence.zip-bomb": ("方案.docx", office("word/document.xml", ("word/big.xml", bytes(30 * 1024 * 1024)))),
    "evidence.damaged": ("方案.docx", DOCX[: len(DOCX) // 2]),
    "evidence.damaged-picture": ("会场.jpg", picture()[:400]),
    "evidence.empty": ("空.txt", b""),
}


@pytest.mark.parametrize("code", BAD)
def test_what_is_refused_leaves_nothing(code, files):
    branch = records.branch(1)
    with refused(code):
        records.evidence(branch, *BAD[code])
    assert lying(files) == []
    assert not Evidence.objects.exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("页.txt", b"<!DOCTYPE html><script>alert(1)</script>"),
        ("页.html", b"<html></html>"),
        ("图.txt", b"\xef\xbb\xbf <svg onload=alert(1)>"),
        ("程序.txt", b"MZ\x00\x00"),
        ("旧.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("图.gif", b"GIF89a"),
    ],
)
def test_pages_programs_and_old_formats_are_no_evidence(name, content):
    with refused("evidence.kind"):
        records.evidence(records.branch(1), name, content)


def test_a_workbook_with_macros_is_refused_by_its_ending_too():
    with refused("evidence.macros"):
        records.evidence(records.branch(1), "名单.xlsm", office("xl/workbook.xml"))


def test_a_picture_is_served_without_the_notes_of_the_camera():
    kept = records.evidence(records.branch(1), "会场.jpg", picture())
    assert kept.exif["Make"] == "Fictional Phone"
    assert "GPSLatitude" in kept.exif
    assert kept.served_sha256 != kept.sha256
    content = served(kept).path.read_bytes()
    assert b"Fictional" not in content
    assert len(Image.open(BytesIO(content)).getexif()) == 0


def test_a_picture_with_too_many_points_is_refused_unopened():
    out = BytesIO()
    Image.new("1", (13_000, 13_000)).save(out, "PNG")
    with pytest.raises(Refused) as refusal:
        records.evidence(records.branch(1), "大图.png", out.getvalue())
    assert refusal.value.code in ("evidence.pixels", "evidence.damaged-picture")


def test_the_same_file_twice_is_stored_once(files):
    branch = records.branch(1)
    first = records.evidence(branch, "记录.txt", b"abc")
    second = records.evidence(branch, "抄件.txt", b"abc")
    assert (first.pk != second.pk, first.sha256) == (True, second.sha256)
    assert len(lying(files)) == 1


def test_the_same_file_sent_twice_for_one_draft_is_one_evidence():
    branch, draft = records.branch(1), uuid7()
    values = {"organization": branch.organization, "draft_id": draft, "by": branch.recorder}
    kept = [keep(upload=Upload("记录.txt", b"abc"), **values) for _n in range(2)]
    assert kept[0].pk == kept[1].pk


def test_a_connection_lost_in_mid_upload_leaves_nothing(files):
    class Broken(Upload):
        def chunks(self):
            yield self.content
            raise ConnectionResetError("peer has gone")

    branch = records.branch(1)
    with refused("evidence.broken-off"):
        keep(
            upload=Broken("会场.jpg", picture()), organization=branch.organization, draft_id=uuid7(), by=branch.recorder
        )
    assert lying(files) == []
    assert not Evidence.objects.exists()


def test_too_large_a_file_is_stopped_while_it_arrives(settings, files):
    settings.EVIDENCE_LIMIT = 1024 * 1024
    with refused("evidence.too-large"):
        records.evidence(records.branch(1), "记录.txt", b"a" * (1024 * 1024 + 1))
    assert lying(files) == []


def test_a_disk_that_takes_no_more_leaves_nothing_half_written(files):
    branch = records.branch(1)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))  # the system stops our writing, as a full disk does
    try:
        with refused("evidence.disk-full"):
            records.evidence(branch, "记录.txt", b"a" * 300_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)
    assert lying(files) == []
    assert not Evidence.objects.exists()


def test_a_name_brings_no_folders_with_it():
    kept = records.evidence(records.branch(1), "../../etc/记录.txt", b"abc")
    assert kept.name == "记录.txt"


def test_what_was_not_handed_in_can_be_thrown_away(files, django_capture_on_commit_callbacks):
    branch = records.branch(1)
    kept, twin = records.evidence(branch, "a.txt", b"abc"), records.evidence(branch, "b.txt", b"abc")
    with django_capture_on_commit_callbacks(execute=True):
        discard(evidence=kept, by=branch.recorder)
    assert served(twin).path.exists()
    with django_capture_on_commit_callbacks(execute=True):
        discard(evidence=twin, by=branch.recorder)
    assert lying(files) == []


def test_what_was_handed_in_stays():
    branch = records.branch(1)
    kept = records.evidence(branch)
    branch.submit(evidence_ids=(kept.pk,))
    kept.refresh_from_db()
    with refused("evidence.handed-in"):
        discard(evidence=kept, by=branch.recorder)


def test_a_file_that_has_gone_is_said_to_have_gone():
    kept = records.evidence(records.branch(1))
    store.place(kept.served_sha256).unlink()
    with refused("evidence.missing"):
        served(kept)
