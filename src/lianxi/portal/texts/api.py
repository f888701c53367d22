"""API: the texts of a region, and one of them as of a day."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from lianxi.charter.asked import day
from lianxi.governance.road.agreement import AGREEMENT, stage
from lianxi.governance.road.agreement_acts import DraftClause
from lianxi.governance.road.agreement_text import Text, text_as_of
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.digest import Plain
from lianxi.portal.charter.asked import answered
from lianxi.portal.dossiers import queries
from lianxi.portal.dossiers.queries import Opened
from lianxi.portal.texts.queries import texts as texts_of
from lianxi.portal.ui.answers import At, DateText, Problem, Words, answers

router = Router(tags=["texts"])


class TextAnswer(Schema):
    """An agreement or plan that is worked on · 协议或计划."""

    ref: str
    title_zh: str
    title_en: str
    form: str
    effect: str
    stage: str
    body: str
    parties: list[str]
    in_force: DateText | None
    ended: DateText | None
    commitments: list[str]


class TaskAnswer(Schema):
    """A task that a clause is broken down to · 分项任务."""

    id: str
    name: Words


class ClauseAnswer(Schema):
    """A clause · 条款."""

    id: str
    subject: Words
    text: str
    binding: bool
    lead: str
    supports: list[str]
    starts: DateText | None
    due: DateText | None
    measure: str
    evidence: str
    liability: str
    per: str
    tasks: list[TaskAnswer]


class WholeAnswer(TextAnswer):
    """A text with its clauses as of a day · 某一天的文本."""

    standing: Annotated[str, Field(description="draft, in force, ended · 当日效力")]
    clauses: list[ClauseAnswer]


@router.get("/regions/{region}/texts", response=answers(list[TextAnswer], 401, 403, 404))
def texts(request: HttpRequest, region: str) -> list[dict[str, Plain]]:
    """Every agreement and plan that is or was worked on · 起草、签署、执行中的协议和计划."""
    answered(region)
    return [_text(each) for each in texts_of(region)]


@router.get("/regions/{region}/texts/{number}", response=answers(WholeAnswer, 401, 403, 404, 422))
def text(
    request: HttpRequest,
    region: str,
    number: int,
    at: At = None,
) -> dict[str, Plain]:
    """A text as of a day: its clauses and parties · 某一天的条款和各方."""
    current = answered(region)
    found = queries.opened(region, AGREEMENT, number) if 0 < number < NUMBER_MAX else None
    if found is None:
        raise Problem(404, NO_TEXT.fill(n=str(number)))
    on = day("at", at, queries.now(current).date())
    as_of = text_as_of(found.state, on)
    said: dict[str, Plain] = {
        "parties": list(as_of.parties),
        "standing": as_of.standing,
        "clauses": [_clause(each) for each in as_of.clauses],
    }
    return {**_text(found), **said}


def _text(found: Opened[Text]) -> dict[str, Plain]:
    state, terms = found.state, found.state.terms
    parties = text_as_of(state, state.last).parties
    return {
        "ref": found.row.ref,
        "title_zh": terms.title.zh,
        "title_en": terms.title.en,
        "form": terms.form,
        "effect": terms.effect,
        "stage": stage(state),
        "body": terms.body,
        "parties": list(parties),
        "in_force": str(state.force.day) if state.force else None,
        "ended": str(state.ended.day) if state.ended else None,
        "commitments": [row.commitment for row in state.rows],
    }


def _clause(clause: DraftClause) -> dict[str, Plain]:
    return {
        "id": clause.id,
        "subject": _both(clause.subject),
        "text": clause.text,
        "binding": clause.binding,
        "lead": clause.lead,
        "supports": list(clause.supports),
        "starts": str(clause.starts) if clause.starts else None,
        "due": str(clause.due) if clause.due else None,
        "measure": clause.measure,
        "evidence": clause.evidence,
        "liability": clause.liability,
        "per": clause.per,
        "tasks": [{"id": id_, "name": _both(words)} for id_, words in clause.tasks],
    }


def _both(words: Bilingual) -> dict[str, Plain]:
    return {"zh": words.zh, "en": words.en}


NUMBER_MAX = 2**31
NO_TEXT = Bilingual("没有第{n}号文本", "there is no text {n}")
