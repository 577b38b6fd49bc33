"""Which imports somebody may see, and which are his own."""

from typing import Any
from uuid import UUID

from django.db.models import F, Func, IntegerField, QuerySet

from taizhang.domain.access import policy
from taizhang.domain.access.policy import Scope
from taizhang.domain.access.roles import Permission
from taizhang.domain.orgs.models import ImportRun
from taizhang.kernel.errors import Refused, _
from taizhang.web.kit.page import PageRequest


def reach(request: PageRequest) -> Scope:
    """The part of the tree in which the person may import, today."""
    return policy.scope(request.account, Permission.IMPORTS_RUN, on=request.today)


def visible(request: PageRequest) -> QuerySet[Any]:
    """The person's own imports; whoever imports into the whole tree sees everybody's. Faults are counted, not read."""
    length = Func(F("refused"), function="jsonb_array_length", output_field=IntegerField())
    runs = ImportRun.objects.defer("refused").annotate(faults=length)
    return runs if reach(request).everything else runs.filter(offered_by_id=request.account.person_id)


def find(request: PageRequest, key: UUID) -> ImportRun:
    """An import that the person may see, with its faults; else 404."""
    run: ImportRun | None = visible(request).defer(None).filter(pk=key).first()
    if run is None:
        raise Refused(
            _("There is no such import within your reach."),
            _("Look for it in the list of imports."),
            code="imports.unknown",
        )
    return run


def find_own(request: PageRequest, key: UUID) -> ImportRun:
    """An import that the person offered: only he applies it or sees the file again."""
    run = find(request, key)
    if run.offered_by_id != request.account.person_id:
        raise Refused(
            _("{name} offered this file; nobody else applies it, cancels it or sees it again."),
            _("Ask {name}, or send the file yourself."),
            code="imports.of-another",
            name=run.offered_by_name,
        )
    return run
