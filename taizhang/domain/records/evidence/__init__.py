"""Files kept with a gathering: checked by their content, stored once by their SHA-256, served without camera notes."""

from taizhang.domain.records.evidence.keeping import Upload, discard, keep
from taizhang.domain.records.evidence.serving import Served, served

__all__ = ["Served", "Upload", "discard", "keep", "served"]
