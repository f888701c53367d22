"""What a body's office hands over on a day: what its dossiers leave open, and what comes next.

    lines = handover(asked, "council")

The calendar's pack is of the articles and the record; this one is of the work: three queries,
however much there is.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from lianxi.governance.handover import handover as of_articles
from lianxi.governance.road.commitment import COMMITMENT
from lianxi.governance.road.paper import PAPER
from lianxi.governance.road.procedure import DUTIES
from lianxi.governance.road.sitting import SITTING
from lianxi.governance.road.standing import STATUSES, standing
from lianxi.kernel.bilingual import Bilingual, same
from lianxi.portal.commitments import queries as commitments
from lianxi.portal.dossiers import queries as dossiers
from lianxi.portal.dossiers.asked import Asked
from lianxi.portal.dossiers.procedures import PROCEDURES
from lianxi.portal.dossiers.queries import Row

# The parts of a pack, in their order.
PARTS: Mapping[str, Bilingual] = {
    "sitting": Bilingual("未办结的会议", "sittings that are open"),
    "minutes": Bilingual("未确认的纪要", "minutes not confirmed"),
    "asked": Bilingual("未结束的征集、征求意见和调度", "calls, consultations and rounds under way"),
    "proposal": Bilingual("在办的提案", "proposals that are open"),
    "text": Bilingual("未生效的协议与计划", "texts not in force yet"),
    "commitment": Bilingual("合作任务", "commitments"),
    "slip": Bilingual("未核销的督办单", "supervision slips that are open"),
    "request": Bilingual("未答复的提请函", "requests for coordination that are open"),
    "funds": Bilingual("在办的资金事项", "payment notices, grants, years, settlements"),
    "paper": Bilingual("本年度发文", "papers issued this year"),
    "turn": Bilingual("轮值和下一期会议", "turns, and what the next term holds"),
}
_PART_OF = {
    "consultation": "asked",
    "call": "asked",
    "round": "asked",
    "agreement": "text",
    "notice": "funds",
    "grant": "funds",
    "fund-year": "funds",
    "settlement": "funds",
}
_FOLLOW_UP = {
    "explain": "slip",
    "close-slip": "slip",
    "sign-request": "request",
    "coordinate": "request",
}
_STATUS = {status: place for place, status in enumerate(STATUSES)}


@dataclass(frozen=True)
class Line:
    """One line: what, of which dossier, whose it is, its day, and how it stands."""

    part: str
    title: Bilingual
    procedure: str = ""
    number: int = 0
    who: str = ""
    day: date | None = None
    stands: Bilingual | None = None
    note: Bilingual | None = None

    @property
    def ref(self) -> str:
        """The dossier by reference."""
        return f"{self.procedure}/{self.number}" if self.procedure else ""


def handover(asked: Asked, body: str) -> list[Line]:
    """What is handed over for a body on the day that is asked about, part by part."""
    rows = dossiers.in_hand(asked.region, body)
    lines = [
        *_turns(asked, body),
        *(_open(row) for row in rows if row.procedure != COMMITMENT.name),
        *_commitments(asked, [row for row in rows if row.procedure == COMMITMENT.name]),
        *_follow_up(asked, body),
        *_papers(asked, body),
    ]
    order = list(PARTS)
    return sorted((line for line in lines if line.part), key=lambda line: order.index(line.part))


def _turns(asked: Asked, body: str) -> Iterator[Line]:
    """Who hands over to whom, and the meetings and deadlines of the term that comes."""
    pack = of_articles(asked.found.package, body, asked.today.year)
    for each in pack.lines if pack else ():
        if each.section in ("party", "due"):
            day = each.date.start if each.date else None
            yield Line("turn", each.what, who=each.who or "", day=day, note=each.note)


def _open(row: Row) -> Line:
    part = _PART_OF.get(row.procedure, row.procedure)
    if row.procedure == SITTING.name and row.stage == "minutes":
        part = "minutes"
    if part == "text" and row.stage == "in force":
        part = ""
    stands = PROCEDURES[row.procedure].stages[row.stage]
    who = row.lead or row.owner
    title = dossiers.title_of(row)
    return Line(part, title, row.procedure, row.number, who, row.due, stands)


def _commitments(asked: Asked, rows: list[Row]) -> Iterator[Line]:
    """Those that are open, as they stand, in the order of the statuses."""
    limits = commitments.limits(asked.found, asked.today)
    stand = [(row, standing(dossiers.course_of(row), limits(row.body).bounds)) for row in rows]
    for row, each in sorted(stand, key=lambda pair: (_STATUS[pair[1].status], pair[0].number)):
        title = dossiers.title_of(row)
        yield Line(
            "commitment",
            title,
            row.procedure,
            row.number,
            row.owner,
            row.due,
            STATUSES[each.status],
            each.why,
        )


def _follow_up(asked: Asked, body: str) -> Iterator[Line]:
    owed = dossiers.owed_of(asked.region, list(_FOLLOW_UP)).filter(dossier__body=body)
    for each in owed:
        row = each.dossier
        words = DUTIES[each.what]
        title = dossiers.title_of(row)
        part = _FOLLOW_UP[each.what]
        yield Line(part, title, row.procedure, row.number, each.who, each.due or each.since, words)


def _papers(asked: Asked, body: str) -> Iterator[Line]:
    for row in dossiers.dossiers(asked.region, PAPER):
        if row.body == body and row.since.year == asked.today.year:
            stands = PAPER.stages[row.stage]
            title, number = dossiers.title_of(row), same(row.matter)
            yield Line("paper", title, PAPER.name, row.number, "", row.since, stands, number)
