"""Who may what, written down once more by hand: a slip in the roles or in a view shows as a difference from this."""

from dataclasses import dataclass

OWN, ABOVE, BELOW, BESIDE, ELSEWHERE = "own", "above", "below", "beside", "elsewhere"
RELATIONS = (OWN, ABOVE, BELOW, BESIDE, ELSEWHERE)
ANONYMOUS = "anonymous"

# The letters of the roles, as in the table below.
ROLES = {
    "S": "secretary",
    "R": "recorder",
    "O": "street_officer",
    "D": "district_officer",
    "L": "leader",
    "M": "member",
    "Y": "system_admin",
    "C": "security_admin",
    "A": "audit_admin",
}

MAY = {
    "orgs.view": "SRODL",
    "orgs.edit": "OD",
    "people.view": "SRODL",
    "people.edit": "SOD",
    "people.reveal": "SOD",
    "imports.run": "OD",
    "packs.view": "SRODL",
    "packs.publish": "D",
    "duties.view": "SRODL",
    "duties.issue": "D",
    "duties.waive": "OD",
    "records.view": "SRODL",
    "records.write": "SR",
    "records.review": "OD",
    "paper.enter": "SRO",
    "points.view": "SRODL",
    "points.reverse": "D",
    "calendar.set": "D",
    "visits.view": "SRODL",
    "visits.plan": "OD",
    "policies.view": "SRODL",
    "policies.set": "D",
    "forms.view": "SRODL",
    "forms.fill": "SR",
    "forms.issue": "OD",
    "burden.view": "SRODL",
    "cases.answer": "OD",
    "samples.view": "SRODL",
    "samples.draw": "D",
    "scores.view": "SRODL",
    "scores.object": "SO",
    "scores.mark": "OD",
    "scores.close": "D",
    "scores.answer": "D",
    "scores.decide": "D",
    "schemes.publish": "D",
    "notices.send": "OD",
    "connectors.set": "Y",
    "accounts.manage": "Y",
    "grants.manage": "C",
    "audit.view": "A",
}

# Where a role's organisations stand in the cast; a place that does not exist is not asked about.
PLACES = {
    "S": {OWN: "first", ABOVE: "community", BESIDE: "second", ELSEWHERE: "their_branch"},
    "R": {OWN: "first", ABOVE: "community", BESIDE: "second", ELSEWHERE: "their_branch"},
    "M": {OWN: "first", ABOVE: "community", BESIDE: "second", ELSEWHERE: "their_branch"},
    "O": {OWN: "street", ABOVE: "district", BELOW: "first", BESIDE: "other_street", ELSEWHERE: "their_street"},
    "D": {OWN: "district", BELOW: "first", ELSEWHERE: "their_district"},
    "L": {OWN: "district", BELOW: "first", ELSEWHERE: "their_district"},
    "Y": {OWN: "district", BELOW: "first", ELSEWHERE: "their_branch"},
    "C": {OWN: "district", BELOW: "first", ELSEWHERE: "their_branch"},
    "A": {OWN: "district", BELOW: "first", ELSEWHERE: "their_branch"},
}
REACH = frozenset({OWN, BELOW})  # nobody reaches what is above, beside or elsewhere


@dataclass(frozen=True)
class Right:
    """Who passes a door: a permission, or what the row itself says.

    `over` is "place" when the noun belongs to an organisation, "whole" when there is nothing to be within.
    `also` adds and `never` takes away cells, each "S:own" or, for all relations, "S".
    """

    permission: str
    over: str = "place"
    also: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()

    def allows(self, letter: str, relation: str) -> bool:
        """Whether a role passes for a noun in a relation to it."""
        cells = {letter, f"{letter}:{relation}"}
        if cells & self.never:
            return False
        if cells & self.also:
            return True
        if self.permission == "signed-in":
            return letter != ANONYMOUS
        if self.permission == "public":
            return True
        if letter == ANONYMOUS or letter not in MAY.get(self.permission, ""):
            return False
        return self.over == "whole" or relation in REACH
