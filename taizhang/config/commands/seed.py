"""Load the demo district into an empty database; `--again` empties it first."""

from argparse import ArgumentParser, Namespace


def arguments(parser: ArgumentParser) -> None:
    """One switch: whether to throw away what is there."""
    parser.add_argument("--again", action="store_true", help="throw away everything that is there first")


def run(options: Namespace) -> None:
    """Loads the demo, and marks this data folder as a demo, which then serves loopback only."""
    from taizhang.config import demo

    demo.load(again=options.again)
