"""Telling: a score as one sentence, a grade with its reasons, a node as the rule that it is; Chinese and English."""

from taizhang.kernel.scoring.telling.grades import graded
from taizhang.kernel.scoring.telling.rules import kind, rule
from taizhang.kernel.scoring.telling.sentences import sentence

__all__ = ["graded", "kind", "rule", "sentence"]
