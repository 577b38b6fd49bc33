"""The terms of a condition, read from Python's own tree: literals, facts and arithmetic of whole numbers."""

from __future__ import annotations

import ast
import difflib
from collections.abc import Mapping

from taizhang.kernel.errors import Refused, _
from taizhang.kernel.expressions import Arithmetic, Fact, Literal, Name, Term

DEEPEST = 10
OPERATORS: Mapping[type[ast.AST], str] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.GtE: ">=",
    ast.Gt: ">",
    ast.In: "in",
    ast.NotIn: "not in",
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
}
ALLOWED = _(
    "Use only and, or, not, comparisons, “in” with a list in brackets, whole numbers, quoted words and known facts."
)


class TermReader:
    """Reads the parts of a condition that have a value, and refuses the rest with its column."""

    def __init__(self, text: str, facts: Mapping[str, Fact]) -> None:
        self._lines = text.encode().splitlines() or [b""]
        self._facts = facts

    def term(self, node: ast.expr, depth: int) -> Term:
        """A part that has a value: a literal, a fact, or arithmetic of whole numbers."""
        self.not_deeper(node, depth)
        if isinstance(node, ast.Constant) and isinstance(node.value, bool | int | str):
            return Literal(node.value)
        if isinstance(node, ast.Name):
            return self._fact(node)
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            operand = self._number(node.operand, depth + 1)
            return (
                Literal(-int(operand.value)) if isinstance(operand, Literal) else Arithmetic(Literal(0), "-", operand)
            )
        if isinstance(node, ast.BinOp) and type(node.op) in OPERATORS:
            left, right = self._number(node.left, depth + 1), self._number(node.right, depth + 1)
            return Arithmetic(left, OPERATORS[type(node.op)], right)
        raise self.not_allowed(node)

    def _number(self, node: ast.expr, depth: int) -> Term:
        """A term that is a whole number."""
        term = self.term(node, depth)
        if term.kind is not int:
            raise self.refused(
                node,
                _("Only whole numbers can be added, subtracted or multiplied; column {column} is none."),
                ALLOWED,
                "not_a_number",
            )
        return term

    def _fact(self, node: ast.Name) -> Name:
        """A fact by its name; an unknown one is refused with the nearest that exists."""
        if node.id in self._facts:
            return Name(node.id, self._facts[node.id])
        near = difflib.get_close_matches(node.id, self._facts, n=1)
        raise self.refused(
            node,
            _("“{name}” at column {column} is not a fact of an organisation."),
            _("Did you mean “{near}”?") if near else _("The facts that exist are: {known}."),
            "unknown_fact",
            name=node.id,
            near="".join(near),
            known=", ".join(sorted(self._facts)),
        )

    def check_code(self, name: Name, literal: Literal, node: ast.expr) -> None:
        """A fact that has a list of codes can only be compared with one of them."""
        if name.fact.names and literal.value not in name.fact.names:
            raise self.refused(
                node,
                _("“{value}” at column {column} is not a code of “{name}”."),
                _("The codes are: {known}."),
                "unknown_code",
                value=literal.value,
                name=name.name,
                known=", ".join(name.fact.names),
            )

    def not_deeper(self, node: ast.expr, depth: int) -> None:
        """Refuse what is nested too deep to be read by a person."""
        if depth > DEEPEST:
            raise self.refused(
                node,
                _("The condition is nested more than {limit} deep at column {column}."),
                _("Write it flatter."),
                "too_deep",
                limit=DEEPEST,
            )

    def unlike(self, node: ast.expr) -> Refused:
        """The refusal of comparing values of two types."""
        return self.refused(
            node,
            _("Column {column} compares things of different kinds or without an order."),
            _("Compare numbers with numbers and codes (in quotes) with codes; only numbers can be more or less."),
            "unlike",
        )

    def not_allowed(self, node: ast.expr) -> Refused:
        """The refusal of everything that is not on the list."""
        return self.refused(
            node, _("Column {column} holds something a condition may not contain."), ALLOWED, "not_allowed"
        )

    def refused(self, node: ast.expr, rule: str, remedy: str, reason: str, **values: object) -> Refused:
        """A refusal that names the column, counted in characters from 1."""
        line = self._lines[min(node.lineno, len(self._lines)) - 1]
        column = len(line[: node.col_offset].decode(errors="ignore")) + 1
        return Refused(rule, remedy, code=f"conditions.{reason}", column=column, **values)
