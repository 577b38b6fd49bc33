"""Telling: a score, a grade, a way to a better one and the rule of a node, as sentences; Chinese and English."""

from taizhang.kernel.scoring.telling.grades import graded
from taizhang.kernel.scoring.telling.rules import kind, rule
from taizhang.kernel.scoring.telling.sentences import sentence
from taizhang.kernel.scoring.telling.ways import way

__all__ = ["graded", "kind", "rule", "sentence", "way"]
