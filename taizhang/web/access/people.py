"""Finding the one person meant, without showing a register to an administrator who may not see it."""

from taizhang.domain.access.models import Account
from taizhang.domain.orgs.models import Organization, Person, Placement
from taizhang.domain.orgs.secrets import blind_index
from taizhang.kernel.errors import Refused, _
from taizhang.web.kit import clock

FULL, LAST = 18, 4  # digits of an identity number


def person_meant(name: str, digits: str) -> Person:
    """The person of a name, told by the last four digits of the identity number, or by all 18 of it.

    Who is not meant exactly is answered alike, whether the register knows the name or not: an administrator who may
    not see the register cannot ask it who is a member, nor find digits one by one.
    """
    people, digits = Person.objects.filter(name=name.strip()), digits.strip().upper()
    if len(digits) == FULL:
        people = people.filter(id_index=blind_index(digits))
    elif len(digits) == LAST:
        people = people.filter(id_masked__endswith=digits)
    else:
        people = people.filter(id_masked="") if not digits else people.none()
    found = list(people[:2])
    if len(found) != 1:
        raise Refused(
            _("This does not name exactly one person: {name}."),
            _("Type the last four digits of the identity number, or all 18; or tick that the person is new."),
            code="access.nobody",
            name=name,
        )
    person: Person = found[0]
    return person


def person_of_username(username: str) -> Person:
    """The person who signs in with a name."""
    account = Account.objects.select_related("person").filter(username__iexact=username.strip()).first()
    if account is None:
        raise Refused(
            _("There is no account called {username}."),
            _("Ask the system administrator for the name of the account."),
            code="access.no-account",
            username=username,
        )
    person: Person = account.person
    return person


def organization_meant(words: str) -> Organization:
    """The organisation of a code, or of a full name that only one has."""
    places = Placement.objects.on(clock.today()).select_related("organization")
    named = list(places.filter(organization__code=words.strip())) or list(places.filter(name=words.strip())[:2])
    if len(named) != 1:
        raise Refused(
            _("“{words}” does not name exactly one organisation."),
            _("Type its code."),
            code="access.which-organization",
            words=words,
        )
    organization: Organization = named[0].organization
    return organization
