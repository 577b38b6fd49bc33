"""Serve the pages: brings the database up to date, loads the demo into an empty one, then serves."""

from argparse import ArgumentParser, Namespace

DJANGO = False


def arguments(parser: ArgumentParser) -> None:
    """Where to serve and whether to start empty."""
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on; a demo listens on loopback only")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--empty", action="store_true", help="do not load the demo district")


def run(options: Namespace) -> int:
    """Serves until it is told to stop."""
    from taizhang.config import serving

    return serving.serve(options.host, options.port, empty=options.empty)
