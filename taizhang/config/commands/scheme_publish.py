"""Publish a scheme of assessment from its first day on; the same file again changes nothing."""

from argparse import ArgumentParser, Namespace


def arguments(parser: ArgumentParser) -> None:
    """The file."""
    parser.add_argument("file", help="the scheme, a YAML file")


def run(options: Namespace) -> None:
    """Publishes, or refuses with every reason."""
    from django.utils.translation import gettext

    from taizhang.domain.assessments.actions.schemes import publish_scheme
    from taizhang.domain.assessments.schemefile import load
    from taizhang.domain.audit.actor import system
    from taizhang.domain.duties.packs import find_pack
    from taizhang.web.kit.clock import now

    version = publish_scheme(scheme_file=load(options.file, rules=find_pack), by=system(now()))
    print(gettext("{scheme} judges from {day} on.").format(scheme=version, day=version.valid_from))
