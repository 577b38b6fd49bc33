"""Which versions judge on a day: the latest main scheme of each kind of period, and every overlay that runs."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from taizhang.domain.assessments.models import SchemeVersion
from taizhang.domain.assessments.schemes import in_force


def states(versions: Iterable[SchemeVersion], on: date) -> Mapping[UUID, tuple[str, str]]:
    """The state of each version in words and the kind of its badge."""
    ruling = {kind: in_force(kind, on) for kind in {each.period_kind for each in versions}}
    latest: dict[str, SchemeVersion] = {}
    begun = SchemeVersion.objects.filter(overlay=True, valid_from__lte=on).defer("content")
    for each in begun.order_by("valid_from", "version"):
        latest[each.code] = each
    judging = {each.pk for each in (*ruling.values(), *latest.values()) if each is not None}
    return {each.pk: _state(each, on, each.pk in judging) for each in versions}


def _state(version: SchemeVersion, on: date, judging: bool) -> tuple[str, str]:
    if version.valid_from > on:
        return _("to come"), "note"
    ended = version.valid_to is not None and version.valid_to < on
    return (_("in force"), "good") if judging and not ended else (_("past"), "plain")
