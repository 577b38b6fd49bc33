"""Channels out of the house, and what was sent through them."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from taizhang.domain.audit.nouns import Noun
from taizhang.domain.notices.models.digest import Digest
from taizhang.domain.notices.models.notice import Notice
from taizhang.domain.orgs.models import Person
from taizhang.domain.orgs.secrets import SecretField
from taizhang.kernel.ids import uuid7


class Door(models.TextChoices):
    """The kinds of channel."""

    EMAIL = "email", _("E-mail")
    WEBHOOK = "webhook", _("Webhook")


class ConnectorQuerySet(models.QuerySet[Any]):
    """Sets of connectors."""

    def on(self) -> Self:
        """Those that send."""
        return self.filter(off_at__isnull=True)


class Connector(Noun):
    """A channel that the administrator set up: a mail server of the settings, or an address that takes messages."""

    door = models.CharField(max_length=10, choices=Door.choices)
    name = models.CharField(max_length=60, unique=True)
    target = models.CharField(max_length=300, blank=True)
    secret = SecretField(blank=True)
    added_at = models.DateTimeField()
    added_by_name = models.CharField(max_length=120)
    off_at = models.DateTimeField(null=True)

    objects = ConnectorQuerySet.as_manager()

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class DeliveryQuerySet(models.QuerySet[Any]):
    """Sets of deliveries."""

    def due(self, moment: datetime) -> Self:
        """Those to be tried now, by a connector that is on."""
        return self.filter(next_at__lte=moment, connector__off_at__isnull=True)


class Delivery(Noun):
    """One message to one person through one connector; its words are kept until it is sent, and no longer."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="deliveries")
    connector = models.ForeignKey(Connector, models.CASCADE, related_name="deliveries")
    digest = models.ForeignKey(Digest, models.CASCADE, null=True, related_name="deliveries")
    notice = models.ForeignKey(Notice, models.CASCADE, null=True, related_name="deliveries")
    any_hour = models.BooleanField(default=False)
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    made_at = models.DateTimeField()
    next_at = models.DateTimeField(null=True)  # nothing more to try when null

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ("-made_at", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["connector", "digest"], condition=Q(digest__isnull=False), name="a_digest_leaves_a_door_once"
            ),
            models.UniqueConstraint(
                fields=["connector", "notice"], condition=Q(notice__isnull=False), name="a_notice_leaves_a_door_once"
            ),
            models.CheckConstraint(
                condition=Q(digest__isnull=True) | Q(notice__isnull=True), name="a_delivery_carries_one_thing"
            ),
        ]
        indexes = [models.Index(fields=["next_at"], condition=Q(next_at__isnull=False), name="delivery_due")]

    def __str__(self) -> str:
        return f"{self.connector_id} {self.made_at:%Y-%m-%d}"


class Attempt(models.Model):
    """One try of a delivery: sent, or why not."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="attempts")
    at = models.DateTimeField()
    sent = models.BooleanField()
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("at", "id")
        constraints = [
            models.UniqueConstraint(fields=["delivery"], condition=Q(sent=True), name="a_delivery_is_sent_once")
        ]

    def __str__(self) -> str:
        return f"{self.delivery_id} {'sent' if self.sent else self.reason}"
