"""What must hold before others may come in: no traces, hosts named, TLS; and a word on backups."""

from collections.abc import Collection, Iterator

from taizhang.config.doctor.finding import Finding, note, well, wrong
from taizhang.kernel.errors import _

PART = "safety"


def served(*, debug: bool, demo: bool, hosts: Collection[str], https: bool) -> Iterator[Finding]:
    """Whether the installation is fit to be reached by others."""
    if debug:
        yield wrong(
            PART,
            _("TAIZHANG_DEBUG is on: whoever meets a failure reads the code and its values."),
            _("Unset TAIZHANG_DEBUG and restart the server."),
        )
    if demo:
        yield note(
            PART,
            _("This is a demo: people sign in without a password, on this machine only."),
            _("Start a real district in a new data folder: ./dev run --empty"),
        )
    elif not hosts:
        yield note(
            PART,
            _("Only this machine is answered."),
            _("To let others in, name the host in TAIZHANG_HOSTS; see docs/operations.md."),
        )
    elif not https:
        yield wrong(
            PART,
            _("Others are answered without TLS, so passwords can be read on the way."),
            _("Put a proxy with a certificate before it and set TAIZHANG_HTTPS=1."),
        )
    else:
        yield well(PART, _("Others are answered over TLS only: {hosts}."), hosts=", ".join(hosts))


def backups() -> Finding:
    """What no program here can see."""
    return note(
        PART,
        _("Backups are not to be seen from here."),
        _("Dump the database and copy the folder files daily; keep the folder keys elsewhere; try a restore yearly."),
    )
