"""The secret part of a feed's address, and the digest that is kept of it."""

import re
import secrets
from hashlib import sha256

BYTES = 32  # 256 bits: nobody guesses it, so the digest needs no salt
_SHAPE = re.compile(r"[A-Za-z0-9_-]{43}")


def new_token() -> str:
    """A new secret."""
    return secrets.token_urlsafe(BYTES)


def digest(token: str) -> str:
    """What is kept of a secret."""
    return sha256(token.encode()).hexdigest()


def well_formed(token: str) -> bool:
    """Whether a text can be a secret of ours at all."""
    return _SHAPE.fullmatch(token) is not None
