"""Whose history may be read by whom: the history of a noun is open to those who may see the noun."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Q, QuerySet

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission
from taizhang.domain.audit.models import AuditEntry, AuditSubject
from taizhang.domain.orgs.models import PlacedQuerySet
from taizhang.kernel.errors import Refused, _
from taizhang.web.history.nouns import COLUMNS, KINDS, REGISTERS, Noun, Register
from taizhang.web.history.words import label_of
from taizhang.web.kit.page import PageRequest, seen
from taizhang.web.people.reach import powers_over

# What is told on the page of an organisation, besides what was done to it itself.
OF_ORGANIZATION = (
    "orgs.",
    "posts.",
    "groups.",
    "offices.",
    "duties.waive",
    "duties.unwaive",
    "points.reverse",
    "points.enter",
)
COMINGS = ("people.register", "people.transfer", "people.leave", "people.confirm", "imports.apply")
OF_PERSON = ("people.", "posts.", "groups.", "orgs.", "imports.apply", "points.enter")


@dataclass(frozen=True, slots=True)
class Subject:
    """A noun whose history is asked for: what it is, what it is called, and where its own page is."""

    key: UUID
    kind: str
    label: str
    noun: Noun
    detailed: bool = True  # an audit administrator reads which parts changed, not what they said

    @property
    def url(self) -> str:
        """The address of its own page, if it has one."""
        return self.noun.url.format(key=self.key)


def find_subject(request: PageRequest, key: UUID, kind: str = "") -> Subject:
    """A noun with a history that the reader may see; anything else is not there (404)."""
    entry = AuditEntry.objects.about(key).filter(subject_kind__in=KINDS).order_by("-number").first()
    kind = entry.subject_kind if entry is not None else kind
    noun = KINDS.get(kind)
    if noun is None:
        raise unknown()
    row = _row(noun, key) if noun.of or entry is None else None
    if noun.of and row is not None:
        return find_subject(request, getattr(row, noun.of), COLUMNS.get(noun.of, noun.of.removesuffix("_id")))
    if row is None and entry is None:
        raise unknown()
    label = label_of(entry) if entry is not None else str(row)
    if _may_see(request, kind, key, entry):
        return Subject(key, kind, label, noun)
    if entry is None or not policy.may(request.account, Permission.AUDIT_VIEW, on=request.today):
        raise unknown()
    return Subject(key, kind, label, noun._replace(url=""), detailed=False)


def find_register(request: PageRequest, name: str) -> Register:
    """Something kept for the whole district that the reader may see; else it is not there (404)."""
    register = REGISTERS.get(name)
    wanted = (register.permission, Permission.AUDIT_VIEW) if register is not None else ()
    if register is None or not any(policy.may(request.account, one, on=request.today) for one in wanted):
        raise unknown()
    return register


def about_register(register: Register) -> "QuerySet[AuditEntry]":
    """What was done to something kept for the whole district."""
    return AuditEntry.objects.filter(_verbs(register.verbs))


def about_organization(key: UUID, *, people: bool) -> "QuerySet[AuditEntry]":
    """What was done to an organisation, its posts, groups and office, or to one that was merged into it or split off;

    and who came and went, if that may be seen.
    """
    verbs = _verbs((*OF_ORGANIZATION, *COMINGS) if people else OF_ORGANIZATION)
    either = Q(organization_id=key) | Q(number__in=_mentioned(key))
    return AuditEntry.objects.filter(Q(subject_id=key) | (either & verbs))


def about_person(key: UUID) -> "QuerySet[AuditEntry]":
    """What was done to a person, alone or among many: register, membership, posts, exemptions, and who looked."""
    among = Q(number__in=_mentioned(key)) & _verbs(OF_PERSON)
    return AuditEntry.objects.filter(Q(subject_id=key, subject_kind="person") | among)


def unknown() -> Refused:
    """The refusal of a history that is not there, or not for this reader."""
    return Refused(
        _("There is no history of this within your reach."),
        _("Open it from the page of what it is about."),
        code="history.unknown",
    )


def _verbs(starts: tuple[str, ...]) -> Q:
    verbs = Q()
    for start in starts:
        verbs |= Q(verb__startswith=start)
    return verbs


def _mentioned(key: UUID) -> list[int]:
    """The acts on many that this was one of."""
    return list(AuditSubject.objects.filter(subject_id=key).values_list("entry_id", flat=True))


def _row(noun: Noun, key: UUID) -> Any:
    """The noun itself, unless it is gone or its kind is known by its entries alone."""
    if not noun.model:
        return None
    return _rows(noun, key).first()


def _rows(noun: Noun, key: UUID) -> "QuerySet[Any]":
    found: QuerySet[Any] = apps.get_model(noun.model)._default_manager.filter(pk=key)
    return found


def _may_see(request: PageRequest, kind: str, key: UUID, entry: AuditEntry | None) -> bool:
    """Judged as the noun's own page judges: by its row while there is one, else by the latest entry."""
    noun, account, today = KINDS[kind], request.account, request.today
    if kind == "person":
        return policy.is_self(account, key) or powers_over(request, key, noun.permission)[0]
    if kind == "organization":
        return policy.may(account, noun.permission, key, on=today)
    if noun.seen is not None and _row(noun, key) is not None:
        return noun.seen(request).filter(pk=key).exists()
    if noun.whole:
        return policy.may(account, noun.permission, on=today) or _is_own(request, noun, key)
    if noun.model and isinstance(rows := _rows(noun, key), PlacedQuerySet):
        if seen(request, rows, noun.permission).exists() or _is_own(request, noun, key):
            return True
        if rows.exists():
            return False
    return _may_at(request, noun, key, entry) or _is_own(request, noun, key)


def _may_at(request: PageRequest, noun: Noun, key: UUID, entry: AuditEntry | None) -> bool:
    """Whether the permission is held over the organisation that the noun, or its latest entry, names."""
    row = _row(noun, key)
    place = getattr(row, "organization_id", None) or (entry.organization_id if entry is not None else None)
    if place is None:
        return policy.scope(request.account, noun.permission, on=request.today).everything
    return policy.may(request.account, noun.permission, place, on=request.today)


def _is_own(request: PageRequest, noun: Noun, key: UUID) -> bool:
    """Whether a column of the noun names the reader."""
    return bool(noun.own) and _rows(noun, key).filter(**{noun.own: request.account.person_id}).exists()
