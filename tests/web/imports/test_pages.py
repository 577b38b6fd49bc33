"""Who may import what, and what the pages say on the way."""

import io
import socket
import threading
from time import monotonic, sleep
from urllib.parse import urlsplit

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from taizhang.domain.orgs.models import ImportRun, Person
from taizhang.domain.orgs.models.importing import ImportState
from tests.domain.orgs.imports.offering import BORN, divisions, member, workbook
from tests.factories.orgs import id_number


@pytest.fixture
def cast(db, settings):
    from tests.people import assemble

    return assemble()


def send(client, file: io.BytesIO, kind: str = "people", name: str = "名册.xlsx"):
    return client.post("/imports/", {"kind": kind, "file": SimpleUploadedFile(name, file.getvalue())})


def words(client, url: str, **more) -> str:
    return client.get(url, **more).content.decode()


def test_whoever_may_not_import_is_told_who_may(cast, enter):
    for account in (cast.secretary, cast.leader, cast.system_admin):
        response = enter(account).get("/imports/")
        assert response.status_code == 403 and "区" in response.content.decode()


def test_whoever_may_enter_paper_is_led_there(cast, enter):
    street, district = (words(enter(each), "/imports/") for each in (cast.street_officer, cast.district_officer))
    assert 'href="/paper/"' in street.partition("<main")[2] and 'href="/paper/"' not in district


def test_a_sent_file_is_previewed_and_nothing_is_written(cast, enter):
    client, before = enter(cast.street_officer), Person.objects.count()
    response = send(client, workbook(member(1), member(2)))
    run = ImportRun.objects.get()
    assert (response.status_code, response.url) == (302, f"/imports/{run.pk}/")
    page = words(client, response.url)
    assert "赵小乙" in page and "999***********" in page and id_number(1, BORN) not in page
    assert f"/imports/{run.pk}/application/" in page
    assert Person.objects.count() == before
    assert (run.offered_by_id, run.added) == (cast.street_officer.person_id, 2)
    assert "名册.xlsx" in words(client, "/imports/")


def test_refused_rows_are_shown_with_their_sheet_and_without_a_way_to_apply(cast, enter):
    client = enter(cast.street_officer)
    url = send(client, workbook(member(1, name=""), member(2, branch="区教育局机关支部"))).url
    page = words(client, url)
    assert "姓名" in page and "区教育局机关支部" in page
    assert f"{url}application/" not in page and f"{url}corrections/" in page
    response = client.get(f"{url}corrections/")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    assert book.worksheets[0]["B2"].value == id_number(1, BORN)
    assert response["Content-Disposition"].startswith("attachment")
    response = client.post(f"{url}application/", follow=True)
    assert ImportRun.objects.get().state == ImportState.PREVIEWED
    assert "要么整体导入" in response.content.decode()


def test_a_wrong_file_is_a_sentence_on_the_page(cast, enter):
    client = enter(cast.street_officer)
    response = send(client, io.BytesIO(b"%PDF-1.7\n"))
    page = words(client, response.url if response.status_code == 302 else "/imports/")
    assert "PDF" in page and not ImportRun.objects.exists()


def test_a_form_without_a_file_says_so(cast, enter):
    response = enter(cast.street_officer).post("/imports/", {"kind": "people"})
    assert response.status_code == 422 and not ImportRun.objects.exists()


def test_an_import_is_for_whoever_offered_it(cast, enter):
    mine = enter(cast.street_officer)
    url = send(mine, workbook(member(1, name=""))).url
    district = enter(cast.district_officer)
    assert district.get(url).status_code == 200 and "名册.xlsx" in words(district, "/imports/")
    assert f"{url}corrections/" not in words(district, url)
    assert district.get(f"{url}corrections/").status_code == 422
    assert district.post(f"{url}application/").status_code == 303
    assert district.post(f"{url}cancellation/").status_code == 303
    assert ImportRun.objects.get().state == ImportState.PREVIEWED
    theirs = send(district, workbook(member(2))).url
    assert mine.get(theirs).status_code == 404
    assert theirs not in words(mine, "/imports/")


