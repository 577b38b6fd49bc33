"""Every sentence of the kernel has its Chinese, with the same placeholders, and none is left over."""

import ast
import re
from pathlib import Path

import pytest

import taizhang.kernel
from taizhang.kernel.words import ordinal, plural, say

KERNEL = Path(taizhang.kernel.__file__).parent
CATALOGUE = KERNEL / "locale/zh_Hans/LC_MESSAGES/django.po"
PAIR = re.compile(r'^msgid (".*")\nmsgstr (".*")$', re.MULTILINE)
PLACEHOLDER = re.compile(r"\{(\w+)\}")


def marked():
    calls = (node for file in KERNEL.rglob("*.py") for node in ast.walk(ast.parse(file.read_text("utf-8"))))
    return {
        ast.literal_eval(call.args[0])
        for call in calls
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "_"
    }


def catalogue():
    pairs = PAIR.findall(CATALOGUE.read_text("utf-8"))
    return {ast.literal_eval(english): ast.literal_eval(chinese) for english, chinese in pairs if english != '""'}


def test_every_sentence_is_translated_and_none_is_left_over():
    assert set(catalogue()) == marked()
    assert all(catalogue().values())


def test_a_translation_keeps_the_placeholders():
    for english, chinese in catalogue().items():
        assert set(PLACEHOLDER.findall(chinese)) == set(PLACEHOLDER.findall(english)), english


@pytest.mark.parametrize(
    ("number", "text"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (16, "16th"), (21, "21st")]
)
def test_ordinals(number, text):
    assert ordinal(number) == text


def test_choosing_a_language():
    for lang, text in {"zh": "中", "zh-hans": "中", "zh_CN": "中", "ZH-Hant": "中", "en": "E", "fr": "E"}.items():
        assert say(lang, zh="中", en="E") == text
    assert (plural(1, "day"), plural(3, "day")) == ("1 day", "3 days")
