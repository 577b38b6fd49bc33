"""Where the embedded server's socket lives."""

import hashlib
import os
import tempfile
from pathlib import Path

LONGEST = 107 - len("/.s.PGSQL.5432")  # sockaddr_un holds 108 bytes with its closing zero; macOS 104, see below


def socket_folder(home: Path) -> Path:
    """A folder for the socket: in the data folder when its path is short enough, else a short one named after it."""
    inside = home / "run"
    if len(os.fsencode(inside)) <= LONGEST - 4:  # the four bytes that macOS has less
        return inside
    digest = hashlib.sha256(os.fsencode(home)).hexdigest()[:16]
    return Path(os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir()) / f"taizhang-{digest}"
