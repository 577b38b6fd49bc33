"""Identity numbers, phones and addresses at rest: SM4 ciphertext, and an HMAC-SM3 blind index to find them by.

Each ciphertext names its algorithm, so that another can follow (GB/T 38541-2020).
"""

import base64
import os
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.hashes import SM3
from cryptography.hazmat.primitives.hmac import HMAC
from django.conf import settings
from django.db import models

from taizhang.kernel.errors import Refused, _

SCHEME = "sm4ctr-sm3"
NONCE, TAG = 16, 16  # bytes


class SecretField(models.TextField[Any, Any]):
    """A column that holds only what seal() returned; reveal() opens it."""


@lru_cache(maxsize=4)
def _keyed(key: bytes) -> HMAC:
    return HMAC(key, SM3())


def _mac(message: bytes) -> bytes:
    mac = _keyed(settings.INDEX_KEY).copy()
    mac.update(message)
    return mac.finalize()


def seal(text: str) -> str:
    """The ciphertext of a text; an empty text stays empty."""
    if not text:
        return ""
    nonce = os.urandom(NONCE)
    encryptor = Cipher(algorithms.SM4(settings.FIELD_KEY), modes.CTR(nonce)).encryptor()
    body = nonce + encryptor.update(text.encode()) + encryptor.finalize()
    return f"{SCHEME}:{base64.b64encode(body + _tag(body)).decode()}"


def reveal(sealed: str) -> str:
    """The text of a ciphertext; refuses one that was altered or made with another key."""
    if not sealed:
        return ""
    scheme, _colon, encoded = sealed.partition(":")
    raw = _decoded(encoded)
    body, tag = raw[:-TAG], raw[-TAG:]
    if scheme != SCHEME or _tag(body) != tag:
        raise Refused(
            _("This protected value cannot be opened with the key of this deployment."),
            _("Restore the key file that belongs to this database."),
            code="orgs.secret-key",
        ) from InvalidSignature()
    decryptor = Cipher(algorithms.SM4(settings.FIELD_KEY), modes.CTR(body[:NONCE])).decryptor()
    return (decryptor.update(body[NONCE:]) + decryptor.finalize()).decode()


def _tag(body: bytes) -> bytes:
    """What shows that a ciphertext is whole and was made with both keys of this deployment."""
    return _mac(b"seal" + settings.FIELD_KEY + body)[:TAG]


def _decoded(encoded: str) -> bytes:
    """The bytes of a ciphertext; none at all when it is not even base64, which no tag fits."""
    try:
        return base64.b64decode(encoded, validate=True)
    except ValueError:
        return b""


def blind_index(text: str) -> str:
    """The keyed hash by which equal texts are found without being read; 64 hexadecimal digits."""
    return _mac(b"index" + text.encode()).hex()
