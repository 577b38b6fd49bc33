"""A scheme line by line, from its plain content: what stands where, under which path, and what of it may be typed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Content = Mapping[str, Any]
LISTS = ("weighted", "least", "bonuses", "deductions")  # keys under which parts stand in a row
SINGLE = ("mean", "adjusted")  # keys under which one node stands
OFFERED: Mapping[str, tuple[str, ...]] = {
    "rate": ("measure", "full_at"),
    "on_time": ("measure", "full_at"),
    "mark": ("measure", "full_at"),
    "count": ("measure", "per_miss", "target", "out_of", "floor"),
    "events": ("measure", "each", "most", "out_of", "base"),
    "points": ("most", "out_of"),
    "mean": ("by",),
    "adjusted": ("most_bonus", "most_deducted", "floor", "most"),
}
VOTES = ("good", "fairly", "fair", "poor")


@dataclass(frozen=True, slots=True)
class Line:
    """One place of a scheme: its path, how deep it stands, its plain content, and which keys of it may be typed.

    `kind` is how it comes to a mark: weighted, mean, least, adjusted, institutions, use, or what a leaf is read by.
    `grows` are the paths of lists below it to which a part may be added; `leaves` says that it may be taken out.
    """

    path: str
    depth: int
    node: Content
    kind: str
    keys: tuple[str, ...]
    grows: tuple[str, ...] = ()
    leaves: bool = False
    under: str = ""  # the key of the list that holds it

    @property
    def code(self) -> str:
        """The code under which another version has the same part."""
        return str(self.node.get("code", self.node.get("use", "")))

    def name(self, lang: str) -> str:
        """What it is called."""
        return named(self.node, lang) or self.code


def named(node: Content, lang: str) -> str:
    """The name of a node, a band, a veto or an institution in the reader's language."""
    name = node.get("name")
    if not isinstance(name, Mapping):
        return str(name or "")
    return str(name.get("zh" if lang.startswith("zh") else "en") or name.get("zh") or "")


def trees(content: Content) -> Iterator[tuple[tuple[str, ...], list[Line]]]:
    """Each tree with the categories that it judges."""
    for number, tree in enumerate(entries(content, "trees")):
        categories = tuple(str(each) for each in tree.get("categories") or ())
        yield categories, list(lines(content, tree.get("tree"), f"trees[{number}].tree"))


def shared(content: Content) -> list[Line]:
    """The parts that stand once and are used in several places."""
    parts = content.get("parts")
    found = parts.items() if isinstance(parts, Mapping) else ()
    return [line for name, node in found for line in lines(content, node, f"parts.{name}")]


def every(content: Content) -> Iterator[Line]:
    """All lines of all trees and shared parts."""
    for _categories, found in trees(content):
        yield from found
    yield from shared(content)


def lines(
    content: Content, node: Any, path: str, depth: int = 0, under: str = "", weighed: bool = False
) -> Iterator[Line]:
    """A node and everything below it, from the top down."""
    if not isinstance(node, Mapping):
        return
    kind = _kind(node)
    if kind == "use":
        node = {"name": at_part(content, str(node["use"])).get("name"), **node}
    grows = tuple(f"{path}.{key}" for key in LISTS if key in node or (kind == "adjusted" and key in LISTS[2:]))
    keys = ("weight",) * weighed + _keys(node, kind)
    yield Line(path, depth, node, kind, keys, grows, bool(under), under)
    if kind == "institutions":
        yield from _institutions(content, node, path, depth + 1)
    for key in SINGLE:
        yield from lines(content, node.get(key), f"{path}.{key}", depth + 1)
    for key in LISTS:
        for number, part in enumerate(entries(node, key)):
            yield from lines(content, part, f"{path}.{key}[{number}]", depth + 1, key, key == "weighted")


def at_part(content: Content, name: str) -> Content:
    """A shared part; nothing where there is none of the name."""
    parts = content.get("parts")
    found = parts.get(name) if isinstance(parts, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def sourced(content: Content, node: Content, lang: str) -> str:
    """The clause of a part and the document that it stands in, as far as the scheme says them."""
    source, documents = node.get("source"), content.get("documents")
    held: Content = source if isinstance(source, Mapping) else {}
    known: Content = documents if isinstance(documents, Mapping) else {}
    document = known.get(str(held.get("document", "")))
    title = named({"name": document.get("title")}, lang) if isinstance(document, Mapping) else ""
    return " · ".join(str(each) for each in (node.get("clause"), title, held.get("article"), held.get("quote")) if each)


def entries(node: Content, key: str) -> Sequence[Content]:
    """The entries of a list that are nodes; what was typed otherwise is no node."""
    found = node.get(key)
    return [each for each in found if isinstance(each, Mapping)] if isinstance(found, list) else []


def _kind(node: Content) -> str:
    for key in ("weighted", "mean", "least", "adjusted", "institutions", "use"):
        if key in node:
            return key
    return str(node.get("read", ""))


def _keys(node: Content, kind: str) -> tuple[str, ...]:
    if kind == "votes":
        return tuple(f"worth.{key}" for key in VOTES)
    return OFFERED.get(kind, ())


def _institutions(content: Content, node: Content, path: str, depth: int) -> Iterator[Line]:
    """The institutions of a node that takes them by weight: its own weights, or those of the pack written beside."""
    own, pack = node["institutions"], content.get("pack")
    listed = pack.get("institutions") if isinstance(pack, Mapping) else None
    known: Content = listed if isinstance(listed, Mapping) else {}
    named_ones = own if isinstance(own, Mapping) else known
    for code in named_ones:
        entry = known.get(code)
        shown = {"code": code, "name": entry.get("name") if isinstance(entry, Mapping) else code}
        if isinstance(own, Mapping):
            shown["weight"] = own[code]
            yield Line(f"{path}.institutions", depth, shown, "institution", (str(code),))
        else:
            shown["weight"] = entry.get("weight") if isinstance(entry, Mapping) else None
            yield Line(f"pack.institutions.{code}", depth, shown, "institution", ("weight",))
