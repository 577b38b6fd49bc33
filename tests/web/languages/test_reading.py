"""Readers of English meet no Chinese, readers of Chinese no English, those of traditional signs no simplified ones."""

import re

import pytest
from django.test import Client

from taizhang.kernel.traditional import traditional
from tests.people import Cast
from tests.web.district import browser_of, district, gathering
from tests.web.languages.reading import WIDE, names, read, without
from tests.web.test_query_counts import pages

pytestmark = pytest.mark.django_db
# Signs of the product that are the same in every language.
SIGNS = {"台", "简", "繁", "EN"}
# What is typed or cited as it stands, whatever the reader's language.
LITERAL = [
    "2027-02-05 至 2027-02-11 休 春节",
    "国办发明电〔2017〕12号",
    "国家档案局令第8号",
    "互联网政务应用安全管理规定",
]
TYPED = re.compile(r"休|上班|按周")
APART = {"/gallery/"}  # made of invented rows, for those who build; not served outside of development
SENTENCE = re.compile(r"[A-Za-z]{2,}(?:,? [A-Za-z]{2,}){2,}")  # three words that nobody translated


@pytest.fixture
def cast(demo_day) -> Cast:
    cast = district()
    gathering(cast, "L05", "L04", "L01", topics=("学习报告",))
    return cast


def texts(cast: Cast, language: str) -> dict[str, list[str]]:
    """What each page says in a language, less data."""
    known = [*names(), *LITERAL]
    said = {}
    for address, account in pages(cast).items():
        if address in APART:
            continue
        client: Client = browser_of(account)
        client.cookies["django_language"] = language
        page = client.get(address, follow=True)
        if page.streaming or "html" not in page.headers["Content-Type"]:
            continue
        found = [text for text in read(page.content.decode()) if text not in SIGNS]
        said[address] = list(without(found, known))
    return said


def test_no_chinese_for_a_reader_of_english(cast):
    found = {
        page: [text for text in said if WIDE.search(TYPED.sub("", text))] for page, said in texts(cast, "en").items()
    }
    assert {page: said for page, said in found.items() if said} == {}


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant"])
def test_no_english_for_a_reader_of_chinese(cast, language):
    found = {page: [text for text in said if SENTENCE.search(text)] for page, said in texts(cast, language).items()}
    assert {page: said for page, said in found.items() if said} == {}


def test_no_simplified_signs_for_a_reader_of_traditional_ones(cast):
    said_by = texts(cast, "zh-hant").items()
    found = {page: [text for text in said if traditional(text) != text] for page, said in said_by}
    assert {page: said for page, said in found.items() if said} == {}
