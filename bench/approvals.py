"""Approvals one by one from several processes, each with duties, points and audit in one transaction."""

from statistics import mean

from bench.crews import Crew, Work
from bench.figures import Figure
from bench.living import recorded, settle
from bench.onebyone import approve_by_rows
from bench.rounds import middle
from taizhang.domain.records.actions import approve

ROUNDS = 3
OURS, RIVAL = 180, 60  # approvals of each crew in each round


def run() -> list[Figure]:
    """Approve other gatherings each round, ours and the rival in turn; the server keeps what it commits (fsync)."""
    life = recorded(settle(), months=2)
    waiting = iter([row for row in life.waiting if "L05" in row[0].institutions])

    def work(count: int) -> Work:
        rows = [next(waiting) for _ in range(count)]
        return [
            (row[2], life.reviewers[life.rosters[row[0].branch].body.reviewer].later(row[0].recorded_at))
            for row in rows
        ]

    crews = {"two": Crew(2, approve), "four": Crew(4, approve), "rival": Crew(2, approve_by_rows)}
    for _round in range(ROUNDS):
        for name, crew in crews.items():
            crew.do(work(RIVAL if name == "rival" else OURS))
    two, four, rival = crews["two"], crews["four"], crews["rival"]
    ratio = middle([own / other for own, other in zip(two.rates, rival.rates, strict=True)])
    return [
        Figure("ours, two processes", middle(two.rates), "/s", at_least=150, note=_rounds(two)),
        Figure("ours, four processes", middle(four.rates), "/s", note=_rounds(four)),
        Figure("time of both cores for one, client and server", mean(two.costs), "ms"),
        Figure("statements in one transaction", two.statements, ""),
        Figure("rival: row by row with the ORM, two processes", middle(rival.rates), "/s", note=_rounds(rival)),
        Figure("its statements in one transaction", rival.statements, ""),
        Figure("how many times as fast", ratio, "×"),
    ]


def _rounds(crew: Crew) -> str:
    return "rounds " + ", ".join(f"{each:.0f}" for each in crew.rates)
