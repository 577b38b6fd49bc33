"""What is sent: read strictly, so that nothing is guessed, dropped or hidden in what people will read."""

import json
import re
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Schema
from ninja.parser import Parser
from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from taizhang.kernel.characters import without_unseen
from taizhang.kernel.errors import Refused, _

DEEPEST = 20  # levels of lists and objects within each other
LONGEST_NUMBER = 18  # digits
UUID7 = "^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"
A_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
HOUR = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"


class StrictParser(Parser):
    """Reads JSON as its standard says, and nothing besides."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """What the body says; refused with a sentence when it cannot be read."""
        try:
            found: dict[str, Any] = json.loads(
                request.body.decode("utf-8"),
                object_pairs_hook=_object,
                parse_constant=_no_number,
                parse_int=_integer,
            )
            _refuse_depth(found)
        except (ValueError, RecursionError) as wrong:
            raise _unreadable() from wrong
        return found


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise Refused(
            _("An object names the same field twice, so nobody can say which is meant."),
            _("Name each field once."),
            code="api.field-twice",
        )
    return found


def _no_number(word: str) -> float:
    raise Refused(_("{word} is no number of JSON."), _("Send a number, or leave it out."), code="api.number", word=word)


def _integer(digits: str) -> int:
    if len(digits) > LONGEST_NUMBER:
        raise Refused(
            _("A number has more digits than anything that is counted here."),
            _("Check the number."),
            code="api.number",
        )
    return int(digits)


def _refuse_depth(found: Any) -> None:
    """Refuse lists within lists without end; level by level, so that depth costs nothing."""
    level = [found]
    for _depth in range(DEEPEST):
        inner = [each for one in level if isinstance(one, list | dict) for each in _within(one)]
        if not inner:
            return
        level = inner
    raise Refused(
        _("This is nested more deeply than anything that is read here."),
        _("Send what the description of the interface shows."),
        code="api.depth",
    )


def _within(one: Any) -> Any:
    return one.values() if isinstance(one, dict) else one


def _unreadable() -> Refused:
    return Refused(
        _("What was sent is not JSON in UTF-8."), _("Check the quotes, commas and brackets."), code="api.json"
    )


def _sound(text: str) -> str:
    """A text that shows what it is; a page drops what was pasted along, a program is told."""
    if without_unseen(text) != text:
        raise PydanticCustomError("text_sign", "A control sign, a hidden sign or half a character stands in the text.")
    return text


def _version_7(key: UUID) -> UUID:
    if key.version != 7:
        raise PydanticCustomError("uuid_version", "An identifier made by a program is a UUID of version 7.")
    return key


def _only_a_day(given: Any) -> Any:
    """A day is written as one: a moment of some zone or a count of seconds may be another day here."""
    if isinstance(given, str) and A_DAY.fullmatch(given):
        return given
    raise PydanticCustomError("date_type", "A day is written as 2018-05-16.")


Day = Annotated[date, BeforeValidator(_only_a_day), WithJsonSchema({"type": "string", "format": "date"})]
Made7 = Annotated[UUID, AfterValidator(_version_7), WithJsonSchema({"type": "string", "pattern": UUID7})]
Reason = Annotated[str, StringConstraints(min_length=1, max_length=400), AfterValidator(_sound)]
Word = Annotated[str, StringConstraints(max_length=300), AfterValidator(_sound)]
Prose = Annotated[str, StringConstraints(max_length=200_000), AfterValidator(_sound)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=32), AfterValidator(_sound)]
GuestName = Annotated[str, StringConstraints(max_length=80), AfterValidator(_sound)]
Hour = Annotated[str, StringConstraints(pattern=HOUR)]
Count = Annotated[int, Field(ge=0, le=100_000, strict=True)]


class Body(Schema):
    """What is sent; fields that are not known are refused rather than dropped."""

    model_config = ConfigDict(extra="forbid")


class Sent(Body):
    """A change under an identifier that the program made: sending it again is harmless."""

    id: Made7 = Field(description="A UUID of version 7 made by the program; send the same change with the same one")


class Because(Sent):
    """A change that needs a reason."""

    because: Reason
