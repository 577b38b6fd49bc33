"""Live scores: provisional, for whoever may see them, and the same as the close would give."""

from datetime import date

from taizhang.domain.assessments.live import live
from taizhang.domain.assessments.models import SchemeVersion
from taizhang.domain.assessments.reckoning import taken
from taizhang.domain.assessments.schemes import scheme_of
from taizhang.domain.orgs.names import placement
from taizhang.kernel.scoring import POINT
from tests.domain.assessments.quarter import CLOSING, Q1, set_up


def test_after_the_end_of_a_period_live_scores_are_those_of_the_close(cast):
    set_up(cast)
    path = placement(cast.district, CLOSING).path
    scheme = scheme_of(SchemeVersion.objects.get()).scheme
    assert live(path, str(Q1), CLOSING) == taken(path, scheme, Q1, CLOSING).lines


def test_within_a_period_only_what_is_due_counts(cast):
    set_up(cast)
    day = date(2018, 2, 10)
    lines = {line.organization_id: line for line in live(placement(cast.district, day).path, str(Q1), day)}
    first = lines[cast.first.pk]  # January was met, and nobody has come to visit yet
    assert (first.units, first.complete) == (100 * POINT, False)


def test_without_a_scheme_nobody_has_a_score(cast):
    assert live(placement(cast.district, CLOSING).path, str(Q1), CLOSING) == ()
