"""The lists of calls and of proposals: for their pages and as files."""

from lianxi.governance.road.call import CALL, Call
from lianxi.governance.road.proposal import PROPOSAL, Proposal
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.period import Period
from lianxi.portal.dossiers.asked import Asked
from lianxi.portal.dossiers.choices import whole
from lianxi.portal.dossiers.queries import Opened
from lianxi.portal.dossiers.shown import called
from lianxi.portal.proposals import queries
from lianxi.portal.ui import column
from lianxi.portal.ui.column import Column, Named
from lianxi.portal.ui.listing import Filter, Listed, Listing
from lianxi.portal.ui.record_columns import word
from lianxi.portal.ui.templatetags.words import reading_language


def calls(asked: Asked, wanted: dict[str, str]) -> Listed[Opened[Call]]:
    """The calls that an address asks for."""
    columns: tuple[Column[Opened[Call]], ...] = (
        column.number("number", NUMBER, lambda each: each.row.number),
        column.both("title", TITLE, lambda each: each.title, width=40),
        column.named("body", BODY, lambda each: body(asked, each.row.body)),
        column.day("since", SENT, lambda each: Period.on(each.row.since)),
        column.day("due", DUE, lambda each: Period.on(each.state.terms.due)),
        column.number("asked", ASKED, lambda each: len(each.state.terms.to), page=False),
        column.number("answered", ANSWERED, lambda each: len(each.state.answers)),
        column.named("stage", STAGE, lambda each: word(CALL.stages, each.row.stage)),
    )
    filters: tuple[Filter[Opened[Call]], ...] = (
        Filter("stage", STAGE, lambda each: (each.row.stage,), CALL.stages),
    )
    rows = queries.calls(asked.region)
    return Listing("calls", CALLS, columns, filters).ask(rows, wanted, reading_language())


def proposals(asked: Asked, wanted: dict[str, str]) -> Listed[Opened[Proposal]]:
    """The proposals that an address asks for."""
    rows = queries.proposals(asked.region)
    columns: tuple[Column[Opened[Proposal]], ...] = (
        column.number("number", NUMBER, lambda each: each.row.number),
        column.both("title", PROPOSAL_WORD, lambda each: each.title, width=40),
        column.named("by", BY, lambda each: Named(each.row.owner, whole(asked, each.row.owner))),
        column.named("lead", LEAD, lambda each: Named(each.row.lead, whole(asked, each.row.lead))),
        column.named("body", BODY, lambda each: body(asked, each.row.body)),
        column.day("since", SENT_IN, lambda each: Period.on(each.row.since)),
        column.named("stage", STAGE, lambda each: word(PROPOSAL.stages, each.row.stage)),
        column.named("level", LEVEL, lambda each: _level(asked, each), page=False),
        column.text("call", CALL_WORD, lambda each: each.state.proposed.call, page=False),
    )
    filters: tuple[Filter[Opened[Proposal]], ...] = (
        Filter("stage", STAGE, lambda each: (each.row.stage,), PROPOSAL.stages),
        Filter("body", BODY, lambda each: (each.row.body,), _bodies(asked, rows)),
        Filter(
            "lead",
            LEAD,
            lambda each: (_city(each),),
            {id_: called(asked.found, id_) for id_ in dict.fromkeys(map(_city, rows))},
        ),
    )
    listing = Listing("proposals", PROPOSALS, columns, filters)
    return listing.ask(rows, wanted, reading_language())


def body(asked: Asked, id_: str) -> Named:
    """A body as a cell of a list."""
    return Named(id_, called(asked.found, f"body:{id_}"))


def _bodies(asked: Asked, rows: list[Opened[Proposal]]) -> dict[str, Bilingual]:
    return {each.row.body: body(asked, each.row.body).name for each in rows}


def _city(each: Opened[Proposal]) -> str:
    """The party that leads, itself or by a unit."""
    return each.row.lead.partition("/")[0]


def _level(asked: Asked, each: Opened[Proposal]) -> Named | None:
    level = "" if each.state.ended else each.state.level
    return body(asked, level) if level else None


CALLS = Bilingual("提案征集", "calls for proposals")
PROPOSALS = Bilingual("提案", "proposals")
NUMBER = Bilingual("编号", "number")
TITLE = Bilingual("标题", "title")
PROPOSAL_WORD = Bilingual("提案", "proposal")
CALL_WORD = Bilingual("征集", "call")
BODY = Bilingual("提请审议的机构", "body that decides")
SENT = Bilingual("发函日期", "sent out")
SENT_IN = Bilingual("报送日期", "sent in")
DUE = Bilingual("报送时限", "due")
ASKED = Bilingual("征集对象数", "asked")
ANSWERED = Bilingual("已答复", "answered")
STAGE = Bilingual("状态", "stage")
BY = Bilingual("报送单位", "sent in by")
LEAD = Bilingual("牵头单位", "lead")
LEVEL = Bilingual("现由其协商", "being settled by")
