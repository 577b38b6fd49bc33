"""Our own commands, each in a process of its own, so that each can take the database role that it needs."""

import subprocess
import sys


def taizhang(*words: str) -> None:
    """Runs `taizhang` with `words`; ends this process with its exit code when it fails."""
    if code := subprocess.call([sys.executable, "-m", "taizhang.config.cli", *words]):
        raise SystemExit(code)
