"""What a refusal says to whoever reads Chinese, and what it must leave untouched."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from taizhang.kernel.errors import Refused

ENGLISH = re.compile(r"[A-Za-z]{2,}[ ,][A-Za-z]{2,}")  # two words of a sentence nobody translated


def everything() -> dict[str, int]:
    """How many rows of each noun there are, and how many files."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("taizhang.")]
    rows = {model._meta.label: model._base_manager.count() for model in ours}
    return {**rows, "files": sum(path.is_file() for path in Path(settings.MEDIA_ROOT).rglob("*"))}


def is_said_in_chinese(words: str) -> None:
    """A sentence with a rule and, after it, a remedy; no gap, no English, no code."""
    assert re.search(r"[\u4e00-\u9fff]", words), words
    assert not ENGLISH.search(re.sub("“[^”]*”", "", words)), words  # names of formats stand in quotes
    assert "{" not in words and "%(" not in words, words
    assert len(re.findall(r"[。！？；]", words)) >= 2, words


def spoken(refusal: Refused) -> str:
    with translation.override("zh-hans"):
        return refusal.sentence(gettext)


@contextmanager
def refused_in_chinese(code: str, *, saying: str = "") -> Iterator[None]:
    """The act within is refused with this code, in a Chinese sentence of rule and remedy, and writes nothing."""
    before = everything()
    with translation.override("zh-hans"), pytest.raises(Refused) as told:
        yield
    assert told.value.code == code
    assert told.value.remedy
    words = spoken(told.value)
    is_said_in_chinese(words)
    assert saying in words, words
    assert everything() == before
