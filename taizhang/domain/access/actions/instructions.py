"""Changes that programs send under identifiers of their own."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, connection

from taizhang.domain.access.models import Account, Instruction
from taizhang.domain.audit.bulk import insert_many
from taizhang.kernel.errors import Refused, _


def hold(keys: Iterable[UUID]) -> None:
    """Let whoever sends the same identifiers at the same moment wait until this transaction ends."""
    with connection.cursor() as cursor:
        for key in sorted(keys):
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 1))", [str(key)])


def known(contents: Mapping[UUID, str], account: Account) -> dict[UUID, bool]:
    """Which identifiers were sent before, and whether by the same account and with the same content."""
    rows = Instruction.objects.filter(pk__in=list(contents)).values_list("pk", "account_id", "digest")
    return {pk: (owner, said) == (account.pk, contents[pk]) for pk, owner, said in rows}


def remember(contents: Mapping[UUID, str], account: Account, at: datetime) -> None:
    """Keep what was done under which identifiers, in the transaction in which it is done."""
    rows = [Instruction(id=key, account=account, digest=said, at=at) for key, said in contents.items()]
    try:
        insert_many(Instruction, rows)
    except IntegrityError as used:  # for something else, this very moment
        raise other_content() from used


def other_content() -> Refused:
    """The refusal of an identifier that was sent before with something else."""
    return Refused(
        _("This identifier was sent before with other content."),
        _("Make a new identifier for what is new; send the old one only with the same content."),
        code="api.other-content",
    )
