"""How a pack speaks: who comes, which share decides, what is kept, worth how much, held together with what."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from taizhang.domain.duties.models import Pack
from taizhang.domain.duties.packfile import Evidence, InstitutionRule, PackFile
from taizhang.domain.duties.packfile.codes import ATTENDEES, CATEGORIES, GRADES, LEVELS
from taizhang.kernel.points import Rule
from taizhang.kernel.words import say


def title(pack: Pack, lang: str) -> str:
    """What a pack is called."""
    return say(lang, zh=pack.title_zh, en=pack.title_en)


def attendees(rule: InstitutionRule, lang: str) -> str:
    """Who is expected."""
    return _coded(ATTENDEES, rule.attendance.who, lang)


def grade(code: str, lang: str) -> str:
    """How well a document's text is known: its code and what that means."""
    return f"{code} · {_coded(GRADES, code, lang)}"


def levels(codes: Sequence[str], lang: str) -> str:
    """The levels of organisations that it addresses."""
    return _(", ").join(_coded(LEVELS, code, lang) for code in codes)


def categories(codes: Sequence[str], lang: str) -> str:
    """The categories that it addresses; all of them in one word."""
    if set(codes) == set(CATEGORIES):
        return _("all four categories")
    return _(", ").join(_coded(CATEGORIES, code, lang) for code in codes)


def quorum(rule: InstitutionRule) -> str:
    """Which share must be there and which must agree; empty when none is set."""
    said = []
    if rule.quorum is not None:
        word = _("present %(share)s, for a vote") if rule.attendance.quorum_for_votes_only else _("present %(share)s")
        said.append(word % {"share": rule.quorum})
    if rule.passing is not None:
        said.append(_("in favour %(share)s of those entitled") % {"share": rule.passing})
    if rule.attendance.ceiling is not None:
        share = rule.attendance.ceiling
        said.append(_("at most %(num)s/%(den)s get the best grade") % {"num": share.num, "den": share.den})
    return _("; ").join(said)


def points(rule: Rule | None, lang: str) -> str:
    """What a rule brings and its cap in words; empty when there is none."""
    if rule is None:
        return ""
    said = _("%(n)s each time") % {"n": f"{rule.amount:+d}"}
    if rule.cap is not None:
        said += _(", at most %(n)s a year") % {"n": rule.cap}
    if rule.floor is not None:
        said += _(", at least %(n)s a year") % {"n": rule.floor}
    return f"{rule.name(lang)} {said}"


def kept(evidence: Evidence) -> str:
    """Whether it is demanded, where it stands, and for how long it is kept."""
    where = _("in the record itself") if evidence.in_record else _("a file")
    must = _("required") if evidence.required else _("optional")
    how_long = _("for ever") if evidence.permanent else _("%(n)s years") % {"n": evidence.keep_years}
    return _("; ").join([must, where, _("kept %(how_long)s") % {"how_long": how_long}])


def rhythms(rule: InstitutionRule, lang: str) -> list[tuple[str, str]]:
    """The general rhythm, and those of variants with the condition that chooses them."""
    found = [("", rule.rhythm.words(lang))]
    return [*found, *((condition.text, rhythm.words(lang)) for condition, rhythm in rule.variants)]


def proposed(rule: InstitutionRule) -> str:
    """The parts that the pack proposes and no regulation says."""
    known = {
        "weight": _("weight"),
        "points": _("points"),
        "rhythm": _("rhythm"),
        "variants": _("rhythm of others"),
        "applies_if": _("whom it addresses"),
    }
    return _(", ").join(known.get(part, part) for part in rule.proposed)


def together(rule: InstitutionRule, pack: PackFile) -> list[InstitutionRule]:
    """The institutions that may be one gathering with it, in the order of the pack."""
    return [each for each in pack.institutions if each.code in rule.combines_with]


def _coded(table: dict[str, tuple[str, str]], code: str, lang: str) -> str:
    zh, en = table.get(code, (code, code))
    return say(lang, zh=zh, en=en)
