"""Reading through the interface: what a page shows and nothing beyond, with the rows behind every number."""

import pytest

EVERY = (
    *("me", "organizations", "organizations/HJ1", "organizations/410103010/children", "organizations/HJ1/placements"),
    *("people", "packs", "packs/erqi-2018/1", "packs/erqi-2018/1/L05", "duties", "activities", "points/entries"),
    *("points/balances", "points/balances/HJ1", "measures", "measures?by=institution", "measures?by=child"),
    *("measures?by=month&period=2018", "openapi.json"),
)


@pytest.mark.parametrize("where", EVERY)
def test_everything_is_read_with_a_key(program, where):
    answer = program("district_officer").get(where)
    assert answer.status_code == 200, answer.content
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["ETag"].startswith('"')
