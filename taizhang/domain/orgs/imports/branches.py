"""The branches of a day, found as a roster names them: by code, or by their exact name."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from taizhang.domain.orgs.imports.faults import Where
from taizhang.domain.orgs.kinds import FORMS, Kind
from taizhang.domain.orgs.models import Placement
from taizhang.kernel.errors import Refused, _
from taizhang.kernel.identity.masking import mask_numbers

FIELDS = (
    "organization_id",
    "organization__code",
    "organization__founded_on",
    "name",
    "short_name",
    "kind",
    "path",
    "ends_on",
)


class Branches:
    """The organisations that stand on a day within a part of the tree; two queries."""

    def __init__(self, on: date, where: Where) -> None:
        self.by_code: dict[str, dict[str, Any]] = {}
        self.by_name: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        self.names: dict[UUID, str] = {}
        lasting = Placement.objects.filter(starts_on__gt=on, ends_on__isnull=True)
        self._renamed_later = set(lasting.values_list("organization_id", flat=True))
        for place in Placement.objects.on(on).values(*FIELDS):
            if where.covers(place["path"]):
                self._add(place)

    def _add(self, place: dict[str, Any]) -> None:
        self.by_code[place["organization__code"]] = place
        self.names[place["organization_id"]] = place["name"]
        for name in {place["name"], place["short_name"]}:
            self.by_name[name].append(place)

    def named(self, said: Mapping[str, Any], today: date) -> UUID:
        """The branch that a row names; refused when there is none, or several, or it takes no members on the day.

        Members belong to it from the day that the row says, else from today on.
        """
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
        self._refuse_days(place, said.get("starts_on", today))
        key: UUID = place["organization_id"]
        return key

    def _refuse_days(self, place: dict[str, Any], since: date) -> None:
        """Refuse a branch that closes, or that was founded after the day from which people should belong to it."""
        if place["ends_on"] is not None and place["organization_id"] not in self._renamed_later:
            raise Refused(
                _("{name} closes after {day}."),
                _("Choose the branch that takes its members."),
                code="imports.branch-closes",
                name=place["name"],
                day=place["ends_on"],
            )
        if since < place["organization__founded_on"]:
            raise Refused(
                _("{name} was founded on {founded}, and nobody belonged to it before."),
                _("Choose a day from its founding on."),
                code="imports.before-founding",
                name=place["name"],
                founded=place["organization__founded_on"],
            )

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
        name=mask_numbers(name),
    )
