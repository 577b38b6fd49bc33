"""Live scores: provisional, from what is known on a day, for a period that may still run; nothing of them is kept."""

from datetime import date

from taizhang.domain.assessments import facts
from taizhang.domain.assessments.reckoning import Line, below, reckon
from taizhang.domain.assessments.schemes import in_force, scheme_of
from taizhang.domain.audit.kept import kept
from taizhang.kernel.periods import Period


@kept
def live(path: str, period: str, on: date) -> tuple[Line, ...]:
    """What everything below a path would come to today by the scheme in force; nobody without a scheme has a line."""
    wanted = Period.parse(period)
    version = in_force(wanted.kind, wanted.first)
    if version is None:
        return ()
    scheme = scheme_of(version).scheme
    planes = facts.load(path, wanted.year, on, live=True, measures=scheme.measures)
    return reckon(scheme, below(planes, path), wanted)
