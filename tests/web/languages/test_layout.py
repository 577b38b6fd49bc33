"""Lists and forms keep their width in English too, whose words are the longest, on a desk and in a hand."""

import pytest

from tests.web.district import district, enter

pytestmark = pytest.mark.browser
PAGES = [
    *(
        ("district_officer", each)
        for each in ("/", "/organizations/", "/people/", "/people/new/", "/packs/", "/policies/")
    ),
    *(("secretary", each) for each in ("/", "/records/new/", "/organizations/HJ1/", "/help/", "/calendar/")),
]


@pytest.mark.parametrize("size", ["page", "phone"])
def test_no_page_grows_sideways_in_english(live, settings, demo_day, size, request):
    cast, screen = district(), request.getfixturevalue(size)
    wide = {}
    for part, address in PAGES:
        enter(screen, live, getattr(cast, part), "en")
        screen.goto(live + address)
        width = screen.evaluate("document.documentElement.scrollWidth")
        if width > screen.viewport_size["width"]:
            wide[address] = width
    assert wide == {}
