"""A roster of 20,000 rows and 25 columns: ours, and the usual way with openpyxl, full_clean and save."""

import io
from datetime import datetime
from time import perf_counter, process_time
from typing import Any

import openpyxl
from django.db import transaction

from bench.figures import Figure
from bench.rosters import TITLES, actor, district, roster
from bench.rounds import interleaved, middle, spread
from taizhang.domain.orgs.actions.entries import PersonEntry, person_of
from taizhang.domain.orgs.imports import applying, runs
from taizhang.domain.orgs.imports.ethnicities import CODES
from taizhang.domain.orgs.imports.faults import Everywhere
from taizhang.domain.orgs.models import Membership, Organization, Person, Placement
from taizhang.kernel.ids import uuid7

PEOPLE = 20_000
ROUNDS = 3
PATIENCE = 40  # seconds a round of the rival may take; what it managed by then is compared by the row


def run() -> list[Figure]:
    """Import other people each round, ours and the rival in turn."""
    branches = district()
    ours = [roster(branches, PEOPLE, number) for number in range(ROUNDS)]
    theirs = [roster(branches, PEOPLE, ROUNDS + number) for number in range(ROUNDS)]
    managed: list[int] = []
    busy: list[float] = []  # seconds of the processor in this process, whatever else the machine does
    took = interleaved(
        ROUNDS,
        ours=lambda number: busy.append(_import(ours[number], PEOPLE, 0)),
        rival=lambda number: managed.append(_rival(theirs[number])),
    )
    again = interleaved(ROUNDS, again=lambda number: _import(ours[number], 0, PEOPLE))["again"]
    each = [seconds / rows for seconds, rows in zip(took["rival"], managed, strict=True)]
    ratio = middle([rival / (own / PEOPLE) for rival, own in zip(each, took["ours"], strict=True)])
    rows = " / ".join(f"{count:,}" for count in managed)
    return [
        Figure("ours: checked, previewed and applied", middle(took["ours"]), "s", at_most=5, note=spread(took["ours"])),
        Figure("ours: of that, the processor in this process", middle(busy), "s", note=spread(busy)),
        Figure("the same file again: nothing to change", middle(again), "s", note=spread(again)),
        Figure("rival: openpyxl + full_clean + save, a row", 1000 * middle(each), "ms", note=f"{rows} rows done"),
        Figure("how many times as fast, by the row", ratio, "×", at_least=10),
    ]


def _import(file: bytes, added: int, unchanged: int) -> float:
    """From the bytes of the file to the commit, as `taizhang import people` does it; answers processor seconds."""
    by, start = actor(), process_time()
    given: dict[str, Any] = {"where": Everywhere(), "by": by, "fictional": True}
    seen = runs.preview(kind="people", file=io.BytesIO(file), name="bench.xlsx", **given)
    if seen.run.refused:
        raise RuntimeError(f"The benchmark's own roster is refused: {seen.run.refused[:3]}")
    run = applying.apply(run=seen.run, reading=seen.reading, **given)
    if (run.added, run.unchanged) != (added, unchanged):
        raise RuntimeError(f"{run.added} added, {run.unchanged} unchanged")
    return process_time() - start


def _rival(file: bytes) -> int:
    """The usual way, in one transaction; answers how many rows it managed within its patience."""
    until, today = perf_counter() + PATIENCE, actor().on
    sheet = openpyxl.load_workbook(io.BytesIO(file), read_only=True).worksheets[0]
    rows = sheet.iter_rows(values_only=True)
    heads = list(next(rows))
    columns = {title: heads.index(title) for title in TITLES}
    codes = dict(Placement.objects.values_list("name", "organization_id"))
    places = Organization.objects.in_bulk()
    done = 0
    with transaction.atomic():
        for row in rows:
            said = {title: row[column] for title, column in columns.items()}
            _save(said, places[codes[said["所在党支部"]]], today)
            done += 1
            if perf_counter() > until:
                break
    return done


def _save(said: dict[str, Any], branch: Organization, today: Any) -> None:
    """One row: built by the same rules, then checked and saved by Django."""
    entry = PersonEntry(
        name=said["姓名"],
        id_number=said["公民身份号码"],
        phone=said["手机号码"],
        address=said["家庭住址"],
        ethnicity=CODES[said["民族"]],
        education=said["学历"],
        job=said["工作岗位"],
        joined_on=_day(said["入党日期"]),
        confirmed_on=_day(said["转正日期"]),
        floating_since=_day(said["外出日期"]),
        floating_to=said["外出流向"] or "",
    )
    person: Person = person_of(entry, today, allow_fictional=True)
    person.full_clean()
    person.save(force_insert=True)
    membership = Membership(
        id=uuid7(), person=person, organization=branch, standing="formal", starts_on=_day(said["转入日期"])
    )
    membership.full_clean()
    membership.save(force_insert=True)


def _day(cell: Any) -> Any:
    return cell.date() if isinstance(cell, datetime) else cell
