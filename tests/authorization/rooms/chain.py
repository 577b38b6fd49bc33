"""Duties, records, reviews, points, ledger, packs, home, calendar, search."""

from typing import Any

from taizhang.domain.orgs.models import Organization
from tests.authorization import nouns
from tests.authorization.matrix import rows


def entry(at: Organization) -> dict[str, Any]:
    """What is typed of a gathering."""
    return {"organization": at.code, "institutions": "L05", "held_on": "2018-05-16", "title": "主题党日"}


rows("signed-in", "home", "me:me", "me:attendances", "me:data", "me:disclosure", "ledger:me", "points:mine")
rows("signed-in", "history", "gallery")
rows("duties.view", "history_register", keys=lambda _world, _at: {"name": "workdays"}, over="whole", also="A")
rows("signed-in", "gallery_part", keys=lambda _world, _at: {"part": "forms"})

rows("duties.view", "duties:list", "duties:not_applicable")
rows("duties.issue", "duties:issuances")
rows("duties.view", "duties:duty", keys=nouns.duty)
rows("duties.waive", "duties:waiver", "duties:withdrawal", keys=nouns.duty)

rows("records.view", "records:list", "ledger:ledger", "ledger:workbook", "ledger:not_applicable", "summary")
rows("records.view", "ledger:organization", keys=nouns.code)
rows("records.view", "ledger:person", keys=nouns.person)
rows("records.write", "records:new", query=lambda at: f"?organization={at.code}")
rows("records.write", "records:preview", query=lambda at: f"?organization={at.code}", body=entry)
rows("records.write", "records:drafts")
rows("records.write", "records:draft", body=lambda at: {"organization": at.code, "title": "草稿"}, keys=nouns.draft)
rows("nobody", "records:draft_removal", "records:draft_restoration", keys=nouns.draft)  # of another person
rows("records.view", "records:record", "records:print", keys=nouns.activity)
rows("records.view", "records:file", keys=nouns.evidence)
rows("records.write", "records:revision", "records:withdrawal", keys=nouns.activity)

rows("paper.enter", "paper:paper")
rows("paper.enter", "paper:sheets", query=lambda at: f"?organization={at.code}&institutions=L05&day=2018-05-16")
rows("nobody", "paper:upload", "paper:records", "paper:removal", "paper:corrections", keys=nouns.paper_upload)

rows("records.review", "reviews:queue", "reviews:approvals")
rows("records.review", "reviews:review", "reviews:approval", "reviews:return", "reviews:recall",
     "reviews:reopening", keys=nouns.submission)  # fmt: skip

rows("nobody", "reviews:reversal", keys=lambda _world, _at: {"number": 1})  # of another's approvals

rows("points.view", "points:points", "points:below")
rows("points.view", "points:entry", keys=nouns.point_entry)
rows("points.reverse", "points:reversal", keys=nouns.point_entry)
rows("points.reverse", "points:new", query=lambda at: f"?organization={at.code}")
rows("nobody", "points:undo", keys=nouns.point_entry)  # of what another entered
rows("points.view", "points:person", keys=nouns.person)

rows("packs.view", "packs:list")
rows("packs.publish", "packs:checks", "packs:publications")
rows("packs.view", "packs:pack", keys=nouns.pack, over="whole")
rows("packs.view", "packs:institution", keys=nouns.institution, over="whole")
