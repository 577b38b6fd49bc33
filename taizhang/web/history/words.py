"""One wording per verb: what an entry of the audit trail says to whoever may see its subject."""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.orgs.kinds import Category, Kind, PostKind
from taizhang.domain.orgs.models.membership import Ground
from taizhang.domain.orgs.words import FIELDS
from taizhang.web.access.verbs import saying
from taizhang.web.kit.filters import day, period
from taizhang.web.people.words import GROUND_WORDS

# The gaps are the details of the entry, `subject` its label; an entry without one of them says its verb alone.
WORDINGS: Mapping[str, StrPromise] = {
    "orgs.found": _("founded %(name)s"),
    "orgs.rename": _("renamed “%(old)s” to “%(name)s”"),
    "orgs.reclassify": _("made it: %(kind)s, %(category)s"),
    "orgs.move": _("moved it under %(under)s; organisations moved: %(moved)s"),
    "orgs.merge": _("merged %(subject)s into %(into)s; members who went there: %(members)s"),
    "orgs.split": _("split %(subject)s off from %(from)s; members who went there: %(members)s"),
    "orgs.close": _("closed %(subject)s"),
    "orgs.describe": _("changed: %(differences)s"),
    "offices.open": _("set up the office “%(subject)s”"),
    "offices.close": _("closed the office “%(subject)s”"),
    "groups.form": _("formed the group “%(subject)s”"),
    "groups.dissolve": _("dissolved the group “%(subject)s”"),
    "groups.regroup": _("put members into the group “%(subject)s”: %(members)s"),
    "posts.appoint": _("appointed %(subject)s: %(kind)s"),
    "posts.release": _("released %(subject)s from the post: %(kind)s"),
    "people.register": _("entered %(subject)s in the register"),
    "people.amend": _("corrected of %(subject)s: %(changed)s"),
    "people.transfer": _("transferred %(subject)s"),
    "people.confirm": _("confirmed %(subject)s as formal member"),
    "people.leave": _("ended the membership of %(subject)s"),
    "people.exempt": _("exempted %(subject)s: %(ground)s"),
    "people.lift-exemption": _("lifted the exemption of %(subject)s"),
    "people.reveal": _("looked at a masked item of %(subject)s: %(what)s"),
    "people.register-many": _("entered in the register, with others: %(people)s people in all"),
    "posts.appoint-many": _("appointed, with others: %(posts)s posts in all"),
    "imports.apply": _("import of the file “%(subject)s”: %(added)s new, %(changed)s changed"),
    "duties.waive": _("waived: %(institution)s, %(occurrence)s"),
    "duties.unwaive": _("took the waiver back: %(institution)s, %(occurrence)s"),
    "points.enter": _("entered %(amount)s points (%(rule)s)"),
    "points.reverse": _("reversed %(amount)s points (%(rule)s)"),
    "points.misses": _("deducted points for what was missed: %(posted)s; reversed: %(reversed)s"),
    "grants.give": _("gave a role: %(subject)s"),
    "records.approve": _("approved “%(subject)s”, duties met: %(duties)s"),
    "calendar.set": _("%(subject)s: %(is_workday)s"),
}
# What rooms once labelled by kind and identifier.
NO_NAMES: Mapping[str, str] = {}
_IDENTIFIED = re.compile(r"^\w+ [0-9a-f]{8}-[0-9a-f]{4}-")
REMOVALS = ("orgs.close", "orgs.merge", "people.leave", "posts.release", "groups.dissolve", "offices.close")


def sentence(entry: AuditEntry, institutions: Mapping[str, str] = NO_NAMES) -> str:
    """What was done, without who, when and why; `institutions` are their names by code."""
    wording = WORDINGS.get(entry.verb)
    if wording is not None:
        with suppress(KeyError):
            return str(wording) % _spoken(entry, institutions)
    plain, label = saying(entry.verb), label_of(entry, institutions)
    return f"{plain}{gettext(': ')}{label}" if label else plain


def label_of(entry: AuditEntry, institutions: Mapping[str, str] = NO_NAMES) -> str:
    """What an entry is about, in words; what was labelled with an identifier has none."""
    label = entry.subject_label
    if entry.subject_kind == "duty" and "institution" in entry.details:
        code = str(entry.details["institution"])
        return f"{institutions.get(code, code)} {period(entry.details.get('occurrence', ''))}"
    return "" if _IDENTIFIED.search(label) else label


def because(entry: AuditEntry) -> str:
    """Why, when a reason was given."""
    return str(entry.details.get("because", ""))


def effective(entry: AuditEntry) -> date | None:
    """From which day it holds, when it names one."""
    told = entry.details.get("on") or entry.details.get("starts_on")
    try:
        return date.fromisoformat(str(told)) if told else None
    except ValueError:
        return None


def _spoken(entry: AuditEntry, institutions: Mapping[str, str]) -> dict[str, str]:
    """The details of an entry in the reader's words."""
    spoken = {name: _value(name, value) for name, value in entry.details.items()}
    spoken["subject"] = label_of(entry, institutions)
    if "institution" in spoken:
        spoken["institution"] = institutions.get(spoken["institution"], spoken["institution"])
    if entry.verb == "orgs.describe":
        spoken["differences"] = _differences(entry.details)
    return spoken


def _value(name: str, value: Any) -> str:
    """One detail: codes become words, lists are joined."""
    if name in LABELS and isinstance(value, str):
        return LABELS[name](value)
    if name == "changed" and isinstance(value, list):
        return gettext(", ").join(gettext(FIELDS.get(str(one), str(one))) for one in value)
    if name == "is_workday":
        return gettext("a working day") if value else gettext("a day off")
    return str(value)


def _differences(details: Mapping[str, Any]) -> str:
    """ "Telephone of the office: 1 → 2" for each item that was changed."""
    pairs = ((name, pair) for name, pair in details.items() if isinstance(pair, list) and len(pair) == 2)
    told = [f"{gettext(FIELDS.get(name, name))} {old or '—'} → {new or '—'}" for name, (old, new) in pairs]
    return gettext("; ").join(told)


def _kind(code: str) -> str:
    """A kind of organisation, or a post: both are called kind in the details."""
    if code in Kind.values:
        return str(Kind(code).label)
    return str(PostKind(code).label) if code in PostKind.values else code


def _category(code: str) -> str:
    return str(Category(code).label) if code in Category.values else code


def _ground(code: str) -> str:
    return str(GROUND_WORDS[Ground(code)]) if code in Ground.values else code


LABELS: dict[str, Callable[[str], str]] = {
    "kind": _kind,
    "category": _category,
    "ground": _ground,
    "occurrence": period,
    "what": lambda code: gettext(FIELDS.get(code, code)),
    "on": lambda text: day(date.fromisoformat(text)),
}
