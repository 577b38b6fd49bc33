"""The sheet: everything the page shows of one gathering while it is being recorded."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext

from taizhang.domain.duties.models import Duty
from taizhang.domain.duties.packfile import PackFile
from taizhang.domain.duties.packs import find_pack
from taizhang.domain.orgs.models import Placement
from taizhang.domain.policies.queries import is_on
from taizhang.domain.policies.switches import Switch
from taizhang.domain.records.checkin import checked_in
from taizhang.domain.records.entry import RecordEntry
from taizhang.domain.records.lines import Roll
from taizhang.domain.records.models import Activity, Evidence
from taizhang.domain.records.preview import Preview, preview
from taizhang.domain.records.roll import of_committee, roll
from taizhang.domain.records.rosters import Rosters
from taizhang.domain.records.votes import Shares, shares
from taizhang.kernel.errors import Refused
from taizhang.kernel.workflow import State
from taizhang.web.kit.page import PageRequest
from taizhang.web.records import words
from taizhang.web.records.cards import Card, cards, names
from taizhang.web.records.seats import Seats, guests_of
from taizhang.web.records.typed import Typed


@dataclass
class Sheet:
    """A gathering of one organisation as typed so far, and what follows from it."""

    request: PageRequest
    place: Placement
    id: UUID
    typed: Typed
    revises: Activity | None = None  # the record that is written anew
    fresh: bool = False  # nothing was ever sent of it

    @cached_property
    def pack(self) -> PackFile | None:
        """The rules of today: what can be chosen."""
        return find_pack(self.request.today)

    @cached_property
    def owed(self) -> list[Duty]:
        """What may be done now and is not done, soonest due first: also what is due only later."""
        own, today = Duty.objects.filter(organization_id=self.place.organization_id), self.request.today
        return list(own.unfinished(today).open(today).known().order_by("due_on", "institution", "id"))

    @cached_property
    def cards(self) -> list[Card]:
        """The institutions to choose from."""
        return cards(self.pack, self.place, self.owed, self.typed.institutions, self.request)

    @property
    def suggested_title(self) -> str:
        """The title when none is typed: the names of what it was."""
        return gettext(", ").join(names(self.pack, self.typed.institutions, self.request.lang))

    @cached_property
    def files(self) -> list[Evidence]:
        """The files kept for it so far."""
        if self.fresh:
            return []
        of_it = Q(draft_id=self.id) | Q(activity_id=self.id)
        return list(Evidence.objects.filter(of_it, organization_id=self.place.organization_id))

    @cached_property
    def entry(self) -> RecordEntry | None:
        """What is typed for the actions; None while no day can be read."""
        self.typed.form.is_valid()
        if "held_on" not in self.typed.form.cleaned_data:
            return None
        dropped = set(self.typed.many("drop"))
        kept = [file.pk for file in self.files if str(file.pk) not in dropped]
        return self.typed.entry(self.id, self.place.organization_id, self.suggested_title, kept)

    @cached_property
    def preview(self) -> Preview | None:
        """What would follow if it were handed in now."""
        return preview(self.entry, self.request.by) if self.entry else None

    @cached_property
    def roll(self) -> Roll:
        """Who is expected; before anything is chosen, everybody who belongs to the organisation."""
        reckoned = self.__dict__.get("preview")
        if reckoned is not None and reckoned.roll.lines:
            found: Roll = reckoned.roll
            return found
        day = self.entry.held_on if self.entry else self.request.today
        if self.pack is None or day < self.pack.valid_from:
            return self._roll_of_another_pack(day)
        committee = bool(self.known) and of_committee(self.pack, self.known)
        key = self.place.organization_id
        return Rosters.load([key], day, day).roll(key, day, committee=committee)

    def _roll_of_another_pack(self, day: date) -> Roll:
        """The roll of a day on which other rules held than today's."""
        try:
            return roll(self.place.organization_id, self.known, day)
        except Refused:
            return Roll(())

    @cached_property
    def seats(self) -> Seats:
        """The roll with what was tapped."""
        said = checked_in(self.id) if self.check_in_url else frozenset()
        return Seats(self.roll, self.typed, guests_of(self.revises), said)

    @cached_property
    def check_in_url(self) -> str:
        """Where the code of a kept draft is shown, by which members say that they are here; empty while that is off."""
        on = bool(self.draft_url) and not self.fresh and is_on(Switch.CHECK_IN, on=self.request.today)
        return f"{self.draft_url}check-in/" if on else ""

    @property
    def draft_url(self) -> str:
        """Where the draft is saved; a record that waits for review keeps none, it is changed as a whole."""
        waiting = self.revises is not None and self.revises.submission.state == State.SUBMITTED
        return "" if waiting else f"/records/drafts/{self.id}/"

    def name_of(self, code: str) -> str:
        """The short name of an institution."""
        return names(self.pack, [code], self.request.lang)[0]

    def spoken(self, refusal: Refused) -> str:
        """What a rule says, institutions called by their names."""
        values = {
            key: self.name_of(str(value)) if key in ("one", "other") else value for key, value in refusal.values.items()
        }
        return Refused(refusal.rule, refusal.remedy, code=refusal.code, **values).sentence(gettext)

    @property
    def shares(self) -> Shares:
        """The shares that a vote needs by what the gathering is."""
        return shares(self.pack, self.known) if self.pack else Shares()

    @property
    def known(self) -> list[str]:
        """What is chosen, as far as the rules know it."""
        codes = {rule.code for rule in self.pack.institutions} if self.pack else set()
        return [code for code in self.typed.institutions if code in codes]

    def context(self, **more: Any) -> dict[str, Any]:
        """What the templates of the form are given."""
        lecture = any(card.chosen and card.lecture for card in self.cards)
        given = {"sheet": self, "typed": self.typed, "place": self.place, "words": words, "on": self.request.today}
        return {**given, "lecture": lecture, "lang": self.request.lang, **more}
