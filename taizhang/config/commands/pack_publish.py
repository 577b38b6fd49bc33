"""Publish a rule pack from its first day on; the same file again changes nothing."""

from argparse import ArgumentParser, Namespace


def arguments(parser: ArgumentParser) -> None:
    """The file."""
    parser.add_argument("file", help="the pack, a YAML file")


def run(options: Namespace) -> None:
    """Publishes, or refuses with every reason."""
    from django.utils.translation import gettext

    from taizhang.domain.audit.actor import system
    from taizhang.domain.duties.actions.packs import publish
    from taizhang.domain.duties.packfile import load
    from taizhang.domain.policies.queries import is_on
    from taizhang.domain.policies.switches import Switch
    from taizhang.web.kit.clock import now

    by = system(now())
    pack = publish(pack_file=load(options.file, pictures=is_on(Switch.PHOTOS, on=by.on)), by=by)
    print(gettext("{pack} rules from {day} on.").format(pack=pack, day=pack.valid_from))
