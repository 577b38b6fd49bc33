"""Compile the translation catalogues that changed since they were last compiled."""

from argparse import Namespace

DJANGO = False


def run(options: Namespace) -> None:
    """Compiles every stale .po of the package."""
    from taizhang.config.catalogues import compile_stale

    compile_stale()
