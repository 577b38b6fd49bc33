"""Codes of persons, organisations and places: what they say, whether they can be right, how they are masked."""

from taizhang.kernel.identity.credit_code import CreditCode
from taizhang.kernel.identity.id_number import IdNumber, Sex
from taizhang.kernel.identity.phone import check_phone, fictional_phone, mask_phone
from taizhang.kernel.identity.region import Level, Region

__all__ = ["CreditCode", "IdNumber", "Level", "Region", "Sex", "check_phone", "fictional_phone", "mask_phone"]
