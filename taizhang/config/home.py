"""The data folder: database, keys, uploaded files, built static files."""

import os
from datetime import date
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2]


def home() -> Path:
    """The data folder: TAIZHANG_HOME, else `var` beside the source (or in the current folder when installed)."""
    if chosen := os.environ.get("TAIZHANG_HOME"):
        return Path(chosen).absolute()
    return (SOURCE if (SOURCE / "pyproject.toml").exists() else Path.cwd()) / "var"


def demo_mark(folder: Path) -> Path:
    """The file that exists once the demo district was loaded into this data folder; it holds the demo's day."""
    return folder / "demo"


def demo_day(folder: Path) -> date | None:
    """The business day of this installation where it is not the real one: TAIZHANG_TODAY, else the demo's day."""
    said = os.environ.get("TAIZHANG_TODAY") or (demo_mark(folder).read_text() if demo_mark(folder).exists() else "")
    return date.fromisoformat(said.strip()) if said.strip() else None


def demo_mode(folder: Path) -> bool:
    """True when demo sign-in is allowed: TAIZHANG_DEMO says so, or the demo district was loaded here."""
    if said := os.environ.get("TAIZHANG_DEMO"):
        return said not in {"0", "no", "false"}
    return demo_mark(folder).exists()
