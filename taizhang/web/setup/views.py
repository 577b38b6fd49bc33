"""Setting up an empty installation; once anyone has an account this page no longer exists."""

from datetime import date

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext

from taizhang.domain.access.models import Account
from taizhang.domain.audit.actor import Actor
from taizhang.kernel.errors import Refused
from taizhang.web.kit import clock
from taizhang.web.kit.context import show
from taizhang.web.kit.flash import say
from taizhang.web.kit.forms import refuse
from taizhang.web.kit.page import PageRequest, page
from taizhang.web.setup.forms import DistrictForm, PersonForm, password_rules, person_forms
from taizhang.web.setup.founding import found_district


@page(public=True, methods=("GET", "POST"))
def setup(request: PageRequest) -> HttpResponse:
    """Name the district and its first people."""
    if Account.objects.exists():
        raise Http404
    data = request.POST or None
    district = DistrictForm(data, initial={"founded_on": date(request.today.year, 1, 1)})
    people = person_forms(data)
    valid = [form.is_valid() for form in (district, *people)]  # every form is read, so that every mistake is shown
    if all(valid):
        try:
            _found(district, people)
        except Refused as refusal:
            refuse(district, refusal)
        else:
            say(
                request,
                gettext("The district is set up. Sign in; the security administrator gives everyone else a role."),
            )
            return HttpResponseRedirect("/accounts/login/")
    context = {"district": district, "people": people, "rules": password_rules()}
    return show(request, "setup/setup.html", context)


def _found(district: DistrictForm, people: list[PersonForm]) -> None:
    first = [person for person in (form.person() for form in people) if person is not None]
    by = Actor(first[0].name, clock.now())
    default_pack = district.cleaned_data["default_pack"]
    found_district(district=district.district(), people=first, default_pack=default_pack, by=by)
