"""The kinds of notice, and the rule of each: what it says, and whether it may go out at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from taizhang.kernel.errors import _


class Kind(StrEnum):
    """What a notice is about."""

    RETURNED = "returned"
    WAIVED = "waived"
    UNWAIVED = "unwaived"
    POINTS_REVERSED = "points-reversed"
    PACK_PUBLISHED = "pack-published"
    GRANTED = "granted"
    GRANT_ENDED = "grant-ended"
    SIGN_IN_CHANGED = "sign-in-changed"
    KEY_REVOKED = "key-revoked"
    CIRCULAR = "circular"
    RECALLED = "recalled"
    CASE_OPENED = "case-opened"
    CASE_ANSWERED = "case-answered"
    HELP_OFFERED = "help-offered"
    FORM_SENT = "form-sent"
    FORM_WITHDRAWN = "form-withdrawn"
    VISIT_PLANNED = "visit-planned"
    VISIT_CANCELLED = "visit-cancelled"
    SAMPLE_DRAWN = "sample-drawn"
    POLICY_SWITCHED = "policy-switched"
    PAPER_ENTERED = "paper-entered"
    SCORE_PREVIEW = "score-preview"
    OBJECTION_RAISED = "objection-raised"
    OBJECTION_ANSWERED = "objection-answered"
    SCORE_PUBLISHED = "score-published"
    DEVIATION_PROPOSED = "deviation-proposed"
    DIGEST = "digest"


@dataclass(frozen=True, slots=True)
class Rule:
    """How notices of a kind read, and when they may go out.

    Every notice waits for the digest of the week. An urgent one goes out by itself, in working hours; one of safety
    at any hour. `because` says why, for the table of kinds that everyone may read.
    """

    name: str
    sentence: str  # its placeholders are {about} and the values given to `tell`
    urgent: bool = False
    safety: bool = False
    because: str = ""


RULES: Mapping[Kind, Rule] = {
    Kind.RETURNED: Rule(_("Record returned"), _("The record “{about}” was returned: {because}")),
    Kind.WAIVED: Rule(_("Duty waived"), _("The duty “{about}” need not be done: {because}")),
    Kind.UNWAIVED: Rule(_("Waiver taken back"), _("The duty “{about}” is owed again: {because}")),
    Kind.POINTS_REVERSED: Rule(_("Points reversed"), _("{amount} points for “{about}” were reversed: {because}")),
    Kind.PACK_PUBLISHED: Rule(
        _("Rules published"), _("The rule pack “{about}” was published; it holds from {from_on}.")
    ),
    Kind.GRANTED: Rule(
        _("Role given"),
        _("You were given the role {role} over {about} from {from_on}."),
        urgent=True,
        because=_("You should know at once what you may do, and say so if it is wrong."),
    ),
    Kind.GRANT_ENDED: Rule(_("Role ended"), _("Your role {role} over {about} ends; the last day is {last_on}.")),
    Kind.SIGN_IN_CHANGED: Rule(
        _("Password set"),
        _("{name} set a new password for your account. If you did not ask for it, call your office."),
        urgent=True,
        safety=True,
        because=_("Somebody else may be using your account."),
    ),
    Kind.KEY_REVOKED: Rule(
        _("Key revoked"),
        _("{name} revoked your key “{about}”; the program that used it can do nothing any more."),
        urgent=True,
        because=_("The program stands still, and the key may have been in wrong hands."),
    ),
    Kind.CIRCULAR: Rule(_("Circular"), _("{issuer} issued “{about}”.")),
    Kind.RECALLED: Rule(_("Circular recalled"), _("{issuer} recalled “{about}”: {because}")),
    Kind.CASE_OPENED: Rule(_("Case to answer"), _("“{about}” waits for an answer until {due_on}.")),
    Kind.CASE_ANSWERED: Rule(_("Case answered"), _("“{about}” was answered.")),
    Kind.HELP_OFFERED: Rule(
        _("Help offered"), _("The light is red, so help is offered ({about}). Nothing need be done about it.")
    ),
    Kind.FORM_SENT: Rule(_("Form to fill"), _("{issuer} asks for the form “{about}” until {due_on}.")),
    Kind.FORM_WITHDRAWN: Rule(_("Form withdrawn"), _("The form “{about}” is no longer asked for.")),
    Kind.VISIT_PLANNED: Rule(_("Visit planned"), _("A visit is planned on {visit_on}: {about}.")),
    Kind.VISIT_CANCELLED: Rule(
        _("Visit cancelled"),
        _("The visit on {visit_on} is cancelled: {about}."),
        urgent=True,
        because=_("Nobody should wait for visitors who do not come."),
    ),
    Kind.SAMPLE_DRAWN: Rule(_("Records to look at"), _("Records were drawn for you to look at: {about}.")),
    Kind.POLICY_SWITCHED: Rule(_("Policy changed"), _("The policy “{about}” is now: {state}. Ground: {ground}")),
    Kind.PAPER_ENTERED: Rule(
        _("Paper entered"),
        _("{name} entered {count} of your paper sheets, the first “{about}” of {held_on}. Look whether it is right."),
    ),
    Kind.SCORE_PREVIEW: Rule(
        _("Preview of a score"), _("The preview of “{about}” can be seen; objections are possible until {until_on}.")
    ),
    Kind.OBJECTION_RAISED: Rule(
        _("Objection to answer"), _("{name} objects to its preview of “{about}”; the objection waits for an answer.")
    ),
    Kind.OBJECTION_ANSWERED: Rule(_("Objection answered"), _("The objection to “{about}” was answered: {outcome}.")),
    Kind.SCORE_PUBLISHED: Rule(_("Result published"), _("The result of “{about}” was published.")),
    Kind.DEVIATION_PROPOSED: Rule(
        _("Second person wanted"), _("{name} proposes a decision against the rule for “{about}”: {because}")
    ),
    Kind.DIGEST: Rule(_("Digest of the week"), _("What concerns you this week: {count} lines.")),
}


def rule(kind: str) -> Rule:
    """The rule of a kind."""
    return RULES[Kind(kind)]
