"""Reading the evidence an institution keeps; a picture is demanded only where a switch of the policy page lets it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from taizhang.domain.duties.packfile.codes import PICTURE_CHARACTERS, PICTURE_WORDS
from taizhang.domain.duties.packfile.cursor import Cursor
from taizhang.domain.duties.packfile.nouns import Evidence, Wording
from taizhang.kernel.errors import _

FORMS = ("record", "file")
PERMANENT = "permanent"


def read_evidence(cursor: Cursor, kinds: Mapping[str, Wording], *, pictures: bool) -> tuple[Evidence, ...]:
    """The list of evidence, at least one thing; `pictures`: whether a picture may be demanded."""
    return tuple(_one(each, kinds, pictures) for each in cursor.items(1))


def _one(cursor: Cursor, kinds: Mapping[str, Wording], pictures: bool) -> Evidence:
    cursor.keys("type", "required", "keep", optional=("form",))
    code, form = cursor.at("type").choice(kinds), cursor.at("form")
    name = kinds.get(code, Wording(code, code))
    required = cursor.at("required").flag()
    picture = is_picture(code, name)
    if required and picture and not pictures:
        cursor.at("required").problem(
            _(
                "“{name}” may be kept but not demanded: pictures, recordings and tracks are no yardstick "
                "(整治形式主义为基层减负若干规定, 2024; 政务移动互联网应用程序规范化管理办法, 2026)."
            ),
            _("Write required: false; minutes and the roll are evidence enough."),
            code="picture_required",
            name=code,
        )
    return Evidence(
        code=code,
        name=name,
        in_record=form.given and form.choice(FORMS) == "record",
        required=required,
        keep_years=_years(cursor.at("keep")),
        picture=picture,
    )


def _years(cursor: Cursor) -> int | None:
    """For how many years it is kept; None for ever."""
    return None if cursor.plain() == PERMANENT else cursor.whole(1, 100)


def is_picture(code: str, name: Wording) -> bool:
    """Whether a kind of evidence is a picture, recording or track, by whatever name."""
    told = f"{code} {name.en}".lower()
    words = {word.removesuffix("s") for word in re.findall("[a-z]+", told)}
    return bool(words & PICTURE_WORDS) or any(each in name.zh for each in PICTURE_CHARACTERS)
