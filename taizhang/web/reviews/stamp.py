"""The moment of a batch as a number: everything approved at once bears the same one."""

from datetime import UTC, datetime, timedelta

BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
LATEST = 9_999_999_999_999_999  # an address may name any number; no moment of ours is later than 2286


def stamp(at: datetime) -> int:
    """A moment as microseconds since 1970."""
    return (at - BEGINNING) // MICROSECOND


def moment(number: int) -> datetime:
    """The moment of a stamp."""
    return BEGINNING + min(number, LATEST) * MICROSECOND
