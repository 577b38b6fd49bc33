"""The codes a pack may use, and the facts of an organisation that its conditions may ask for."""

from __future__ import annotations

from taizhang.kernel.expressions import Fact

CATEGORIES = {
    "A": ("街道社区", "streets and communities"),
    "B": ("乡镇农村", "townships and villages"),
    "C": ("区直机关", "district offices"),
    "D": ("非公企业和社会组织", "non-public enterprises and social organisations"),
}
LEVELS = {
    "W": ("党委、党工委", "committee"),
    "Z": ("党总支", "general branch"),
    "S": ("党支部", "branch"),
    "X": ("党小组", "group"),
}
KINDS = {
    "district": ("区委", "district committee"),
    "street": ("街道、乡镇党（工）委", "street or town committee"),
    "unit": ("区直单位党组织", "district unit committee"),
    "community": ("村（社区）党组织", "community or village committee"),
    "general": ("党总支", "general branch"),
    "branch": ("党支部", "branch"),
    "joint_branch": ("联合党支部", "joint branch"),
    "temporary_branch": ("临时党支部", "temporary branch"),
}
ATTENDEES = {
    "members": ("全体党员", "all members"),
    "committee": ("支委会成员", "committee members"),
    "group": ("党小组成员", "members of the group"),
    "leaders": ("党员领导干部", "leading cadres"),
    "birthday_members": ("当期过政治生日的党员", "members whose political birthday it is"),
    "voters": ("有表决权的党员", "members with a vote"),
    "persons": ("有关人员", "the persons concerned"),
}
GRADES = {
    "O": ("官方网站", "official site"),
    "M": ("官方文本的转载", "copy of an official text"),
    "N": ("新闻报道", "news"),
    "L": ("地方方案或资料库", "local scheme or document library"),
    "G": ("公开代码库", "public repository"),
    "C": ("推算、建议", "computed or proposed"),
    "U": ("未核实", "unverified"),
}
FACTS = {
    "category": Fact(str, "组织类别", "category", CATEGORIES),
    "level": Fact(str, "层级", "level", LEVELS),
    "kind": Fact(str, "组织种类", "kind", KINDS),
    "formal_members": Fact(int, "正式党员数", "formal members"),
    "probationary_members": Fact(int, "预备党员数", "probationary members"),
    "members": Fact(int, "党员数", "members"),
    "voters": Fact(int, "有表决权的党员数", "members with a vote"),
    "has_committee": Fact(bool, "有支委会", "has a committee"),
    "committee_members": Fact(int, "支委会成员数", "committee members"),
    "group_count": Fact(int, "党小组数", "groups"),
    "leading_cadres": Fact(int, "党员领导干部数", "leading cadres"),
    "term_ends_within_year": Fact(bool, "本年内任期届满", "term ends within the year"),
    "floating_members": Fact(int, "流动党员数", "floating members"),
    "exempt_members": Fact(int, "免予参加的党员数", "exempt members"),
}
# Kinds of evidence that may be kept but never demanded (整治形式主义为基层减负若干规定, 2024).
PICTURE_WORDS = frozenset(
    ["photo", "photograph", "video", "audio", "picture", "image", "screenshot", "track", "location", "facial", "selfie"]
)
PICTURE_CHARACTERS = ("照片", "图片", "视频", "影像", "录像", "录音", "截图", "定位", "轨迹", "人脸")