def test_discarding_deletes_the_file(cast, enter, files):
    client = enter(cast.street_officer)
    url = send(client, workbook(member(1))).url
    assert client.post(f"{url}cancellation/").url == "/imports/"
    assert ImportRun.objects.get().state == ImportState.CANCELLED
    assert list(files.iterdir()) == []
    assert client.get(url).status_code == 200
    assert client.get(f"{url}corrections/").status_code == 422


def test_the_empty_roster_is_for_downloading(cast, enter):
    response = enter(cast.street_officer).get("/imports/template/")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    assert book.worksheets[0]["A1"].value == "姓名"


@pytest.mark.parametrize("count", [3, 30])
def test_the_list_asks_as_often_for_many_imports_as_for_few(cast, enter, count):
    from tests.factories.orgs import import_run

    for _each in range(count):
        run = import_run()
        ImportRun.objects.filter(pk=run.pk).update(offered_by_id=cast.street_officer.person_id)
    client = enter(cast.street_officer)
    client.get("/imports/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/imports/")
    assert len(queries) <= 8, [query["sql"][:100] for query in queries]


def test_applying_goes_on_beside_the_request_until_everything_is_there(committed, enter):
    client = enter(committed.street_officer)
    url = send(client, workbook(*(member(serial) for serial in range(120)))).url
    assert client.post(f"{url}application/").url == url
    _finish()
    assert ImportRun.objects.get().state == ImportState.APPLIED
    assert Person.objects.filter(born_on=BORN).count() == 120
    assert "120" in words(client, url)
    assert client.get(f"{url}progress/", headers={"HX-Request": "true"})["HX-Redirect"] == url
    again = client.post(f"{url}application/", follow=True)
    assert "进度" in again.content.decode() and ImportRun.objects.get().state == ImportState.APPLIED


def test_divisions_are_founded_within_the_reach_of_whoever_sends_them(committed, enter):
    client = enter(committed.street_officer)
    url = send(client, divisions("410103010099,新社区居民委员会,410103010,village"), "divisions", "区划.csv").url
    client.post(f"{url}application/")
    _finish()
    run = ImportRun.objects.get()
    assert (run.state, run.because, run.added) == (ImportState.APPLIED, "", 1)


def test_progress_is_a_bar_while_it_lasts(committed, enter):
    from taizhang.domain.orgs.imports.progress import Progress

    client = enter(committed.street_officer)
    url = send(client, workbook(member(1))).url
    working = Progress(ImportRun.objects.get())
    working.claim()
    fragment = words(client, f"{url}progress/", headers={"HX-Request": "true"})
    assert "<progress" in fragment and f'hx-get="{url}progress/"' in fragment and "<html" not in fragment
    assert "<progress" in words(client, url)
    working.close()
    until = monotonic() + 10  # the server notices a moment later
    while "HX-Redirect" not in (response := client.get(f"{url}progress/")) and monotonic() < until:
        sleep(0.02)
    assert response["HX-Redirect"] == url
    assert ImportRun.objects.get().state == ImportState.FAILED


def test_a_connection_that_breaks_in_mid_upload_leaves_nothing(live, files):
    from tests.people import assemble
    from tests.web.cast import browser_of

    client = browser_of(assemble().street_officer)
    part = 'Content-Disposition: form-data; name="file"; filename="a.xlsx"'
    body = f"--x\r\n{part}\r\n\r\n".encode() + workbook(member(1)).getvalue()
    lines = (
        "POST /imports/ HTTP/1.1",
        "Host: localhost",
        "Content-Type: multipart/form-data; boundary=x",
        f"Content-Length: {len(body) + 90_000}",
        f"Cookie: sessionid={client.cookies['sessionid'].value}",
    )
    head = "\r\n".join((*lines, "", ""))
    address = urlsplit(live)
    with socket.create_connection((address.hostname, address.port)) as link:
        link.sendall(head.encode() + body)
        link.shutdown(socket.SHUT_WR)
        link.recv(1000)
    assert not ImportRun.objects.exists()
    assert not files.exists() or list(files.iterdir()) == []


def _finish() -> None:
    """Wait for imports that go on beside the requests."""
    for thread in threading.enumerate():
        if thread.name.startswith("import "):
            thread.join(30)
