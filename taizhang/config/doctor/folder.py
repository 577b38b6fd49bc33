"""The data folder and the code: keys, catalogues, static files."""

import os
import stat
from collections.abc import Collection
from pathlib import Path

from taizhang.config.catalogues import current, sources
from taizhang.config.doctor.finding import Finding, note, well, wrong
from taizhang.config.keys import LENGTHS
from taizhang.config.rooms import PACKAGE
from taizhang.kernel.errors import _

PART = "folder"
OPEN = stat.S_IRWXG | stat.S_IRWXO  # what the group and others may do


def keys(folder: Path, environment: Collection[str] = frozenset(os.environ), *, used: bool = True) -> list[Finding]:
    """Whether each key is there, for its owner's eyes only; not `used` yet, they are made at the first start."""
    found = [_key(folder / "keys" / name, name, used) for name in LENGTHS if _variable(name) not in environment]
    given = [name for name in LENGTHS if _variable(name) in environment]
    if given:
        found.append(well(PART, _("Keys from the environment: {names}."), names=", ".join(given)))
    wanting = [one for one in found if one is not None]
    return wanting or [well(PART, _("The keys are there, readable by their owner only."))]


def _variable(name: str) -> str:
    return f"TAIZHANG_{name.upper()}_KEY"


def _key(path: Path, name: str, used: bool) -> Finding | None:
    if not path.exists():
        if not used:
            return note(PART, _("The key “{name}” will be made at the first start."), name=name)
        return wrong(
            PART,
            _("The key “{name}” is missing though there are data."),
            _("Put the backup of the folder keys back before anything else is started; nothing replaces a lost key."),
            name=name,
        )
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & OPEN:
        return wrong(
            PART,
            _("Others may read the key “{name}” (mode {mode})."),
            _("chmod 600 {path}, and consider who may have read it."),
            name=name,
            mode=f"{mode:04o}",
            path=path,
        )
    return _readable(path, name)


def _readable(path: Path, name: str) -> Finding | None:
    try:
        length = len(bytes.fromhex(path.read_text("ascii")))
    except (ValueError, OSError):
        length = 0
    if length == LENGTHS[name]:
        return None
    return wrong(
        PART,
        _("The key “{name}” cannot be read: it must hold {length} bytes in hex."),
        _("Put the backup of the folder keys back; nothing replaces a lost key."),
        name=name,
        length=LENGTHS[name],
    )


def words(package: Path = PACKAGE) -> Finding:
    """Whether every catalogue is compiled, traditional Chinese included."""
    stale = [path for path in sources(package) if not current(path)]
    if stale:
        return wrong(
            PART,
            _("{count} catalogues of words are not compiled or older than their source, the first is {path}."),
            _("Run: taizhang catalogues"),
            count=len(stale),
            path=stale[0].relative_to(package),
        )
    return well(PART, _("All catalogues of words are compiled: {count}."), count=len(sources(package)))


def pages(noted: str | None, wanted: str, root: Path) -> Finding:
    """Whether the style sheets and scripts that are served are those of this version."""
    if not (root / "staticfiles.json").exists() or (noted is not None and noted != wanted):
        return wrong(
            PART,
            _("The static files in {folder} are missing or of another version."),
            _("Run: taizhang static, then restart the server."),
            folder=root,
        )
    return well(PART, _("The static files are those of this version."))
