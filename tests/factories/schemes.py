"""The default schemes, published as the district office would."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from taizhang import packs
from taizhang.domain.assessments.actions.schemes import publish_scheme
from taizhang.domain.assessments.models import SchemeVersion
from taizhang.domain.assessments.schemefile import load
from taizhang.domain.audit.actor import Actor
from taizhang.domain.duties.packs import find_pack

FOLDER = Path(packs.__file__).parent / "schemes"
OFFICER = Actor("区委党建办 孙丽", datetime(2018, 1, 2, 2, tzinfo=UTC))


def published(name: str = "default-quarter") -> SchemeVersion:
    """A shipped scheme, in force from the beginning of 2018."""
    return publish_scheme(scheme_file=load(FOLDER / f"{name}.yaml", rules=find_pack), by=OFFICER)


def content(name: str = "default-quarter") -> dict[str, Any]:
    """What such a scheme says, institutions and all."""
    return dict(load(FOLDER / f"{name}.yaml").content)
