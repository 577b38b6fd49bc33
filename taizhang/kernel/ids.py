"""Identifiers that sort by time and can be made by whoever creates the row (RFC 9562, UUID version 7)."""

import os
import time
from uuid import UUID


def uuid7(at_ms: int | None = None, noise: int | None = None) -> UUID:
    """A version 7 UUID for a moment in milliseconds since 1970 (default: now) and 80 bits of noise (default: drawn)."""
    milliseconds = time.time_ns() // 1_000_000 if at_ms is None else at_ms
    drawn = int.from_bytes(os.urandom(10), "big") if noise is None else noise
    value = (milliseconds & 0xFFFF_FFFF_FFFF) << 80 | 0x7 << 76 | (drawn >> 68 & 0xFFF) << 64
    return UUID(int=value | 0b10 << 62 | drawn & 0x3FFF_FFFF_FFFF_FFFF)


def uuid7_texts(count: int) -> list[str]:
    """Many version 7 UUIDs of this moment as 32 digits each, for rows that nobody needs to know by name."""
    base = (time.time_ns() // 1_000_000 & 0xFFFF_FFFF_FFFF) << 80 | 0x7 << 76 | 0b10 << 62
    noise = os.urandom(10 * count)
    drawn = (int.from_bytes(noise[place : place + 10], "big") for place in range(0, 10 * count, 10))
    return [f"{base | (each >> 68 & 0xFFF) << 64 | each & 0x3FFF_FFFF_FFFF_FFFF:032x}" for each in drawn]
