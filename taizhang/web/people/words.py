"""The register's words in the reader's language; models keep those of the national record."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.domain.orgs.models.membership import Ground, Standing
from taizhang.domain.orgs.models.person import Registration, Sex

SEX_WORDS = {Sex.MALE: _("Male"), Sex.FEMALE: _("Female"), Sex.UNKNOWN: "", Sex.UNSTATED: _("Not stated")}
STANDING_WORDS = {Standing.FORMAL: _("Formal member"), Standing.PROBATIONARY: _("Probationary member")}
REGISTRATION_WORDS = {
    Registration.NORMAL: pgettext_lazy("registration", "Normal"),
    Registration.KEPT: pgettext_lazy("registration", "Kept"),
    Registration.RESTORED: pgettext_lazy("registration", "Restored"),
    Registration.SUSPENDED: pgettext_lazy("registration", "Suspended"),
    Registration.EXPELLED: pgettext_lazy("registration", "Expelled"),
}
# The rule's own classes and never a diagnosis (education rules, article 23).
GROUND_WORDS = {
    Ground.ARTICLE_23: _("Article 23 of the rules on education: old, ill or otherwise unable"),
    Ground.FLOATING: _("Floating member"),
    Ground.ABROAD: _("Abroad"),
}
GROUND_SHORT = {
    Ground.ARTICLE_23: _("Exempt (art. 23)"),
    Ground.FLOATING: _("Floating"),
    Ground.ABROAD: _("Abroad"),
}
SEXES: list[tuple[str, Any]] = [(str(one.value), SEX_WORDS[one]) for one in (Sex.MALE, Sex.FEMALE)]
STANDINGS = [(key.value, words) for key, words in STANDING_WORDS.items()]
REGISTRATIONS = [(key.value, words) for key, words in REGISTRATION_WORDS.items()]
GROUNDS = [(key.value, words) for key, words in GROUND_SHORT.items()]
GROUND_CHOICES = [(key.value, words) for key, words in GROUND_WORDS.items()]

# Levels of GB/T 4658 as the register writes them.
EDUCATIONS = ("研究生", "大学本科", "大学专科", "中等专科", "高中", "初中", "小学")
