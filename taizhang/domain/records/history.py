"""What a record said before and after it was revised, as plain JSON for the audit trail."""

from typing import Any

from taizhang.domain.records.models import Activity

Snapshot = dict[str, Any]


def snapshot(activity: Activity) -> Snapshot:
    """Everything a record says."""
    away = activity.attendances.exclude(presence="present").filter(counts=True)
    absent = away.values_list("person_id", "presence", "reason")
    came = activity.attendances.filter(presence="present", counts=False)
    return {
        "title": activity.title,
        "institutions": list(activity.institutions),
        "held_on": activity.held_on.isoformat(),
        "starts_at": _time(activity.starts_at),
        "ends_at": _time(activity.ends_at),
        "place": activity.place,
        "chair": str(activity.chair_id or ""),
        "lecturer": activity.lecturer,
        "topics": list(activity.topics),
        "minutes": activity.minutes,
        "guest_names": list(activity.guest_names),
        "absent": {
            str(person): [how, why] for person, how, why in absent.values_list("person_id", "presence", "reason")
        },
        "came_uncounted": sorted(str(person) for person in came.values_list("person_id", flat=True)),
        "duties": sorted(str(duty) for duty in activity.claims.values_list("duty_id", flat=True)),
        "decisions": [[each.text, str(each.owner_id or ""), _day(each.due_on)] for each in activity.decisions.all()],
        "ballots": [[each.question, each.yes, each.no, each.abstain] for each in activity.ballots.all()],
        "evidence": sorted(activity.evidence.values_list("sha256", flat=True)),
    }


def changes(before: Snapshot, after: Snapshot) -> dict[str, Any]:
    """The fields that differ, as they were and as they are."""
    changed = [name for name in before if before[name] != after[name]]
    return {"before": {name: before[name] for name in changed}, "after": {name: after[name] for name in changed}}


def _time(value: Any) -> str:
    return f"{value:%H:%M}" if value is not None else ""


def _day(value: Any) -> str:
    return value.isoformat() if value is not None else ""
