"""Verify that what may not change has not: `taizhang verify audit` walks the hash chain of the audit trail."""

import json
from argparse import ArgumentParser, Namespace

from taizhang.kernel.errors import _

REASONS = {
    "missing": _("a row is missing"),
    "link": _("it does not follow from the row before it"),
    "content": _("its content was changed"),
}


def arguments(parser: ArgumentParser) -> None:
    """What to verify, and how to answer."""
    parser.add_argument("what", choices=["audit"], help="what to verify")
    parser.add_argument("--json", action="store_true", help="answer as JSON")


def run(options: Namespace) -> int:
    """Verifies the chain; answers 1 when it is broken, naming the first broken row."""
    from django.utils.timezone import localtime
    from django.utils.translation import gettext

    from taizhang.domain.audit.verification import verify

    verified = verify()
    broken = verified.broken
    if options.json:
        row = broken and {"number": broken.number, "at": broken.at.isoformat(), "because": broken.because}
        print(json.dumps({"ok": verified.ok, "count": verified.count, "broken": row}))
    elif broken is None:
        print(gettext("The audit trail is whole: {count} rows.").format(count=verified.count))
    else:
        sentence = gettext("The audit trail is broken at row {number} of {day}: {reason}.")
        day = localtime(broken.at).date()
        print(sentence.format(number=broken.number, day=day, reason=gettext(REASONS[broken.because])))
    return int(not verified.ok)
