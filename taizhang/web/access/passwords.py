"""First passwords, made here and shown once."""

import secrets

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is mistaken for another when read aloud
GROUPS, LENGTH = 4, 4


def first_password() -> str:
    """A password of four groups of four signs, about 79 bits; easy to read out on the telephone."""
    return "-".join("".join(secrets.choice(LETTERS) for _sign in range(LENGTH)) for _group in range(GROUPS))
