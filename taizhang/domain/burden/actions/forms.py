"""Designing a form, registering it, withdrawing it."""

from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.burden.audience import asked_already, require_issuer
from taizhang.domain.burden.checking import problems
from taizhang.domain.burden.entry import FormEntry, QuestionEntry
from taizhang.domain.burden.following import hold
from taizhang.domain.burden.known import fact_for
from taizhang.domain.burden.meaning import meaning
from taizhang.domain.burden.models import CollectionForm, Question
from taizhang.domain.burden.models.form import Stage
from taizhang.domain.orgs.fields import require_reason
from taizhang.kernel.characters import without_unseen
from taizhang.kernel.errors import Refused, _


@action
def draft_form(*, entry: FormEntry, by: Actor) -> CollectionForm:
    """Design a form; a field that the system knows is bound to what is known, and nobody types it."""
    require_issuer(entry.organization, by.on)
    form = CollectionForm(organization=entry.organization, drafted_by_name=by.name, drafted_at=by.at)
    _write(form, entry, by)
    note(Note("forms.draft", form, by, form.organization_id, details={"fields": len(entry.questions)}))
    return form


@action
def redraft_form(*, form: CollectionForm, entry: FormEntry, by: Actor) -> CollectionForm:
    """Change a form that is not registered yet."""
    form = _locked(form)
    _require_stage(form, Stage.DRAFT, by)
    form.questions.all().delete()
    _write(form, entry, by)
    note(Note("forms.redraft", form, by, form.organization_id, details={"fields": len(entry.questions)}))
    return form


@action
def discard_form(*, form: CollectionForm, by: Actor) -> None:
    """Throw away a form that was never registered."""
    form = _locked(form)
    _require_stage(form, Stage.DRAFT, by)
    note(Note("forms.discard", form, by, form.organization_id))
    form.delete()


@action
def register_form(*, form: CollectionForm, by: Actor) -> CollectionForm:
    """Put a form on the register, so that it can be sent; refused while it asks what another form asks."""
    hold()
    form = _locked(form)
    _require_stage(form, Stage.DRAFT, by)
    require_issuer(form.organization, by.on)
    if form.expires_on <= by.on:
        raise Refused(
            _("The form expired on {day} before it was registered."),
            _("Give it a later last day."),
            code="burden.expiry",
            day=form.expires_on,
        )
    for duplicate in asked_already(form, form.questions.all(), by.on):
        raise duplicate
    form.registered_by_name, form.registered_at = by.name, by.at
    form.save(update_fields=["registered_by_name", "registered_at"])
    details = {"document": form.document, "expires_on": form.expires_on}
    note(Note("forms.register", form, by, form.organization_id, details=details))
    return form


@action
def withdraw_form(*, form: CollectionForm, because: str, by: Actor) -> CollectionForm:
    """Ask no more for what a form asks, from now on; answers given stay."""
    because = require_reason(because)
    form = _locked(form)
    _require_stage(form, Stage.LIVE, by)
    form.withdrawn_by_name, form.withdrawn_at, form.withdrawn_because = by.name, by.at, because
    form.save(update_fields=["withdrawn_by_name", "withdrawn_at", "withdrawn_because"])
    note(Note("forms.withdraw", form, by, form.organization_id, details={"because": because}))
    return form


def _write(form: CollectionForm, entry: FormEntry, by: Actor) -> None:
    """The rows of a form that nothing is wrong with."""
    for problem in problems(entry, by.on):
        raise problem
    for name in ("title", "purpose", "document", "clause"):
        setattr(form, name, without_unseen(getattr(entry, name)).strip())
    form.frequency, form.expires_on = entry.frequency, entry.expires_on
    form.kinds, form.categories = list(entry.kinds), sorted(set(entry.categories))
    form.save()
    questions = [_question(form, order, one) for order, one in enumerate(entry.questions, 1)]
    Question.objects.bulk_create(questions)
    for duplicate in asked_already(form, questions, by.on):
        raise duplicate


def _question(form: CollectionForm, order: int, entry: QuestionEntry) -> Question:
    """A field; what is known fills it, whether its designer saw that or not."""
    known = fact_for(entry.label)
    return Question(
        form=form,
        order=order,
        label=without_unseen(entry.label).strip(),
        meaning=meaning(entry.label),
        type=entry.type,
        unit=without_unseen(entry.unit).strip()[:20],
        help=without_unseen(entry.help).strip()[:200],
        choices=[choice.strip()[:60] for choice in entry.choices],
        source=entry.source or (known.code if known else ""),
    )


def _locked(form: CollectionForm) -> CollectionForm:
    rows = CollectionForm.objects.select_related("organization").select_for_update(of=("self",))
    found: CollectionForm = rows.get(pk=form.pk)
    return found


def _require_stage(form: CollectionForm, stage: Stage, by: Actor) -> None:
    if form.stage(by.on) is not stage:
        raise Refused(
            _("The form “{title}” is no longer in the state that this needs."),
            _("Open it anew and see where it stands."),
            code="burden.stage",
            title=form.title,
        )
