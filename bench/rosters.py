"""A fictional district and rosters of its members, made in this process; nobody in them exists."""

import io
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

import xlsxwriter

from taizhang.domain.audit.actor import Actor, Channel
from taizhang.domain.orgs.actions.tree import OrganizationEntry, found_many
from taizhang.domain.orgs.imports.headings import HEADINGS
from taizhang.domain.orgs.kinds import Category, Kind
from taizhang.kernel.identity import IdNumber, Sex, fictional_phone
from taizhang.web.kit.clock import now

STREETS, BRANCHES = 16, 60  # branches of each street
TITLES = [heading.title for heading in HEADINGS]
MORE = ("序号", "备注", "填表人")  # 22 headings with a meaning and three without: 25 columns
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = "建国华明丽娟秀英军伟芳强敏静磊洋艳勇杰涛"


def actor() -> Actor:
    """The system at this moment."""
    return Actor("bench", now(), channel=Channel.SEED)


def district() -> list[str]:
    """Found a district of streets with branches; answers the names of the branches."""
    founded = date(2010, 1, 1)
    entries = [OrganizationEntry("410103", "二七区委", "二七区", Kind.DISTRICT, Category.OFFICE, founded)]
    names = []
    for street in range(STREETS):
        code, name = f"4101030{street:02d}", f"第{street + 1}街道"
        entries.append(
            OrganizationEntry(code, f"{name}党工委", name, Kind.STREET, Category.COMMUNITY, founded, "410103")
        )
        for branch in range(BRANCHES):
            names.append(f"{name}第{branch + 1}支部")
            place = f"{code}-{branch:03d}"
            entries.append(
                OrganizationEntry(place, names[-1], names[-1], Kind.BRANCH, Category.COMMUNITY, founded, code)
            )
    found_many(entries=entries, by=actor())
    return names


def roster(branches: list[str], people: int, number: int) -> bytes:
    """A workbook of so many people and 25 columns; another number, other people."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"constant_memory": True, "default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("党员名册")
    sheet.write_row(0, 0, [*MORE[:1], *TITLES, *MORE[1:]])
    for place, row in enumerate(_rows(branches, people, number), start=1):
        sheet.write_row(place, 0, [place, *row, "", "张三"])
    book.close()
    return file.getvalue()


def _rows(branches: list[str], people: int, number: int) -> Iterator[list[Any]]:
    random = Random(number)
    for place in range(people):
        born = date(1950, 1, 1) + timedelta(days=place * 17 % 14_000)
        sex = Sex.MALE if random.random() < 0.6 else Sex.FEMALE
        joined = born + timedelta(days=random.randint(7_000, 9_000))
        yield [
            random.choice(SURNAMES) + "".join(random.choices(GIVEN, k=random.choice((1, 2, 2)))),
            IdNumber.fictional(born, place // 250, sex, region=f"99{number:04d}").number,
            "男" if sex is Sex.MALE else "女",
            random.choice(("汉族", "汉族", "汉族", "回族", "满族")),
            born,
            random.choice(("大学本科", "大学专科", "高中", "研究生")),
            "正式党员",
            branches[place % len(branches)],
            joined,
            joined + timedelta(days=366),
            random.choice(("社区工作者", "退休", "教师", "科员")),
            fictional_phone(number * 100_000 + place),
            "",
            f"河南省郑州市二七区第{place % 90 + 1}小区{place % 31 + 1}号楼{place % 600 + 101}室",
            "正常",
            *("否", ""),
            *(("是", "江苏省苏州市") if place % 80 == 0 else ("否", "")),
            "",
            date(2018, 3, 1) if place % 80 == 0 else "",
            date(2015, 1, 1),
        ]
