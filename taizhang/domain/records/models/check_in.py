"""Who said “I am here” at a gathering that is being recorded."""

from uuid import uuid4

from django.db import models

from taizhang.domain.records.models.activity import Draft


class CheckIn(models.Model):
    """A member said himself that he is here; kept with the draft only, without place or hour, and gone with it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)  # one that tells no time
    draft = models.ForeignKey(Draft, models.CASCADE, related_name="check_ins")
    person = models.ForeignKey("orgs.Person", models.CASCADE, related_name="check_ins")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "person"], name="somebody_is_here_once")]

    def __str__(self) -> str:
        return f"{self.draft_id} {self.person_id}"
