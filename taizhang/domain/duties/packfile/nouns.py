"""The nouns of a pack file: what it names, on which documents it rests, and what each institution asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from taizhang.kernel.words import say


@dataclass(frozen=True)
class Wording:
    """The same words in Chinese and English."""

    zh: str
    en: str

    def words(self, lang: str) -> str:
        """The words in the language asked for."""
        return say(lang, zh=self.zh, en=self.en)


@dataclass(frozen=True)
class Document:
    """A regulation or other document that rules rest upon, and how well its text is known (grade)."""

    code: str
    title: Wording
    issued: str
    grade: str
    url: str

    def words(self, lang: str) -> str:
        """Its title."""
        return self.title.words(lang)


@dataclass(frozen=True)
class Basis:
    """The place of a document on which a rule rests; without an article the document as a whole."""

    document: Document
    article: str
    quote: str = ""

    @property
    def grade(self) -> str:
        """How well the document's text is known."""
        return self.document.grade

    @property
    def url(self) -> str:
        """The official page, or nothing: copies on other hosts are not linked."""
        return self.document.url

    def words(self, lang: str) -> str:
        """Title and article: 《…》第11条."""
        if not self.article:
            return self.document.words(lang)
        return self.document.words(lang) + say(lang, zh=f"第{self.article}条", en=f", Art. {self.article}")


@dataclass(frozen=True)
class ProgrammeEntry:
    """A theme, mechanism, project or category that the pack names."""

    code: str
    name: Wording
    text: Wording
    source: Basis | None
    categories: tuple[str, ...] = ()


@dataclass(frozen=True)
class Lights:
    """The colours of what is unfinished: green up to a number, yellow up to another, then red; expressly not a mark."""

    green_up_to: int
    yellow_up_to: int
    statement: Wording
    source: Basis | None


@dataclass(frozen=True)
class VisitRule:
    """How far apart two visits to one organisation lie at least, in months, whoever comes."""

    apart_months: int
    statement: Wording
    source: Basis | None


@dataclass(frozen=True)
class Evidence:
    """What is kept of an institution: part of the record itself or a file, demanded or optional, for how long."""

    code: str
    name: Wording
    in_record: bool
    required: bool
    keep_years: int | None
    picture: bool = False  # or a recording, a track

    @property
    def permanent(self) -> bool:
        """Whether it is kept for ever."""
        return self.keep_years is None


@dataclass(frozen=True)
class Parameter:
    """A number of a rule that an office may set."""

    value: int
    meaning: Wording


Parameters = Mapping[str, Parameter]
