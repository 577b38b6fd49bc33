"""The demo district and one ten times as large, kept until the schema, the seeds or the way of copying change."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from taizhang.config import migrations

ROOT = Path(__file__).resolve().parents[1]
TIMES = 10
SMALL, LARGE = "demo", "tenfold"
STAMP = "made.sha256"
_MULTIPLY = f"from bench.tenfold import alone; alone({TIMES - 1})"


def folders(kept: Path) -> tuple[Path, Path]:
    """The data folders of both, made where they are not there yet: some five minutes, and four gigabytes."""
    small, large = kept / SMALL, kept / LARGE
    if any(not _is_made(each) for each in (small, large)):
        _make(small, large)
    for each in (small, large):
        _run(each, "-m", "taizhang.config.cli", "static")
    return small, large


def environment(folder: Path) -> Mapping[str, str]:
    """In which a process looks at one of them."""
    return {**os.environ, "TAIZHANG_HOME": str(folder)}


def _make(small: Path, large: Path) -> None:
    for each in (small, large):
        shutil.rmtree(each, ignore_errors=True)
        each.parent.mkdir(parents=True, exist_ok=True)
    print("   Making the demo district, then one ten times as large …", file=sys.stderr, flush=True)
    _run(small, "-m", "taizhang.config.cli", "migrate", "--quiet")
    _run(small, "-m", "taizhang.config.cli", "seed")
    shutil.copytree(small, large, ignore=shutil.ignore_patterns("run", "pg.users", "pg.lock"))
    _run(large, "-c", _MULTIPLY)
    for each in (small, large):
        (each / STAMP).write_text(_wanted())


def _is_made(folder: Path) -> bool:
    stamp = folder / STAMP
    return stamp.exists() and stamp.read_text() == _wanted()


def _wanted() -> str:
    """One hash over whatever decides what lies in the database."""
    digest = hashlib.sha256(migrations.wanted().encode())
    for path in sorted([*(ROOT / "seeds").glob("*.py"), ROOT / "bench" / "tenfold.py"]):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _run(folder: Path, *words: str) -> None:
    subprocess.run([sys.executable, *words], cwd=ROOT, env=environment(folder), stdout=subprocess.DEVNULL, check=True)
