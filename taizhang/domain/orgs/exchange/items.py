"""The 26 items of the national record (10 of an organisation, 16 of a member): where each is held, or why it is not."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from taizhang.domain.orgs.imports.headings import TITLES


@dataclass(frozen=True, slots=True)
class NationalItem:
    """An item by its national heading, and a note where it is held otherwise than the heading says."""

    key: str
    title: str
    note: StrPromise | str = ""


OF_ORGANIZATION = (
    NationalItem("name", "党组织全称"),
    NationalItem("secretary", "党组织书记", _("from the posts of the day")),
    NationalItem("contact_name", "党组织联系人"),
    NationalItem("contact_phone", "联系电话", _("the office's own number, not a person's")),
    NationalItem("kind", "组织类别"),
    NationalItem("unit_situation", "党组织所在单位情况"),
    NationalItem("unit_name", "单位名称"),
    NationalItem("unit_kind", "单位类别"),
    NationalItem("unit_founding", "单位建立党组织情况"),
    NationalItem("credit_code", "单位代码", _("the unified social credit code")),
)
_NOTES: dict[str, StrPromise] = {
    "branch": _("from the membership of the day"),
    "standing": _("from the membership of the day"),
    "phone": _("one number a person: the mobile, or the landline of someone without"),
    "lost": _("with the day since when"),
    "floating": _("with where to and since when"),
}
_MEMBER = (
    *("name", "id_number", "sex", "ethnicity", "born_on", "education", "standing", "branch", "joined_on"),
    *("confirmed_on", "job", "phone", "address", "registration", "lost", "floating"),
)
OF_MEMBER = tuple(NationalItem(key, TITLES[key], _NOTES.get(key, "")) for key in _MEMBER)

# What the national system may show beside the 26, and why it has no place here.
NOT_HELD: tuple[tuple[str, StrPromise], ...] = (
    ("固定电话", _("A second number is not needed to reach anybody.")),
    ("奖惩、家庭成员、困难情况", _("Outside the 26 items: no rule that is kept here asks for them.")),
    ("出国（境）证件", _("Only that somebody is exempt while abroad is kept, no papers.")),
    ("照片", _("Nobody is recognised by a picture here.")),
)
