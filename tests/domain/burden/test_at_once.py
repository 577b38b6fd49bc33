"""Two officers at one moment, on connections of their own: what one may, the other may no more."""

from datetime import timedelta

from taizhang.domain.burden.actions import register_form, send
from taizhang.domain.burden.entry import QuestionEntry
from taizhang.domain.burden.models import Answer, CollectionForm, Sending
from tests.domain.duties.test_at_once import at_once
from tests.factories import burden, orgs
from tests.factories.burden import BY, DAY


def test_of_two_forms_that_ask_the_same_registered_at_once_one_is_on_the_register(own_database):
    forms = [burden.drafted(title=title) for title in ("甲", "乙")]
    heard = at_once(*(lambda form=form: register_form(form=form, by=BY) for form in forms))
    assert "burden.duplicate" in heard
    assert CollectionForm.objects.live(DAY).count() == 1


def test_two_forms_sent_at_once_do_not_pass_the_cap_together(own_database):
    branch = orgs.branch()
    burden.effort(branch, inputs=60, seconds=28 * 60 + 30)  # one more minute fits under the cap of thirty, two do not
    forms = [burden.collection_form(title=title, questions=(QuestionEntry(label=title),)) for title in ("甲", "乙")]
    heard = at_once(*(lambda form=form: send(form=form, due_on=DAY + timedelta(days=9), by=BY) for form in forms))
    assert "burden.over-cap" in heard
    assert (Sending.objects.count(), Answer.objects.count()) == (1, 1)
