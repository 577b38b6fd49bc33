"""Applying a file beside the request that asked for it: a thread with a connection of its own."""

import logging
from threading import Thread

from django.db import connection
from django.utils import translation

from taizhang.domain.audit.actor import Actor
from taizhang.domain.orgs.imports.applying import carry_out, claim
from taizhang.domain.orgs.imports.faults import Where
from taizhang.domain.orgs.imports.progress import Progress
from taizhang.domain.orgs.models import ImportRun
from taizhang.kernel.errors import Refused

log = logging.getLogger(__name__)


def begin(*, run: ImportRun, where: Where, by: Actor, fictional: bool = False) -> Thread:
    """Claim a run, which refuses when it cannot be applied, and apply it in a thread, which is answered.

    When the process ends meanwhile, nothing is imported, and whoever looks at the run next marks it as failed.
    """
    progress = claim(run)
    language = translation.get_language() or "zh-hans"
    thread = Thread(target=_work, args=(progress, where, by, fictional, language), name=f"import {run.pk}")
    thread.start()
    return thread


def _work(progress: Progress, where: Where, by: Actor, fictional: bool, language: str) -> None:
    translation.activate(language)
    try:
        carry_out(progress, where=where, by=by, fictional=fictional)
    except Refused as refusal:
        log.info("%s: %s", progress.run.pk, refusal.code)  # the run holds the sentence
    except Exception:
        log.exception("The import %s broke off.", progress.run.pk)
    finally:
        connection.close()
