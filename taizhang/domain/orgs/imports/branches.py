"""The branches of the day, found as a roster names them: by code, or by their exact name."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from taizhang.domain.orgs.imports.faults import Where
from taizhang.domain.orgs.kinds import FORMS, Kind
from taizhang.domain.orgs.models import Placement
from taizhang.kernel.errors import Refused, _


class Branches:
    """The organisations that stand on a day within a part of the tree; one query."""

    def __init__(self, on: date, where: Where) -> None:
        fields = ("organization_id", "organization__code", "name", "short_name", "kind", "path", "ends_on")
        self.by_code: dict[str, dict[str, Any]] = {}
        self.by_name: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        self.names: dict[UUID, str] = {}
        for place in Placement.objects.on(on).values(*fields):
            if where.covers(place["path"]):
                self._add(place)

    def _add(self, place: dict[str, Any]) -> None:
        self.by_code[place["organization__code"]] = place
        self.names[place["organization_id"]] = place["name"]
        for name in {place["name"], place["short_name"]}:
            self.by_name[name].append(place)

    def named(self, said: Mapping[str, Any]) -> UUID:
        """The branch that a row names; refused when there is none, or several, or people do not belong to it."""
        if code := said.get("branch_code"):
            place = self.by_code.get(code)
            if place is None:
                raise _unknown(code)
        else:
            place = self._by_name(said["branch"])
        if not FORMS[Kind(place["kind"])].members:
            raise Refused(
                _("People do not belong directly to {name}."),
                _("Choose a branch below it."),
                code="orgs.takes-no-members",
                name=place["name"],
            )
        if place["ends_on"] is not None:
            raise Refused(
                _("{name} closes on {day} or changes then."),
                _("Import into it after that day, or choose the branch that takes its members."),
                code="imports.branch-ends",
                name=place["name"],
                day=place["ends_on"],
            )
        key: UUID = place["organization_id"]
        return key

    def _by_name(self, name: str) -> dict[str, Any]:
        places = self.by_name.get(name, ())
        full = [place for place in places if place["name"] == name] or places
        if not full:
            raise _unknown(name)
        if len(full) > 1:
            raise Refused(
                _("{count} organisations are called “{name}”."),
                _("Add the code of the branch: {codes}."),
                code="imports.branch-ambiguous",
                count=len(full),
                name=name,
                codes=[place["organization__code"] for place in full[:5]],
            )
        return full[0]


def _unknown(name: str) -> Refused:
    return Refused(
        _("There is no branch “{name}” within your reach."),
        _("Enter its full name or its code as on the page of organisations; a new branch is founded there first."),
        code="imports.branch-unknown",
        name=name,
    )
