"""Two people act on the register or the tree at the same time: one of them is refused in a sentence."""

from collections.abc import Callable
from threading import Barrier, Thread

from django.db import connection

from taizhang.domain.orgs.actions.people import PersonEntry, register, transfer
from taizhang.domain.orgs.actions.tree import move
from taizhang.domain.orgs.kinds import Kind
from taizhang.domain.orgs.models import Membership, Person, Placement
from taizhang.kernel.errors import Refused
from tests.factories import orgs
from tests.factories.orgs import DAY, FOUNDED, SEED, id_number


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Run acts in threads of their own that start together; answers "done", or the code of each refusal."""
    together, ends = Barrier(len(acts)), {}

    def run(place: int, act: Callable[[], object]) -> None:
        try:
            together.wait()
            act()
            ends[place] = "done"
        except Refused as refusal:
            ends[place] = refusal.code
        except Exception as error:  # a thread's exception would be lost
            ends[place] = repr(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(ends.values())


def test_one_person_entered_by_two_branches_at_once_is_entered_once(own_database):
    street = orgs.street()
    branches = [orgs.branch(street) for _number in range(2)]
    for serial in range(8):
        entries = [PersonEntry("王伟", each, starts_on=FOUNDED, id_number=id_number(serial)) for each in branches]
        acts = [lambda entry=entry: register(entry=entry, by=SEED, allow_fictional=True) for entry in entries]
        assert at_once(*acts) == ["done", "orgs.id-taken"]
    assert (Person.objects.count(), Membership.objects.count()) == (8, 8)


def test_one_person_transferred_to_two_branches_at_once_belongs_to_one(own_database):
    street = orgs.street()
    branches = [orgs.branch(street) for _number in range(3)]
    person = orgs.person(branches[0])
    acts = [lambda to=to: transfer(person=person, to=to, on=DAY, because="调动", by=SEED) for to in branches[1:]]
    assert at_once(*acts) == ["done", "done"]  # the later one corrects the earlier of the same day
    assert Membership.objects.on(DAY).filter(person=person).count() == 1


def test_two_moves_at_once_never_close_a_cycle(own_database):
    street = orgs.street()
    community = orgs.organization(Kind.COMMUNITY, under=street)
    general = orgs.organization(Kind.GENERAL, under=street)
    other = orgs.street()
    branch = orgs.branch(general)
    ends = at_once(
        lambda: move(organization=general, under=community, on=DAY, because="调整", by=SEED),
        lambda: move(organization=community, under=other, on=DAY, because="调整", by=SEED),
    )
    assert ends == ["done", "done"]
    paths = {each.organization_id: each.path for each in Placement.objects.on(DAY)}
    assert paths[general.pk] == f"{paths[community.pk]}{general.label}/"
    assert paths[branch.pk] == f"{paths[general.pk]}{branch.label}/"
    assert paths[community.pk] == f"{paths[other.pk]}{community.label}/"
