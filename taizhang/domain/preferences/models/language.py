"""The language somebody reads in, wherever he signs in and in what is sent to him."""

from django.db import models

from taizhang.domain.access.models import Account


class ReadingLanguage(models.Model):
    """The language an account chose; who never chose has none and reads what his browser asks for."""

    account = models.OneToOneField(Account, models.CASCADE, primary_key=True, related_name="reading_language")
    code = models.CharField(max_length=12)  # one of settings.LANGUAGES

    def __str__(self) -> str:
        return self.code
