"""The installation's secrets: made on first use, kept in files only the owner can read, or given by the environment."""

import os
import secrets
from pathlib import Path

from taizhang.config.trouble import Trouble

# SM4 takes a 16-byte key (GB/T 32907); HMAC-SM3 gains nothing from more than its 32-byte digest (GB/T 32905).
LENGTHS = {"secret": 48, "field": 16, "index": 32}


def key(folder: Path, name: str) -> bytes:
    """The key called `name` ("secret", "field" or "index"): TAIZHANG_<NAME>_KEY in hex, else a file made once."""
    if given := os.environ.get(f"TAIZHANG_{name.upper()}_KEY"):
        return _checked(name, bytes.fromhex(given))
    path = folder / "keys" / name
    if not path.exists():
        _make(path, LENGTHS[name])
    return _checked(name, bytes.fromhex(path.read_text("ascii")))


def _checked(name: str, value: bytes) -> bytes:
    if len(value) != LENGTHS[name]:
        raise Trouble(f"The key {name!r} must have {LENGTHS[name]} bytes, this one has {len(value)}.")
    return value


def _make(path: Path, length: int) -> None:
    """Writes a new key beside its place and links it there, so that two first starts agree on one key."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(length))
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
