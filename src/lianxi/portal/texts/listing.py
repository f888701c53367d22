"""The list of the texts of a region."""

from collections.abc import Mapping
from dataclasses import dataclass

from lianxi.charter.kinds.agreement import EFFECTS
from lianxi.governance.road.agreement import AGREEMENT, stage
from lianxi.governance.road.agreement_text import TEXT_FORMS, Text, owes_breakdown, text_as_of
from lianxi.kernel.bilingual import Bilingual, listed
from lianxi.kernel.period import Period
from lianxi.portal.dossiers.asked import Asked
from lianxi.portal.dossiers.queries import Opened
from lianxi.portal.dossiers.shown import called
from lianxi.portal.texts.queries import texts
from lianxi.portal.ui import column
from lianxi.portal.ui.column import Column, Named
from lianxi.portal.ui.listing import Filter, Listed, Listing
from lianxi.portal.ui.templatetags.words import reading_language


@dataclass(frozen=True)
class Row:
    """A text in the list."""

    ref: str
    number: int
    title: Bilingual
    form: str
    effect: str
    stage: str
    body: Named
    parties: tuple[Named, ...]
    clauses: int
    since: Period
    force: Period | None
    made: int
    undone: bool

    @property
    def form_words(self) -> Bilingual:
        """What form it has."""
        return TEXT_FORMS[self.form]

    @property
    def stage_words(self) -> Bilingual:
        """How far it has come."""
        return AGREEMENT.stages[self.stage]


def rows(asked: Asked) -> list[Row]:
    """Every text of the region, the newest first."""
    return [_row(asked, each) for each in reversed(texts(asked.region))]


def _row(asked: Asked, opened: Opened[Text]) -> Row:
    state, terms = opened.state, opened.state.terms
    text = text_as_of(state, asked.today)
    return Row(
        opened.row.ref,
        opened.row.number,
        terms.title,
        terms.form,
        terms.effect,
        stage(state),
        Named(terms.body, called(asked.found, f"body:{terms.body}")),
        tuple(Named(party, called(asked.found, party)) for party in text.parties),
        len(text.clauses),
        Period.on(state.since),
        Period.on(state.force.day) if state.force else None,
        len(state.rows),
        owes_breakdown(state) is not None,
    )


def asked_for(asked: Asked, query: Mapping[str, str]) -> Listed[Row]:
    """The texts that an address asks for."""
    every = rows(asked)
    return _listing(every).ask(every, query, reading_language())


def _listing(every: list[Row]) -> Listing[Row]:
    columns: tuple[Column[Row], ...] = (
        column.text("ref", REF, lambda each: each.ref, page=False),
        column.both("title", TITLE, lambda each: each.title, width=44),
        column.named("form", FORM, lambda each: Named(each.form, each.form_words)),
        column.named("stage", STAGE, lambda each: Named(each.stage, each.stage_words)),
        column.number("parties", PARTIES, lambda each: len(each.parties)),
        column.named("bound", BOUND, _bound, page=False, width=44),
        column.number("clauses", CLAUSES, lambda each: each.clauses),
        column.number("commitments", MADE, lambda each: each.made),
        column.named("effect", EFFECT, _effect, page=False),
        column.named("body", BODY, lambda each: each.body, page=False),
        column.day("since", SINCE, lambda each: each.since, page=False),
        column.day("in_force", FORCE, lambda each: each.force),
    )
    bodies = {each.body.id: each.body.name for each in every}
    parties = {party.id: party.name for each in every for party in each.parties}
    filters: tuple[Filter[Row], ...] = (
        Filter("stage", STAGE, lambda each: (each.stage,), AGREEMENT.stages),
        Filter("form", FORM, lambda each: (each.form,), TEXT_FORMS),
        Filter("body", BODY, lambda each: (each.body.id,), bodies),
        Filter("party", PARTY, lambda each: [party.id for party in each.parties], parties),
    )
    return Listing("texts", Bilingual("协议与计划", "agreements and plans"), columns, filters)


def _bound(each: Row) -> Named | None:
    if not each.parties:
        return None
    ids = " ".join(party.id for party in each.parties)
    return Named(ids, listed([party.name for party in each.parties]))


def _effect(each: Row) -> Named | None:
    return Named(each.effect, EFFECTS[each.effect]) if each.effect else None


REF = Bilingual("编号", "reference")
TITLE = Bilingual("名称", "title")
FORM = Bilingual("文种", "form")
STAGE = Bilingual("进展", "stage")
PARTY = Bilingual("一方", "party")
PARTIES = Bilingual("方数", "parties")
BOUND = Bilingual("各方", "who is bound")
CLAUSES = Bilingual("条款", "clauses")
MADE = Bilingual("已立任务", "commitments")
EFFECT = Bilingual("法律效力", "legal effect")
BODY = Bilingual("主办机构", "body")
SINCE = Bilingual("起草", "drafted")
FORCE = Bilingual("生效", "in force from")
