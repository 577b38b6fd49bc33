"""What is pasted along unseen: out of an address it falls away, in a form it is refused or falls away, never kept."""

from io import BytesIO

import openpyxl
import pytest

from taizhang.domain.access.roles import Role
from taizhang.domain.preferences.models import SavedFilter
from taizhang.web.kit.exports import neutral, write
from taizhang.web.kit.table import Column, Table
from tests.web.test_exports import AT, Row

pytestmark = pytest.mark.django_db
PLACES = "/organizations/"


def keep(client, name):
    return client.post("/me/filters/", {"address": PLACES, "query": "kind=branch", "name": name})


@pytest.mark.parametrize("word", ["东街\u200b", "\ufeff东街", "东\u202e街", "东\u2066街\u2069", "东\x07街"])
def test_words_looked_for_are_cleaned_of_what_nobody_sees(sign_in, word):
    page = sign_in(Role.DISTRICT_OFFICE).get(PLACES, {"q": word, "kind": "branch"}).content.decode()
    assert "东街第一支部" in page
    assert "西街第一支部" not in page


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\x1b"])
def test_a_form_that_turns_the_reading_is_refused_in_a_sentence(sign_in, sign):
    client = sign_in(Role.DISTRICT_OFFICE)
    keep(client, f"支{sign}部")
    assert not SavedFilter.objects.exists()
    assert f"U+{ord(sign):04X}" in client.get("/me/filters/").content.decode()


@pytest.mark.parametrize("sign", ["\u200b", "\ufeff", "\u2060", "\u200e"])
def test_signs_of_no_width_are_not_kept(sign_in, sign):
    keep(sign_in(Role.DISTRICT_OFFICE), f"{sign}支{sign}部{sign}")
    assert SavedFilter.objects.get().name == "支部"


@pytest.mark.parametrize("name", ["👨‍👩‍👧 一家", "𠮷野 𪚥", "🇨🇳"])
def test_emoji_and_rare_characters_are_kept_as_they_are(sign_in, name):
    client = sign_in(Role.DISTRICT_OFFICE)
    keep(client, name)
    assert SavedFilter.objects.get().name == name
    assert name in client.get("/me/filters/").content.decode()


def test_no_address_holds_the_sign_that_ends_a_text(sign_in):
    response = sign_in(Role.DISTRICT_OFFICE).get("/filters/%00/")
    assert response.status_code == 422
    assert "控制符" in response.content.decode()


@pytest.mark.parametrize("text", ["👨‍👩‍👧‍👦", "𠮷野家", "𪚥𫠠", "🇨🇳", "第一\n第二"])
def test_a_workbook_gives_emoji_and_rare_characters_back(text):
    file = BytesIO()
    write(file, Table((Column("name", "Name"),), ("id",)), [Row(1, text, "1", 1, None, AT, 0)], "𠮷👍")
    book = openpyxl.load_workbook(file)
    assert book.active["A2"].value == text
    assert book.active.title == "𠮷👍"


@pytest.mark.parametrize("start", ["\u202e=", "\u200b=", "\ufeff+", "\x00@", "\u2066-"])
def test_a_formula_behind_unseen_signs_is_neutralised_too(start):
    assert neutral(f"{start}HYPERLINK(1)") == f"'{start[-1]}HYPERLINK(1)"
