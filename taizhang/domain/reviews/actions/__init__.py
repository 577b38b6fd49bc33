"""What may be done with a submission: handing in, and every move of its life, one at a time or many at once."""

from taizhang.domain.reviews.actions.move import Moved, Skipped, move, move_many
from taizhang.domain.reviews.actions.readdress import misaddressed, readdress
from taizhang.domain.reviews.actions.submit import Entry, submit, submit_many

__all__ = ["Entry", "Moved", "Skipped", "misaddressed", "move", "move_many", "readdress", "submit", "submit_many"]
