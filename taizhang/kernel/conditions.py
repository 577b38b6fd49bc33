"""Conditions over the facts of an organisation: a small part of Python's expressions, read but never run.

The text is parsed to a tree and every part of it that is not on a short list is refused, with its column.
Nothing is compiled and no name but a fact can be reached, so a rule pack cannot do anything but ask.
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Mapping
from dataclasses import dataclass

from taizhang.kernel.errors import Refused, _
from taizhang.kernel.expressions import (
    ORDERINGS,
    Comparison,
    Fact,
    Flag,
    Literal,
    Name,
    Opposite,
    Term,
    Test,
    Together,
    Values,
)
from taizhang.kernel.terms import OPERATORS, TermReader

LONGEST = 500


@dataclass(frozen=True)
class Condition:
    """A rule's “applies if”: true or false of the facts of one organisation, and able to say why."""

    text: str
    test: Test

    @classmethod
    def parse(cls, text: str, facts: Mapping[str, type | Fact]) -> Condition:
        """Read a condition over these facts; refuse, with the column, whatever is not on the list."""
        text = text.strip()
        if len(text) > LONGEST:
            raise Refused(
                _("A condition has at most {limit} characters; this one has {length}."),
                _("Shorten it or give the institution fewer conditions."),
                code="conditions.too_long",
                limit=LONGEST,
                length=len(text),
                column=LONGEST + 1,
            )
        known = {name: fact if isinstance(fact, Fact) else Fact(fact) for name, fact in facts.items()}
        return cls(text, _TestReader(TermReader(text, known)).test(_parsed(text), 1))

    def holds(self, values: Values) -> bool:
        """Whether the rule applies to an organisation with these facts; refused when a fact it needs is unknown."""
        return self.test.holds(values)

    def why(self, values: Values, lang: str) -> str:
        """The facts that decided it, in Chinese (`zh`) or English: “有支委会：否”."""
        reasons = self.test.reasons(values, wanted=True)
        stated = dict.fromkeys(reason.words(values, lang) for reason in reasons)
        return ("；" if lang.startswith("zh") else "; ").join(stated)

    def names(self) -> frozenset[str]:
        """The facts this condition asks for."""
        return frozenset(each.name for each in self.test.facts())


def _parsed(text: str) -> ast.expr:
    """Python's own tree of the text; anything its grammar refuses is refused here with the column."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text, mode="eval").body
    except SyntaxError as error:
        column = min(error.offset or len(text) + 1, len(text) + 1)  # Python gives 0 for the end of the text
    except (ValueError, RecursionError, MemoryError):
        column = 1
    raise Refused(
        _("The condition cannot be read: something is wrong at column {column}."),
        _('Write it like: level == "S" and formal_members >= 7.'),
        code="conditions.syntax",
        column=column,
    )


@dataclass(frozen=True)
class _TestReader:
    """Turns Python's tree of tests into ours, part by part."""

    terms: TermReader

    def test(self, node: ast.expr, depth: int) -> Test:
        """A part that must be true or false."""
        self.terms.not_deeper(node, depth)
        if isinstance(node, ast.BoolOp):
            parts = tuple(self.test(each, depth + 1) for each in node.values)
            return Together(parts, every=isinstance(node.op, ast.And))
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            return Opposite(self.test(node.operand, depth + 1))
        if isinstance(node, ast.Compare):
            return self._comparison(node, depth)
        term = self.terms.term(node, depth)
        if term.kind is not bool:
            raise self.terms.refused(
                node,
                _("Column {column} gives a value, not a yes or no."),
                _("Compare it with something."),
                "not_a_test",
            )
        return Flag(term)

    def _comparison(self, node: ast.Compare, depth: int) -> Test:
        """One comparison, or a chain of them (3 <= formal_members < 7) as its links."""
        links: list[Comparison] = []
        left = self.terms.term(node.left, depth + 1)
        for place, (sign, right) in enumerate(zip(node.ops, node.comparators, strict=True)):
            if type(sign) not in OPERATORS:
                raise self.terms.not_allowed(right)
            if OPERATORS[type(sign)] in ("in", "not in"):
                if place or len(node.ops) > 1:
                    raise self.terms.not_allowed(right)
                return self._membership(left, OPERATORS[type(sign)], right)
            links.append(self._link(left, OPERATORS[type(sign)], right, depth))
            left = self.terms.term(right, depth + 1)
        return links[0] if len(links) == 1 else Together(tuple(links), every=True)

    def _link(self, left: Term, sign: str, node: ast.expr, depth: int) -> Comparison:
        """Two terms of one type; only numbers have an order."""
        right = self.terms.term(node, depth + 1)
        if left.kind is not right.kind or (sign in ORDERINGS and left.kind is not int):
            raise self.terms.unlike(node)
        for one, other in ((left, right), (right, left)):
            if isinstance(one, Name) and isinstance(other, Literal):
                self.terms.check_code(one, other, node)
        return Comparison(left, sign, right)

    def _membership(self, left: Term, sign: str, node: ast.expr) -> Comparison:
        """A term sought in a list of literals of its own type."""
        if not isinstance(node, ast.Tuple) or not node.elts:
            raise self.terms.refused(
                node,
                _("After “in” at column {column} a list in brackets is needed."),
                _('Write it like: category in ("A", "B").'),
                "list_needed",
            )
        literals: list[Literal] = []
        for each in node.elts:
            literal = self.terms.term(each, 1)
            if not isinstance(literal, Literal):
                raise self.terms.not_allowed(each)
            if literal.kind is not left.kind:
                raise self.terms.unlike(each)
            if isinstance(left, Name):
                self.terms.check_code(left, literal, each)
            literals.append(literal)
        return Comparison(left, sign, tuple(literals))
