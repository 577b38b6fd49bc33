"""Publishing a rule pack."""

from datetime import timedelta

from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.duties.locks import Lock, wait_for
from taizhang.domain.duties.models import Duty, Pack, ProgrammeItem, Standard
from taizhang.domain.duties.packfile import InstitutionRule, PackFile, ProgrammeEntry
from taizhang.domain.duties.packs import PackRules, pack_in_force
from taizhang.domain.duties.telling import tell_published
from taizhang.domain.policies.queries import is_on
from taizhang.domain.policies.switches import Switch
from taizhang.kernel.errors import Refused, _

AHEAD = timedelta(days=5 * 366)  # a committee's term

__all__ = ["PackRules", "pack_in_force", "publish"]


@action
def publish(*, pack_file: PackFile, by: Actor) -> Pack:
    """Publish a version of a pack from its first day on; the same content again changes nothing.

    A published version is never edited, and periods for which duties were issued keep the version they had.
    """
    wait_for(Lock.ISSUE)
    wait_for(Lock.PACKS)
    same = Pack.objects.filter(code=pack_file.code, version=pack_file.version).first()
    if same is not None:
        return _unchanged(same, pack_file)
    _refuse_pictures(pack_file, by)
    _refuse_far(pack_file, by)
    _refuse_older(pack_file)
    _refuse_overlap(pack_file)
    _refuse_past(pack_file)
    pack = _pack(pack_file, by)
    pack.save(force_insert=True)
    Standard.objects.bulk_create([_standard(pack, rule) for rule in pack_file.institutions])
    ProgrammeItem.objects.bulk_create(_programme(pack, pack_file))
    details = {
        "sha256": pack.sha256,
        "valid_from": pack.valid_from.isoformat(),
        "standards": len(pack_file.institutions),
    }
    tell_published(pack, by)
    note(Note(verb="packs.publish", subject=pack, by=by, details=details))
    return pack


def _unchanged(published: Pack, pack_file: PackFile) -> Pack:
    """The published version when it says the same; refused when it says something else."""
    if published.sha256 == pack_file.sha256:
        return published
    raise Refused(
        _("Version {version} of {pack} was published already and says something else; a version is never edited."),
        _("Raise the version number and give it a later first day."),
        code="duties.pack-version",
        version=published.version,
        pack=published.code,
    )


def _refuse_pictures(pack_file: PackFile, by: Actor) -> None:
    """Pictures are no yardstick (整治形式主义为基层减负若干规定, 2024), unless a document switched them on."""
    demanding = next((rule for rule in pack_file.institutions if rule.demands_picture), None)
    if demanding is not None and not is_on(Switch.PHOTOS, on=by.on):
        raise Refused(
            _("{institution} demands pictures, which are no yardstick of work while the switch for them is off."),
            _("Let them be optional, or record the document that demands them on the policy page first."),
            code="duties.pack-pictures",
            institution=demanding.code,
        )


def _refuse_far(pack_file: PackFile, by: Actor) -> None:
    """A version that begins in a mistyped century would keep every other from beginning before it."""
    last = by.on + AHEAD
    if pack_file.valid_from > last:
        raise Refused(
            _("This version would begin on {first}, later than {last}, the last day that can be planned for today."),
            _("Check the year."),
            code="duties.pack-far",
            first=pack_file.valid_from,
            last=last,
        )


def _refuse_older(pack_file: PackFile) -> None:
    latest = Pack.objects.filter(code=pack_file.code).order_by("-version").first()
    if latest is not None and pack_file.version <= latest.version:
        raise Refused(
            _("Version {version} of {pack} comes after version {latest} was published."),
            _("Give it a number above {latest}."),
            code="duties.pack-older",
            version=pack_file.version,
            pack=pack_file.code,
            latest=latest.version,
        )


def _refuse_overlap(pack_file: PackFile) -> None:
    """An open-ended version ends when the next begins; one with an end of its own rules until then."""
    for other in Pack.objects.defer("content"):
        ends_later = other.valid_to is not None and other.valid_to >= pack_file.valid_from
        if pack_file.valid_from <= other.valid_from or ends_later:
            raise Refused(
                _("On {day} another pack would rule as well: {other}, valid from {first}{until}."),
                _("Let the new version begin after it."),
                code="duties.pack-overlap",
                day=max(pack_file.valid_from, other.valid_from),
                other=f"{other.code} v{other.version}",
                first=other.valid_from,
                until=f" – {other.valid_to}" if other.valid_to else "",
            )


def _refuse_past(pack_file: PackFile) -> None:
    """Old periods keep theirs: no version begins in days for which duties are issued by the one before."""
    issued = Duty.objects.filter(standard__isnull=False, first_on__gte=pack_file.valid_from).order_by("-first_on")
    latest = issued.values_list("first_on", flat=True).first()
    if latest is not None:
        raise Refused(
            _("Duties beginning on {latest} are issued already; the new version would begin before, on {first}."),
            _("Let it begin after {latest}: periods already issued keep their rules."),
            code="duties.pack-past",
            latest=latest,
            first=pack_file.valid_from,
        )


def _pack(pack_file: PackFile, by: Actor) -> Pack:
    return Pack(
        code=pack_file.code,
        version=pack_file.version,
        title_zh=pack_file.title.zh,
        title_en=pack_file.title.en,
        content=pack_file.content,
        sha256=pack_file.sha256,
        valid_from=pack_file.valid_from,
        valid_to=pack_file.valid_to,
        published_at=by.at,
        published_by_name=by.name,
    )


def _standard(pack: Pack, rule: InstitutionRule) -> Standard:
    return Standard(
        pack=pack,
        code=rule.code,
        order=rule.order,
        name_zh=rule.name.zh,
        name_en=rule.name.en,
        weight=rule.weight,
        categories="".join(sorted(rule.categories)),
        rule=rule.content,
        checked=rule.checked,
    )


def _programme(pack: Pack, pack_file: PackFile) -> list[ProgrammeItem]:
    """Theme, mechanisms, projects and categories as rows."""
    named = {
        "theme": (pack_file.theme,),
        "mechanism": pack_file.mechanisms,
        "project": pack_file.projects,
        "category": pack_file.categories,
    }
    return [_item(pack, kind, order, entry) for kind, all_ in named.items() for order, entry in enumerate(all_, 1)]


def _item(pack: Pack, kind: str, order: int, entry: ProgrammeEntry) -> ProgrammeItem:
    return ProgrammeItem(
        pack=pack,
        kind=kind,
        code=entry.code,
        order=order,
        name_zh=entry.name.zh,
        name_en=entry.name.en,
        text_zh=entry.text.zh,
        text_en=entry.text.en,
    )
