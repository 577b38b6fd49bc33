"""Fictional people: names drawn from lists of common surnames and given characters."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from taizhang.kernel import identity

# Common surnames with rough shares per thousand; no list of real people was used.
SURNAMES = [
    "王72",
    "李71",
    "张68",
    "刘54",
    "陈45",
    "杨31",
    "黄22",
    "赵21",
    "吴20",
    "周21",
    "徐17",
    "孙15",
    "马13",
    "朱12",
    "胡12",
    "郭12",
    "何11",
    "林11",
    "高10",
    "罗9",
    "郑9",
    "梁8",
    "谢7",
    "宋7",
    "唐7",
    "许6",
    "邓6",
    "冯6",
    "韩7",
    "曹6",
    "曾6",
    "彭5",
    "萧5",
    "蔡5",
    "潘5",
    "田5",
    "董5",
    "袁5",
    "于5",
    "余5",
    "叶4",
    "蒋4",
    "杜4",
    "苏4",
    "魏4",
    "程4",
    "吕4",
    "丁4",
    "沈4",
    "任4",
    "姚4",
    "卢4",
    "傅3",
    "钟3",
    "姜3",
    "崔3",
    "谭3",
    "廖3",
    "范3",
    "汪3",
    "陆3",
    "金3",
    "石3",
    "戴3",
    "贾3",
    "韦3",
    "夏3",
    "邱3",
    "方3",
    "侯3",
    "邹2",
    "熊2",
    "孟2",
    "秦2",
    "白2",
    "江2",
    "阎2",
    "薛2",
    "尹2",
    "段2",
    "雷2",
    "黎2",
    "史2",
    "龙2",
    "贺2",
    "陶2",
    "顾2",
    "毛2",
    "郝2",
    "龚2",
    "邵2",
    "单1",
    "解1",
    "仇1",
    "查1",
    "区1",
    "盖1",
    "欧阳1",
    "司马1",
    "上官1",
    "诸葛1",
]
MALE = "伟强磊军勇杰涛明超刚平辉鹏华飞鑫波斌宇浩凯健俊帆志国建文武光新海山东林振永庆宏正学德成家世安"
FEMALE = "芳娜敏静丽艳娟霞秀玲燕红英华慧巧美婷雪琳玉萍莉桂香月莺媛凤洁梅琴素云莲真环荣爱妹"
MIDDLE = "晓文志建国春秋小海玉明永新红金思雨子一佳宇嘉俊梓浩德庆宝成学"
RARE = "喆堃昇玥赟"

ETHNICITIES = ("01",) * 96 + ("03",) * 3 + ("11",)  # GB/T 3304: Han, Hui, Manchu
EDUCATIONS = ("研究生", "大学本科", "大学本科", "大学本科", "大学专科", "大学专科", "中专", "高中", "初中")
JOBS = {
    "A": ("社区工作者", "退休", "退休", "退休", "个体经营", "居民小组长", "物业管理", "教师", "自由职业"),
    "B": ("务农", "务农", "村民小组长", "退休", "个体经营", "外出务工", "农技员"),
    "C": ("科员", "科员", "副科长", "科长", "主任科员", "教师", "医生", "退休"),
    "D": ("工程师", "会计", "销售经理", "车间主任", "行政专员", "项目经理", "店长", "社工"),
}


@dataclass(frozen=True, slots=True)
class Sketch:
    """A fictional person before registration."""

    name: str
    male: bool
    born_on: date
    joined_on: date
    confirmed_on: date | None
    ethnicity: str
    education: str
    job: str
    phone: str


class Names:
    """Draws fictional people from a seeded source."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._surnames = [entry.rstrip("0123456789") for entry in SURNAMES]
        self._weights = [int(entry[len(name) :]) for entry, name in zip(SURNAMES, self._surnames, strict=True)]
        self._phone = 0

    def person(self, category: str, today: date, young: bool = False) -> Sketch:
        """Someone of an organisation of a category, a member for between one and fifty years."""
        draw = self._random
        age = (
            draw.randint(24, 58)
            if young or category in "CD"
            else draw.choice((28, 35, 45, 55, 62, 68, 74, 80)) + draw.randint(0, 6)
        )
        born_on = today - timedelta(days=age * 365 + draw.randint(0, 364))
        years = min(age - 19, draw.randint(1, 45))
        joined_on = today - timedelta(days=years * 365 - draw.randint(0, 300))
        confirmed_on = joined_on + timedelta(days=366)
        male = draw.random() < 0.62
        return Sketch(
            name=self._name(male),
            male=male,
            born_on=born_on,
            joined_on=joined_on,
            confirmed_on=confirmed_on if confirmed_on <= today else None,
            ethnicity=draw.choice(ETHNICITIES),
            education=draw.choice(EDUCATIONS),
            job=draw.choice(JOBS[category]),
            phone=self._next_phone(),
        )

    def _name(self, male: bool) -> str:
        draw = self._random
        surname = draw.choices(self._surnames, self._weights)[0]
        last = draw.choice(MALE if male else FEMALE)
        if draw.random() < 0.003:
            last = draw.choice(RARE)
        return surname + (draw.choice(MIDDLE) if draw.random() < 0.72 else "") + last

    def _next_phone(self) -> str:
        self._phone += 1
        return identity.fictional_phone(self._phone)
