"""What the plain content of a scheme holds beside its trees: institutions with their weights, marks of its own."""

from collections.abc import Mapping
from typing import Any

from taizhang.web.schemes import outline
from taizhang.web.schemes.outline import Content


def institutions(content: Content, lang: str) -> list[tuple[str, str]]:
    """The institutions that it weighs, with their names."""
    pack = content.get("pack")
    held = pack.get("institutions") if isinstance(pack, Mapping) else None
    return _named(held, lang)


def marks(content: Content, lang: str) -> list[tuple[str, str]]:
    """The marks that it declares itself, with their names."""
    held = content.get("marks")
    entries = held.items() if isinstance(held, Mapping) else ()
    return [(str(code), outline.named({"name": name}, lang) or str(code)) for code, name in entries]


def in_order(content: Content) -> dict[str, Any]:
    """The content with its grades from the best to the worst; where one ends is where the one above begins."""
    bands = content.get("bands")
    if not isinstance(bands, list) or not all(isinstance(band, Mapping) for band in bands):
        return dict(content)
    plain = [{key: value for key, value in band.items() if key != "below"} for band in bands]
    least = [_points(band.get("from")) for band in plain]
    if None in least:
        return {**content, "bands": plain}
    ordered = sorted(range(len(plain)), key=lambda place: -(least[place] or 0))
    return {**content, "bands": [plain[place] for place in ordered]}


def _points(value: Any) -> float | None:
    try:
        return float(value)
    except (TypeError, ValueError):
        return None


def _named(held: Any, lang: str) -> list[tuple[str, str]]:
    entries = held.items() if isinstance(held, Mapping) else ()
    return [(str(code), outline.named(each, lang) or str(code)) for code, each in entries if isinstance(each, Mapping)]
