"""What is wrong with a file of rules, said with its file, line and path."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from taizhang.kernel.errors import Refused, _


@dataclass(frozen=True)
class Problem:
    """One thing wrong: where it stands (line 0: in no line of its own) and the refusal that says it."""

    file: str
    line: int
    path: str
    refused: Refused

    @property
    def message(self) -> str:
        """The sentence in English, without its place."""
        return self.refused.sentence()

    @property
    def code(self) -> str:
        """The refusal's code, such as `pack.unknown_key`."""
        return self.refused.code

    def sentence(self, translate: Callable[[str], str] = str) -> str:
        """`file:line: path: sentence` in the language of the translation."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        return ": ".join(part for part in (place, self.path, self.refused.sentence(translate)) if part)

    def plain(self, translate: Callable[[str], str] = str) -> dict[str, str | int]:
        """The problem for programs."""
        said = self.refused.sentence(translate)
        return {"file": self.file, "line": self.line, "path": self.path, "code": self.code, "message": said}

    def __str__(self) -> str:
        return self.sentence()


class FileRefused(Refused):
    """A file of rules that cannot be used, with every problem found in it."""

    heading = ""
    kind = ""

    def __init__(self, file: str, problems: Sequence[Problem]) -> None:
        super().__init__(self.heading, "", code=f"{self.kind}.problems", file=file, count=len(problems))
        self.problems = tuple(problems)

    def sentence(self, translate: Callable[[str], str] = str) -> str:
        """The problems, one on a line, under their heading."""
        return "\n".join([super().sentence(translate), *(each.sentence(translate) for each in self.problems)])


class PackRefused(FileRefused):
    """A pack file that cannot be used."""

    heading = _("The rule pack “{file}” has {count} problems, so nothing of it is used:")
    kind = "pack"


@dataclass
class Log:
    """Collects problems instead of stopping at the first; `kind` begins their codes."""

    file: str
    kind: str = field(default="pack", kw_only=True)
    problems: list[Problem] = field(default_factory=list)

    def add(self, line: int, path: str, refused: Refused) -> None:
        """Note a problem, once for a line and path."""
        problem = Problem(self.file, line, path, refused)
        if str(problem) not in map(str, self.problems):
            self.problems.append(problem)

    def say(self, line: int, path: str, rule: str, remedy: str, *, code: str, **values: Any) -> None:
        """Note a problem given in words."""
        self.add(line, path, Refused(rule, remedy, code=f"{self.kind}.{code}", **values))

    def sorted(self) -> list[Problem]:
        """The problems in the order of the file."""
        return sorted(self.problems, key=lambda each: each.line)
