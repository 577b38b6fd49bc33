"""Schemes that look twice a year: their marks are given for a half-year."""

from pathlib import Path

import taizhang
from taizhang.domain.assessments.actions.schemes import publish_scheme
from taizhang.domain.assessments.models import Mark
from taizhang.domain.assessments.schemefile import load
from tests.factories.duties import actor
from tests.web.district import browser_of

VILLAGES = Path(taizhang.__file__).parent / "packs" / "schemes" / "jinan-village-stars.yaml"
GIVEN = {
    "organization": "HJ1",
    "measure": "mark:class_1",
    "numerator": "4",
    "denominator": "5",
    "because": "上半年检查",
}


def test_a_mark_of_a_half_year_is_offered_and_given(schemed):
    publish_scheme(scheme_file=load(VILLAGES), by=actor())
    street = browser_of(schemed.street_officer)
    assert "2018-H1" in street.get("/scores/marks/new/?measure=mark:class_1").content.decode()
    answer = street.post("/scores/marks/new/", {**GIVEN, "period": "2018-H1"})
    assert answer.status_code == 303, answer.content.decode()
    assert Mark.objects.get().period == "2018-H1"
