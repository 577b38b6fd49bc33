"""What can be imported: how a file of each kind is read, compared with the database, shown and written."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from taizhang.domain.audit.actor import Actor
from taizhang.domain.orgs.imports import listing, people, rows, samples, tree, writing
from taizhang.domain.orgs.imports.faults import Where
from taizhang.kernel.errors import Refused, _

Step = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Subject:
    """A kind of file. `read` gives a reading (rows, faults, cells, notes), `plan` what it would do
    (added, changed, unchanged), `write` does it and answers what the audit trail keeps of it."""

    key: str
    ending: str
    read: Callable[[Path, date, bool], Any]
    plan: Callable[[Any, Where, date, bool], Any]
    sample: Callable[[Any], dict[str, list[samples.Sample]]]
    write: Callable[[Any, Actor, Step], writing.Written]


SUBJECTS = {
    "people": Subject(
        "people",
        ".xlsx",
        lambda path, today, fictional: rows.read(path, today, fictional=fictional),
        lambda reading, where, today, lock: people.plan(reading, where, today, lock=lock),
        samples.of_people,
        writing.write_people,
    ),
    "divisions": Subject(
        "divisions",
        ".csv",
        lambda path, today, _fictional: listing.read(path, today),
        lambda reading, where, today, _lock: tree.plan(reading, where, today),
        samples.of_divisions,
        writing.write_divisions,
    ),
}


def subject(kind: str) -> Subject:
    """The subject of a kind; refused when there is none."""
    if kind not in SUBJECTS:
        raise Refused(
            _("Files of the kind “{kind}” cannot be imported."),
            _("Choose divisions or people."),
            code="imports.kind",
            kind=kind,
        )
    return SUBJECTS[kind]
