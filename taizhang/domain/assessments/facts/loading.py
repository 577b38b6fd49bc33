"""Reading planes out of the book: a few grouped queries, whatever the size of the district."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

import pyarrow as pa
from django.db.models import QuerySet

from taizhang.domain.assessments.facts import columns
from taizhang.domain.assessments.facts.duties import duties
from taizhang.domain.assessments.facts.gatherings import attendance
from taizhang.domain.assessments.facts.ledger import points
from taizhang.domain.assessments.facts.planes import HEADS, Counted, Planes
from taizhang.domain.assessments.models import Mark
from taizhang.domain.orgs.models import Placement


@dataclass(frozen=True, slots=True)
class Asked:
    """Which facts are wanted: see facts.load."""

    path: str
    year: int
    on: date
    live: bool = False
    tree_on: date | None = None
    only: frozenset[UUID] | None = None

