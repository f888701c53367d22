"""API: the journal, and whether it holds."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from lianxi.charter.asked import word
from lianxi.kernel.digest import Plain
from lianxi.portal.journal.pages import ACTS, PAGE
from lianxi.portal.journal.queries import Wanted, line_json, lines
from lianxi.portal.ui.answers import Words, answers
from lianxi.portal.verification import verification

router = Router(tags=["journal"])


class LineAnswer(Schema):
    """A line of the journal · 日志的一行."""

    seq: int
    at: Annotated[str, Field(description="ISO 8601, with its offset · 时间")]
    actor: str
    role: str
    on_behalf_of: str
    act: str
    subject: str
    summary: Words
    before: str
    after: str
    previous: str
    hash: str


class JournalAnswer(Schema):
    """A page of the journal, the newest line first; `older` goes into `before` · 日志的一页."""

    lines: list[LineAnswer]
    older: int | None


class VerificationAnswer(Schema):
    """Whether the chain holds, as `lianxi journal verify --json` answers · 核对结果."""

    holds: bool
    lines: int
    head: str
    problems: list[Words]


@router.get("/journal", response=answers(JournalAnswer, 403, 422))
def journal(
    request: HttpRequest,
    acts: Annotated[str | None, Query(description=f"{' '.join(ACTS)} · 哪类行为")] = None,
    actor: Annotated[
        str | None, Query(description="a login · 行为人", pattern=r"^[^\x00-\x1f\x7f]*$")
    ] = None,
    before: Annotated[int | None, Query(ge=1, le=2**62, description="older than this line")] = None,
) -> dict[str, Plain]:
    """The newest lines, a hundred at a time · 日志（须有查阅权）."""
    wanted = Wanted(word("acts", acts, ACTS) or "", actor or "", before)
    found = lines(PAGE, wanted)
    return {
        "lines": [line_json(line) for line in found],
        "older": found[-1].seq if len(found) == PAGE else None,
    }


@router.get("/journal/verification", response=answers(VerificationAnswer, 403))
def verified(request: HttpRequest) -> dict[str, Plain]:
    """Recompute the chain and compare every row with it · 核对日志（须有查阅权）."""
    return verification().as_json()
