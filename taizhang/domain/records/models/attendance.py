"""The frozen roll of a gathering."""

from django.db import models
from django.db.models import Q

from taizhang.domain.audit.nouns import Noun
from taizhang.domain.records.models.activity import Activity


class Presence(models.TextChoices):
    """Whether a person was there."""

    PRESENT = "present", "到会"
    LEAVE = "leave", "请假"
    ABSENT = "absent", "缺席"


class Attendance(Noun):
    """One line of the roll as it was at the moment of the gathering: who was entitled, who counts, who came."""

    # The constraint and the index below begin with both.
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="attendances", db_index=False)
    person = models.ForeignKey("orgs.Person", models.PROTECT, related_name="attendances", db_index=False)
    presence = models.CharField(max_length=8, choices=Presence.choices, default=Presence.PRESENT)
    reason = models.CharField(max_length=80, blank=True)  # of absence
    counts = models.BooleanField(default=True)  # in the number expected
    votes = models.BooleanField(default=True)  # has a vote
    why_not = models.CharField(max_length=20, blank=True)  # why the person does not count: a code of the roll
    guest = models.BooleanField(default=False)  # came without being on the roll

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["activity", "person"], name="a_person_is_on_a_roll_once"),
            models.CheckConstraint(
                condition=Q(counts=True) | ~Q(why_not="") | Q(guest=True),
                name="who_does_not_count_has_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["person", "presence"], name="attendance_of_person")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.presence}"
