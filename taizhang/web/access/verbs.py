"""The sentence beside each verb of the audit trail: one line a verb."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrPromise

from taizhang.domain.audit.actor import Channel

VERBS: Mapping[str, StrPromise] = {
    "access.sign-in": _("signed in"),
    "access.sign-in-failed": _("failed to sign in"),
    "access.sign-out": _("signed out"),
    "access.second-step": _("changed one-time codes"),
    "accounts.open": _("opened an account"),
    "accounts.close": _("closed an account"),
    "accounts.reopen": _("opened an account again"),
    "accounts.password": _("set a password"),
    "calendar.seed": _("loaded the calendar of holidays"),
    "calendar.set": _("changed the calendar of holidays"),
    "circulars.issue": _("issued a circular"),
    "circulars.recall": _("recalled a circular"),
    "circulars.take-back": _("took a circular back unread"),
    "connectors.add": _("set up a channel of messages"),
    "connectors.switch-off": _("switched a channel of messages off"),
    "connectors.switch-on": _("switched a channel of messages on"),
    "contacts.set": _("changed how one is reached"),
    "digests.make": _("made the digests of the day"),
    "cases.answer": _("answered a case"),
    "cases.ask": _("asked for the help that was offered"),
    "cases.close": _("closed a case"),
    "cases.file": _("filed a case"),
    "cases.forward": _("handed a case to another office"),
    "cases.offer": _("offered help"),
    "cases.rate": _("said whether an answer helped"),
    "cases.reopen": _("opened a case again"),
    "cases.take-back": _("took an answer back"),
    "calendar.undo": _("undid a change of the calendar of holidays"),
    "duties.decide": _("made a decision into a duty"),
    "duties.drop": _("dropped the duty of a decision"),
    "duties.issue": _("issued duties"),
    "duties.redate": _("moved due days after a change of the calendar"),
    "duties.waive": _("waived a duty"),
    "duties.unwaive": _("took a waiver back"),
    "evidence.keep": _("kept a piece of evidence"),
    "evidence.discard": _("discarded a piece of evidence"),
    "feeds.create": _("made a calendar to subscribe to"),
    "feeds.renew": _("renewed a calendar to subscribe to"),
    "feeds.revoke": _("revoked a calendar to subscribe to"),
    "grants.give": _("gave a role"),
    "grants.end": _("ended a role"),
    "groups.form": _("formed a Party group"),
    "groups.dissolve": _("dissolved a Party group"),
    "groups.regroup": _("moved a member to another Party group"),
    "imports.apply": _("applied an import"),
    "imports.cancel": _("cancelled an import"),
    "notices.sweep": _("deleted notices that were old"),
    "offices.close": _("closed an office"),
    "offices.open": _("opened an office"),
    "orgs.found": _("founded an organisation"),
    "orgs.rename": _("renamed an organisation"),
    "orgs.move": _("moved an organisation"),
    "orgs.merge": _("merged an organisation"),
    "orgs.split": _("split an organisation"),
    "orgs.close": _("closed an organisation"),
    "orgs.describe": _("changed what is known of an organisation"),
    "orgs.reclassify": _("changed the kind of an organisation"),
    "packs.publish": _("published a rule pack"),
    "people.register": _("entered a person in the register"),
    "people.register-many": _("entered people in the register"),
    "people.amend": _("corrected a person"),
    "people.transfer": _("transferred a membership"),
    "people.confirm": _("confirmed a probationary member"),
    "people.leave": _("ended a membership"),
    "people.exempt": _("exempted a person"),
    "people.lift-exemption": _("lifted an exemption"),
    "people.reveal": _("opened a masked value"),
    "policies.on": _("turned a switch on"),
    "policies.off": _("turned a switch off"),
    "points.misses": _("deducted points for what was missed"),
    "points.post": _("posted points"),
    "points.reverse": _("reversed points"),
    "posts.appoint": _("appointed a person"),
    "posts.appoint-many": _("appointed people"),
    "posts.release": _("released a person from a post"),
    "records.submit": _("submitted a record"),
    "records.revise": _("revised a record"),
    "records.withdraw": _("withdrew a record"),
    "records.approve": _("approved a record"),
    "records.return": _("returned a record"),
    "records.undo": _("took an approval back"),
    "reviews.submit": _("submitted for review"),
    "reviews.return": _("returned what was submitted"),
    "reviews.approve": _("approved what was submitted"),
    "reviews.withdraw": _("withdrew what was submitted"),
    "reviews.reopen": _("opened a review again"),
    "visits.plan": _("drew up a plan of visits"),
    "visits.widen": _("widened a plan of visits"),
    "visits.narrow": _("undid the widening of a plan of visits"),
    "visits.withdraw": _("took a plan of visits back"),
    "visits.arrange": _("planned a visit"),
    "visits.cancel": _("cancelled a visit"),
    "visits.restore": _("let a cancelled visit take place"),
}

CHANNELS: Mapping[Channel, StrPromise] = {
    Channel.WEB: pgettext_lazy("door", "page"),
    Channel.API: pgettext_lazy("door", "interface"),
    Channel.COMMAND: pgettext_lazy("door", "command"),
    Channel.SEED: pgettext_lazy("door", "demo data"),
    Channel.JOB: pgettext_lazy("door", "by the clock"),
}


def saying(verb: str) -> str:
    """The words for a verb; a verb without words is shown as it is."""
    return str(VERBS.get(verb, verb))


def verb_choices() -> list[tuple[str, str]]:
    """Every verb with its words, for the filter."""
    return sorted(((verb, str(words)) for verb, words in VERBS.items()), key=lambda pair: pair[0])
