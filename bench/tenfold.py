"""The demo district several times over: everything below its top copied, row by row, inside the database."""

from collections.abc import Iterator
from functools import cache

import psycopg
from django.apps import apps
from django.db import models
from psycopg import sql

from taizhang.config import cli, database, embedded
from taizhang.config.home import home
from taizhang.domain.orgs.models import Organization, Person, Placement

# The digit of an identifier that names its version, 7 in ours, set to another in each copy: references stay whole.
MOVED = "overlay({0}::text placing '{1}' from 15 for 1)::uuid"
ORIGINAL, DIGITS = "7", "012345689abcdef"
APART = 10_000  # between the running numbers of the copies


def alone(copies: int) -> None:
    """The same in a process that has just begun."""
    cli.prepare()
    multiply(copies, embedded.Server(home()).dsn(embedded.SUPERUSER))


def multiply(copies: int, address: str) -> int:
    """Add so many copies; answers how many rows were written. Past the actions: a bench may, nothing else does."""
    root = Placement.objects.get(parent__isnull=True).organization_id
    written = 0
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(sql.SQL("SET search_path TO {}").format(sql.Identifier(database.schema())))
        connection.execute("SET session_replication_role TO replica")  # whole by construction: no key is checked twice
        connection.execute("SET synchronous_commit TO off")
        for model in placed():
            for number in range(1, copies + 1):
                written += connection.execute(_copy(model, number, str(root)).encode()).rowcount
        connection.execute("VACUUM ANALYZE")
    return written


@cache
def placed() -> tuple[type[models.Model], ...]:
    """The models whose rows belong to an organisation or a person, directly or through others."""
    ours = [each for each in apps.get_models() if each.__module__.startswith("taizhang.")]
    found: set[type[models.Model]] = {Organization, Person}
    while more := {each for each in ours if each not in found and found & set(_referred(each))}:
        found |= more
    return tuple(each for each in ours if each in found and isinstance(each._meta.pk, models.UUIDField))


def _referred(model: type[models.Model]) -> Iterator[type[models.Model]]:
    """What a row of a model points at."""
    return (field.related_model for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey))


def _copy(model: type[models.Model], number: int, root: str) -> str:
    """The statement that copies the rows of one model, except those of the top itself."""
    fields = model._meta.concrete_fields
    columns = ", ".join(f'"{field.column}"' for field in fields)
    values = ", ".join(_value(model, field, number, root) for field in fields)
    top = "id" if model is Organization else "organization_id"
    personal = any(field.name == "person" for field in fields)
    kept = f"""WHERE substring(id::text, 15, 1) = '{ORIGINAL}'"""
    if not personal and any(field.column == top for field in fields):
        kept += f" AND {top} <> '{root}'"
    return f'INSERT INTO "{model._meta.db_table}" ({columns}) SELECT {values} FROM "{model._meta.db_table}" {kept}'


def _value(model: type[models.Model], field: models.Field, number: int, root: str) -> str:
    """What stands in a column of the copy."""
    column = f'"{field.column}"'
    if field.name == "path":
        marked = f"regexp_replace({column}, '/([^/]+)', '/\\1_{number}', 'g')"
        return f"regexp_replace({marked}, '^(/[^/]+)_{number}/', '\\1/')"
    if isinstance(field, models.CharField | models.TextField) and _alone(model, field):
        mark = f"_{number}" if field.max_length and field.max_length < 20 else f"~{number}"
        kept = f"left({column}, {field.max_length - len(mark)})" if field.max_length else column
        return f"CASE WHEN {column} = '' THEN '' ELSE {kept} || '{mark}' END"
    if isinstance(field, models.IntegerField) and _alone(model, field):
        return f"{column} + {number * APART}"
    target = field.related_model if isinstance(field, models.ForeignKey) else None
    if not isinstance(field, models.UUIDField) and (target is None or target not in placed()):
        return column
    return f"CASE WHEN {column} = '{root}' THEN {column} ELSE {MOVED.format(column, DIGITS[number])} END"


def _alone(model: type[models.Model], field: models.Field) -> bool:
    """Whether a value must differ from all others, without an organisation, a person or what is theirs beside it."""
    constraints = [each.fields for each in model._meta.constraints if isinstance(each, models.UniqueConstraint)]
    unique = [names for names in constraints if names and not any(_copied(model, name) for name in names)]
    return bool(field.unique) or field.name in {names[-1] for names in unique}


def _copied(model: type[models.Model], name: str) -> bool:
    """Whether a column differs between copies anyway."""
    field = model._meta.get_field(name)
    return isinstance(field, models.UUIDField) or field.related_model in placed()
