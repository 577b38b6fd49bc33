"""Publishing a scheme: append only, from a period on that was not judged yet."""

from datetime import timedelta
from pathlib import Path

from taizhang import packs
from taizhang.domain.assessments.models import Assessment, SchemeVersion
from taizhang.domain.assessments.schemefile import MEMBERS, SchemeFile, load
from taizhang.domain.audit.actions import Note, action, hold_chain, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.duties.packs import find_pack
from taizhang.kernel.errors import Refused, _
from taizhang.kernel.periods import Period

AHEAD = timedelta(days=5 * 366)  # a committee's term
DEFAULTS = ("default-month", "default-quarter", "default-year")


@action
def publish_scheme(*, scheme_file: SchemeFile, by: Actor) -> SchemeVersion:
    """Publish a version of a scheme for the periods that begin from its first day on; the same again changes nothing.

    A published version is never edited; periods that were closed keep the version they were judged by.
    """
    hold_chain()  # neither another version nor a close comes between
    same = SchemeVersion.objects.filter(code=scheme_file.code, version=scheme_file.version).first()
    if same is not None:
        return _unchanged(same, scheme_file)
    _refuse_members(scheme_file)
    _refuse_far(scheme_file, by)
    _refuse_older(scheme_file)
    _refuse_overlap(scheme_file)
    _refuse_closed(scheme_file)
    _refuse_other_pack(scheme_file)
    version = _version(scheme_file, by)
    version.save()
    details = {"sha256": version.sha256, "valid_from": version.valid_from.isoformat(), "period": version.period_kind}
    note(Note(verb="schemes.publish", subject=version, by=by, details=details))
    return version


@action
def publish_defaults(*, by: Actor) -> list[SchemeVersion]:
    """Publish the three default schemes: of a month, of a quarter and of a year."""
    folder = Path(packs.__file__).parent / "schemes"
    files = [load(folder / f"{name}.yaml", rules=find_pack) for name in DEFAULTS]
    return [publish_scheme(scheme_file=file, by=by) for file in files]


def _unchanged(published: SchemeVersion, scheme_file: SchemeFile) -> SchemeVersion:
    """The published version when it says the same; refused when it says something else."""
    if published.sha256 == scheme_file.sha256:
        return published
    raise Refused(
        _("Version {version} of {scheme} was published already and says something else; a version is never edited."),
        _("Raise the version number and give it a later first day."),
        code="assessments.scheme-version",
        version=published.version,
        scheme=published.code,
    )


def _refuse_members(scheme_file: SchemeFile) -> None:
    """Persons are not assessed here: their points are counted by the pack, seen by themselves and their branch."""
    if scheme_file.judges == MEMBERS:
        raise Refused(
            _("“{scheme}” judges members; only schemes that judge organisations are published."),
            _("Members' points are counted by the rule pack."),
            code="assessments.scheme-members",
            scheme=scheme_file.code,
        )


def _refuse_far(scheme_file: SchemeFile, by: Actor) -> None:
    """A version that begins in a mistyped century would keep every other from beginning before it."""
    last = by.on + AHEAD
    if scheme_file.valid_from > last:
        raise Refused(
            _("This version would begin on {first}, later than {last}, the last day that can be planned for today."),
            _("Check the year."),
            code="assessments.scheme-far",
            first=scheme_file.valid_from,
            last=last,
        )


def _refuse_older(scheme_file: SchemeFile) -> None:
    latest = SchemeVersion.objects.filter(code=scheme_file.code).order_by("-version").first()
    if latest is not None and scheme_file.version <= latest.version:
        raise Refused(
            _("Version {version} of {scheme} comes after version {latest} was published."),
            _("Give it a number above {latest}."),
            code="assessments.scheme-older",
            version=scheme_file.version,
            scheme=scheme_file.code,
            latest=latest.version,
        )


def _refuse_overlap(scheme_file: SchemeFile) -> None:
    """Main schemes of a kind of period follow each other; so do the versions of an overlay."""
    others = SchemeVersion.objects.filter(period_kind=scheme_file.period.value, overlay=scheme_file.overlay)
    if scheme_file.overlay:
        others = others.filter(code=scheme_file.code)
    later = others.filter(valid_from__gte=scheme_file.valid_from).order_by("valid_from").first()
    if later is not None:
        raise Refused(
            _("{other} judges periods from {first} on; this version would begin before or with it, on {day}."),
            _("Let it begin after {first}."),
            code="assessments.scheme-overlap",
            other=str(later),
            first=later.valid_from,
            day=scheme_file.valid_from,
        )


def _refuse_closed(scheme_file: SchemeFile) -> None:
    """What was closed keeps the scheme it was judged by: no other begins with or before a closed period."""
    closed = Assessment.objects.filter(
        scheme__period_kind=scheme_file.period.value, scheme__overlay=scheme_file.overlay
    ).select_related("scheme")
    if scheme_file.overlay:
        closed = closed.filter(scheme__code=scheme_file.code)
    for each in closed.defer("scheme__content").order_by("-period"):
        period = Period.parse(each.period)
        if period.first >= scheme_file.valid_from:
            raise Refused(
                _("{period} was closed already under {other}; a scheme never reaches back."),
                _("Let it begin on {first} or later."),
                code="assessments.scheme-closed",
                period=str(period),
                other=str(each.scheme),
                first=period.next.first,
            )


def _refuse_other_pack(scheme_file: SchemeFile) -> None:
    """The institutions that a scheme weighs are those of the pack that rules when it begins."""
    held = scheme_file.content.get("pack")
    if held is None:
        return
    pack = find_pack(scheme_file.valid_from)
    ruling = f"{pack.code} v{pack.version}" if pack else "–"
    weighed = f"{held['code']} v{held['version']}"
    if ruling != weighed:
        raise Refused(
            _("The scheme weighs the institutions of {weighed}; on {day} the pack {ruling} rules."),
            _("Take the part “pack” out of the file, so that the institutions of that day are weighed."),
            code="assessments.scheme-pack",
            weighed=weighed,
            day=scheme_file.valid_from,
            ruling=ruling,
        )


def _version(scheme_file: SchemeFile, by: Actor) -> SchemeVersion:
    return SchemeVersion(
        code=scheme_file.code,
        version=scheme_file.version,
        title_zh=scheme_file.title.zh,
        title_en=scheme_file.title.en,
        period_kind=scheme_file.period.value,
        overlay=scheme_file.overlay,
        content=scheme_file.content,
        sha256=scheme_file.sha256,
        valid_from=scheme_file.valid_from,
        valid_to=scheme_file.valid_to,
        published_at=by.at,
        published_by_name=by.name,
    )
