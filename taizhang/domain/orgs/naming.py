"""The name of an organisation with what it is found and sorted by."""

from dataclasses import asdict, dataclass

from taizhang.domain.orgs.spelling import plain, search_text, sort_key
from taizhang.kernel.characters import refuse_unseen
from taizhang.kernel.errors import Refused, _

LONGEST, LONGEST_SHORT = 200, 60


@dataclass(frozen=True, slots=True)
class Naming:
    """A full name, a short name, and their derived columns."""

    name: str
    short_name: str
    sort_key: str
    search: str

    def columns(self) -> dict[str, str]:
        """The values by column."""
        return asdict(self)


def naming(name: str, short_name: str, code: str) -> Naming:
    """Checked names of an organisation; found by both names and by its code."""
    name, short_name = name.strip(), short_name.strip() or name.strip()
    for text in (name, short_name):
        refuse_unseen(text)
    if not name or len(name) > LONGEST or len(short_name) > LONGEST_SHORT:
        raise Refused(
            _("An organisation needs a name of at most {most} characters and a short name of at most {most_short}."),
            _("Shorten or complete the names."),
            code="orgs.name",
            most=LONGEST,
            most_short=LONGEST_SHORT,
        )
    search = dict.fromkeys((search_text(name), search_text(short_name), plain(code)))
    return Naming(name, short_name, sort_key(short_name, surname=False), " ".join(search))
