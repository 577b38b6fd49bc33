"""Two versions of a scheme at once, on connections of their own."""

from taizhang.domain.assessments.actions.schemes import publish_scheme
from taizhang.domain.assessments.models import SchemeVersion
from taizhang.domain.assessments.schemefile import SchemeFile, from_content, load
from taizhang.domain.audit.models import AuditEntry
from tests.domain.assessments.schemefile.test_shipped import FOLDER
from tests.domain.duties.test_at_once import at_once
from tests.factories.duties import actor, pack


def quarter(**changes: object) -> SchemeFile:
    """The default quarter with some of its heading changed."""
    return from_content({**load(FOLDER / "default-quarter.yaml").content, **changes})


def published_at_once(*files: SchemeFile) -> list[object]:
    """What publishing them at one moment answered, or the codes of the refusals."""
    pack()
    return at_once(*(lambda file=file: publish_scheme(scheme_file=file, by=actor()) for file in files))


def test_a_version_published_by_two_at_once_is_published_once(own_database):
    heard = published_at_once(quarter(), quarter(title={"zh": "另一个", "en": "Another"}))
    assert "assessments.scheme-version" in heard
    assert SchemeVersion.objects.count() == 1
    assert AuditEntry.objects.filter(verb="schemes.publish").count() == 1


def test_of_two_main_schemes_of_one_day_one_is_published(own_database):
    heard = published_at_once(quarter(), quarter(scheme="another"))
    assert "assessments.scheme-overlap" in heard
    assert SchemeVersion.objects.count() == 1
