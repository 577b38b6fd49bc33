"""Path arithmetic of the tree of organisations: "/1/2a/3f/" stands under "/1/2a/" and "/1/".

One prefix answers permission, roll-up and export. Paths sort bytewise (collation C), parents before children.
"""

from __future__ import annotations

import re

from taizhang.kernel.errors import Refused, _

ROOT = "/"
_LABEL = re.compile(r"[0-9A-Za-z_-]+")
_PATH = re.compile(r"/(?:[0-9A-Za-z_-]+/)*")


def child(path: str, label: str) -> str:
    """The path of a node named ``label`` right under ``path``; under ROOT it is a top node."""
    if _LABEL.fullmatch(label) is None:
        raise Refused(
            _("“{label}” cannot be a step of a path."),
            _("Use letters, digits, hyphen and underline only."),
            code="trees.label",
            label=label,
        )
    return f"{_checked(path)}{label}/"


def label(path: str) -> str:
    """The last step of a path; empty for ROOT."""
    return _checked(path).rstrip("/").rpartition("/")[2]


def parent(path: str) -> str:
    """The path right above; ROOT for a top node and for ROOT itself."""
    return _checked(path).rstrip("/").rpartition("/")[0] + "/"


def above(path: str) -> tuple[str, ...]:
    """The ancestors of a path from the top down, without itself and without ROOT."""
    steps = _checked(path).strip("/").split("/")[:-1]
    return tuple("/" + "/".join(steps[: end + 1]) + "/" for end in range(len(steps)))


def depth(path: str) -> int:
    """How many steps a path has: ROOT 0, a top node 1."""
    return _checked(path).count("/") - 1


def under(path: str, ancestor: str, *, strict: bool = False) -> bool:
    """Whether a path is ``ancestor`` or below it; with ``strict`` only below it."""
    return _checked(path).startswith(_checked(ancestor)) and not (strict and path == ancestor)


def moved(path: str, old_prefix: str, new_prefix: str) -> str:
    """Where a path comes to stand when the node ``old_prefix`` moves to ``new_prefix``; paths elsewhere stay.

    A node cannot move below itself: that would close a cycle.
    """
    if old_prefix == ROOT or under(new_prefix, old_prefix, strict=True):
        raise Refused(
            _("{old} cannot move to {new}: a node cannot stand under itself."),
            _("Choose a place outside its own branch of the tree."),
            code="trees.cycle",
            old=old_prefix,
            new=new_prefix,
        )
    if not under(path, old_prefix):
        return path
    return new_prefix + path[len(old_prefix) :]


def upper_bound(prefix: str) -> str:
    """The first text after every path with a prefix: ``prefix <= path < upper_bound(prefix)`` scans a subtree."""
    return _checked(prefix)[:-1] + chr(ord("/") + 1)


def _checked(path: str) -> str:
    if _PATH.fullmatch(path) is None:
        raise Refused(
            _("“{path}” is not a path of the tree."),
            _("Write it as /1/2a/3f/, with a slash at both ends."),
            code="trees.path",
            path=path,
        )
    return path
