"""The nouns of what people are told."""

from taizhang.domain.notices.models.circular import Addressee, Circular, Recall
from taizhang.domain.notices.models.contact import Address, Contact
from taizhang.domain.notices.models.delivery import Attempt, Connector, Delivery
from taizhang.domain.notices.models.digest import Digest, Round
from taizhang.domain.notices.models.notice import Notice

__all__ = [
    "Address",
    "Addressee",
    "Attempt",
    "Circular",
    "Connector",
    "Contact",
    "Delivery",
    "Digest",
    "Notice",
    "Recall",
    "Round",
]
