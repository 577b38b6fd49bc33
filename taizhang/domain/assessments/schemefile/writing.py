"""Writing a scheme as a file again, its keys in the order in which one reads them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

# Storage keeps keys in no order of its own; whatever is not listed stands last.
_ORDER = (
    "scheme", "version", "period", "valid_from", "valid_to", "overlay", "judges", "for", "weight", "use",
    "code", "name", "title", "zh", "en", "clause", "note", "documents", "issued", "grade", "url", "document",
    "article", "quote", "source", "proposed", "fewest", "objection_days", "marks", "parts", "trees",
    "categories", "tree", "of", "read", "measure", "target", "full_at", "base", "each", "per_miss", "floor",
    "most", "out_of", "worth", "good", "fairly", "fair", "poor", "adjusted", "bonuses", "most_bonus",
    "deductions", "most_deducted", "mean", "least", "weighted", "institutions", "by", "vetoes", "bands", "from",
    "below", "share", "pack",
)  # fmt: skip
_PLACES = {key: place for place, key in enumerate(_ORDER)}


def written(content: Mapping[str, Any]) -> str:
    """The text of a scheme file; read again it has the same digest."""
    return yaml.safe_dump(
        _ordered(content), allow_unicode=True, sort_keys=False, width=120, default_flow_style=None, indent=2
    )


def _ordered(value: Any) -> Any:
    if isinstance(value, Mapping):
        keys = sorted(value, key=lambda key: (_PLACES.get(key, len(_PLACES)), key))
        return {key: _ordered(value[key]) for key in keys}
    if isinstance(value, list | tuple):
        return [_ordered(each) for each in value]
    return value
