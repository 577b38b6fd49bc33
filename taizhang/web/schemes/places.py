"""Places within the plain content of a scheme, written as problems name them: trees[0].tree.parts[1].weight."""

import copy
import re
from collections.abc import Mapping
from typing import Any

from taizhang.kernel.errors import Refused, _

Content = Mapping[str, Any]
_STEP = re.compile(r"(?:^|\.)([A-Za-z_:*][\w:*-]*)|\[(\d{1,3})\]")
_NUMBER = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")


def steps(path: str) -> list[str | int]:
    """The steps of a path; refused when it is none."""
    found: list[str | int] = []
    end = 0
    for step in _STEP.finditer(path):
        if step.start() != end:
            break
        found.append(step[1] if step[1] is not None else int(step[2]))
        end = step.end()
    if end != len(path):
        raise nowhere(path)
    return found


def at(content: Content, path: str, otherwise: Any = None) -> Any:
    """What stands at a path."""
    found: Any = content
    for step in steps(path):
        try:
            found = found[step]
        except (KeyError, IndexError, TypeError):
            return otherwise
    return found


def changed(content: Content, typed: Mapping[str, str]) -> dict[str, Any]:
    """The content with what was typed at some paths; what is left empty is not given."""
    new = copy.deepcopy(dict(content))
    for path, text in typed.items():
        above, last = _above(new, path)
        if isinstance(above, dict) and text.strip() == "":
            above.pop(last, None)
        elif isinstance(above, dict) or (isinstance(last, int) and last < len(above)):
            above[last] = value(text)
    return new


def without(content: Content, path: str) -> dict[str, Any]:
    """The content without an entry of a list."""
    new = copy.deepcopy(dict(content))
    above, last = _above(new, path)
    if not isinstance(above, list) or not isinstance(last, int) or last >= len(above):
        raise nowhere(path)
    del above[last]
    return new


def added(content: Content, path: str, entry: Content) -> dict[str, Any]:
    """The content with one more entry at the end of a list, which begins with it where there was none."""
    new = copy.deepcopy(dict(content))
    above, last = _above(new, path)
    if not isinstance(above, dict):
        raise nowhere(path)
    entries = above.setdefault(str(last), [])
    if not isinstance(entries, list):
        raise nowhere(path)
    entries.append(copy.deepcopy(dict(entry)))
    return new


def added_mark(content: Content, code: str, name: Content) -> dict[str, Any]:
    """The content with one more mark of the scheme's own, which a person gives."""
    new = copy.deepcopy(dict(content))
    new["marks"] = {**(new.get("marks") or {}), code: dict(name)}
    return new


def value(text: str) -> int | str | bool:
    """What was typed, as the file would have it: whole numbers, yes or no, else text."""
    text = text.strip()
    if text in {"true", "false"}:
        return text == "true"
    return int(text) if _NUMBER.fullmatch(text) else text


def _above(content: dict[str, Any], path: str) -> tuple[Any, str | int]:
    """What holds the place of a path, and the place's key in it."""
    *way, last = steps(path) or [""]
    above: Any = content
    for step in way:
        try:
            above = above[step]
        except (KeyError, IndexError, TypeError):
            raise nowhere(path) from None
    return above, last


def nowhere(path: str) -> Refused:
    """The refusal of a place that the scheme does not have."""
    return Refused(
        _("The scheme has no place “{path}”."),
        _("Open the draft again; it was changed elsewhere in the meantime."),
        code="schemes.place",
        path=path[:120],
    )
