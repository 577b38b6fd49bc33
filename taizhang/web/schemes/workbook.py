"""A scheme as a workbook: one line a part, as the page shows it."""

from django.http import FileResponse
from django.utils.translation import gettext_lazy as _

from taizhang.web.kit.exports import workbook_response
from taizhang.web.kit.table import Column, Table
from taizhang.web.schemes import outline, words
from taizhang.web.schemes.outline import Content, Line
from taizhang.web.schemes.reading import measures


def tree_workbook(content: Content, name: str, lang: str) -> FileResponse:
    """Every part of every tree with its weight, how it is read, its clause and source."""
    lines = [(words.categories(codes, lang), line) for codes, found in outline.trees(content) for line in found]
    lines += [("", line) for line in outline.shared(content)]
    return workbook_response(_table(content, lang), lines, name)


def _table(content: Content, lang: str) -> Table:
    known = dict(measures(content, lang))

    def of(row: tuple[str, Line]) -> str:
        return "　" * row[1].depth + row[1].name(lang)

    def source(row: tuple[str, Line]) -> str:
        return outline.sourced(content, row[1].node, lang)

    def parameters(row: tuple[str, Line]) -> str:
        return "；".join(f"{label} {value}" for label, value in words.parameters(row[1], known))

    return Table(
        (
            Column("categories", _("Categories"), lambda row: row[0]),
            Column("name", _("Indicator"), of, width="wide"),
            Column("weight", _("Weight"), lambda row: row[1].node.get("weight"), align="end"),
            Column("kind", _("How it is read"), lambda row: words.kind(row[1])),
            Column("parameters", _("Parameters"), parameters, width="wide"),
            Column("source", _("Clause and source"), source, width="wide"),
        ),
        order=("name",),
    )
