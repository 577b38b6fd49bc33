"""Forms of the register, what was sent and answered, how much work it was, and how much it may be."""

from taizhang.domain.burden.models.answer import Answer, Sending
from taizhang.domain.burden.models.form import CollectionForm, Question
from taizhang.domain.burden.models.work import Cap, Effort

__all__ = ["Answer", "Cap", "CollectionForm", "Effort", "Question", "Sending"]
