"""Loading the demo district, which `seeds` builds through actions only."""

import sys
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec

from taizhang.config.home import demo_mark, home

Progress = Callable[[float, str], None]


def available() -> bool:
    """True when this installation carries the demo district."""
    return find_spec("seeds") is not None


def load(*, again: bool = False) -> None:
    """Builds the demo with a progress bar. The mark is written first: half a demo is a demo too."""
    folder = home()
    folder.mkdir(parents=True, exist_ok=True)
    demo_mark(folder).touch()
    import_module("seeds").load(progress=bar(), again=again)


def bar(width: int = 30) -> Progress:
    """A function of (share done from 0 to 1, what is being done) that draws one line on a terminal, else one a step."""
    said = ""

    def show(share: float, what: str) -> None:
        nonlocal said
        if sys.stderr.isatty():
            full = round(share * width)
            sys.stderr.write(f"\r\x1b[K{'█' * full}{'░' * (width - full)} {share:4.0%} {what}" + "\n" * (share >= 1))
        elif what != said:
            sys.stderr.write(f"{share:4.0%} {what}\n")
        said = what
        sys.stderr.flush()

    return show
