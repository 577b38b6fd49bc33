"""The rooms of the house that exist, as Django apps."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
FLOORS = {
    # Lowest first: migrations and start-up follow this order.
    "domain": (
        *("audit", "orgs", "access", "policies", "preferences", "notices", "reviews", "duties", "points", "records"),
        *("burden", "cases", "inspections", "feeds", "assessments"),
    ),
    "web": ("",),
}


def rooms(floor: str) -> list[str]:
    """The apps of one floor, lowest room first."""
    folders = [PACKAGE / floor / room for room in FLOORS[floor]]
    return [_dotted(folder) for folder in folders if (folder / "apps.py").exists()]


def modules() -> list[str]:
    """Every module: a folder under `modules/` with an apps.py. Modules are leaves, so their order means nothing."""
    return [_dotted(path.parent) for path in sorted(PACKAGE.glob("modules/*/apps.py"))]


def _dotted(folder: Path) -> str:
    return ".".join(("taizhang", *folder.relative_to(PACKAGE).parts))
