"""The languages in which a value of the kernel can explain itself: Chinese, in either script, and English."""

from __future__ import annotations

from taizhang.kernel.traditional import is_traditional, traditional


def say(lang: str, *, zh: str, en: str) -> str:
    """Choose the wording for a language code; any code that begins with "zh" is Chinese, every other English.

    For readers of traditional characters the Chinese is converted, so it must hold no name of a person or organisation.
    """
    if not lang.lower().startswith("zh"):
        return en
    return traditional(zh) if is_traditional(lang) else zh


def ordinal(number: int) -> str:
    """An English ordinal: 1st, 2nd, 3rd, 11th, 16th, 31st."""
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def plural(number: int, noun: str) -> str:
    """An English count: "1 day", "3 days"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
