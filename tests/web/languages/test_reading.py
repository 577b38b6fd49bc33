"""Readers of English meet no Chinese, readers of Chinese no English, those of traditional signs no simplified ones."""

import re
from collections.abc import Iterator

import pytest

from taizhang.kernel.traditional import traditional
from tests.people import Cast
from tests.web.district import browser_of, district, gathering
from tests.web.languages import TAGS
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


def opened(cast: Cast, language: str) -> Iterator[tuple[str, str]]:
    """The address and the text of every page in a language."""
    for address, account in pages(cast).items():
        client = browser_of(account)
        client.cookies["django_language"] = language
        page = client.get(address, follow=True)
        if not page.streaming and "html" in page.headers["Content-Type"]:
            yield address, page.content.decode()


def unsaid(html: str, language: str) -> list[str]:
    """What a page fails to say about its own language and the others."""
    signs = (
        f'<html lang="{TAGS[language]}"',
        'action="/language/"',
        f'value="{language}" lang="{TAGS[language]}" aria-pressed="true"',
    )
    return [sign for sign in signs if "<html" in html and sign not in html]


def foreign(text: str, language: str) -> bool:
    """Whether a reader of the language meets another one in the text."""
    if language == "en":
        return bool(WIDE.search(TYPED.sub("", text)))
    return bool(SENTENCE.search(text)) or (language == "zh-hant" and traditional(text) != text)


@pytest.mark.parametrize("language", TAGS)
def test_every_page_says_its_language_offers_the_others_and_speaks_no_other(cast, language):
    known, found = [*names(), *LITERAL], {}
    for address, html in opened(cast, language):
        found[address] = unsaid(html, language)
        if address not in APART:
            said = without([text for text in read(html) if text not in SIGNS], known)
            found[address] += [text for text in said if foreign(text, language)]
    assert len(found) > 30
    assert {page: wrong for page, wrong in found.items() if wrong} == {}
