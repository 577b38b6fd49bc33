"""How often one address may be read, and how often a wrong one may be tried from one place."""

from taizhang.web.kit.often import counted

READS, HOUR = 120, 3600  # calendar programs ask every few hours; a household has a few
MISSES, MINUTE = 20, 60


def read_too_often(feed_id: object) -> bool:
    """Count one reading of a feed; whether it was read too often within an hour."""
    return counted(f"feed-read-{feed_id}", HOUR) > READS


def missed_too_often(place: str) -> bool:
    """Count one wrong address from a place; whether there were too many within a minute. Right ones go on working."""
    return counted(f"feed-miss-{place}", MINUTE) > MISSES
