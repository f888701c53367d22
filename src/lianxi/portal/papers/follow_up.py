"""The papers of follow-up: a supervision slip, its answer, a request for coordination.

Each is made of the acts of one commitment, in Chinese, as documents of the office are.
"""

from typing import TypeVar

from lianxi.documents.papers.form import LETTER, SLIP
from lianxi.documents.papers.form import request as request_form
from lianxi.documents.papers.number import Number
from lianxi.documents.papers.paper import Annex, Block, Column, Paper, Paragraph, Table
from lianxi.governance.road.account import in_words
from lianxi.governance.road.commitment import Commitment
from lianxi.governance.road.supervision import Request, Slip
from lianxi.kernel.bilingual import Bilingual, inner
from lianxi.portal.dossiers.asked import Asked
from lianxi.portal.dossiers.choices import whole
from lianxi.portal.dossiers.issued import world_of
from lianxi.portal.dossiers.queries import Opened
from lianxi.portal.dossiers.shown import called

T = TypeVar("T")

SHEETS = ("slip", "answer", "request")
REQUEST = request_form(Bilingual("提请函", "request for coordination"))


def paper_of(
    asked: Asked, on: Opened[Commitment], sheet: str, item: int, number: Number | None = None
) -> Paper | None:
    """A paper of a commitment by its kind and the number of its slip or request, if it is there."""
    state = on.state
    if sheet == "request":
        request = _nth(state.requests, item)
        signed = request is not None and request.signed is not None
        return _request(asked, on, request, number) if request and signed else None
    slip = _nth(state.slips, item)
    if slip is None or sheet not in SHEETS:
        return None
    if sheet == "slip":
        return _slip(asked, on, slip, number)
    return _answer(asked, on, slip) if slip.answered else None


def _nth(all_: tuple[T, ...], number: int) -> T | None:
    return all_[number - 1] if 1 <= number <= len(all_) else None


def _slip(asked: Asked, on: Opened[Commitment], slip: Slip, number: Number | None) -> Paper:
    terms = on.state.terms
    rows = (
        ("督办事项", terms.title.zh),
        ("牵头单位", whole(asked, terms.lead).zh),
        ("责任单位", whole(asked, terms.doer).zh),
        ("完成时限", in_words(terms.due).zh),
        ("督办事由", slip.issued.why),
        ("答复期限", in_words(slip.issued.due).zh),
        ("签发人", slip.issued.signer),
    )
    asks = f"请于{in_words(slip.issued.due).zh}前书面答复办理情况。"
    table = Table((Column("项目", 1), Column("内容", 4)), rows)
    return Paper(
        SLIP,
        f"关于“{inner(terms.title).zh}”的督办单",
        (called(asked.found, f"body:{terms.body}").zh,),
        (Paragraph("现将下列事项交你单位办理。"), table, Paragraph(asks)),
        slip.since,
        world_of(asked),
        number=number,
        recipients=(whole(asked, terms.doer).zh,),
    )


def _answer(asked: Asked, on: Opened[Commitment], slip: Slip) -> Paper:
    terms, answered = on.state.terms, slip.answered
    assert answered is not None, "asked for only where it is there"
    assert slip.answered_on is not None, "an answer has its day"
    said = f"{in_words(slip.since).zh}发来的督办单收悉，现答复如下："
    return Paper(
        LETTER,
        f"关于“{inner(terms.title).zh}”督办单的答复",
        (whole(asked, terms.doer).zh,),
        (Paragraph(said), Paragraph(answered.text)),
        slip.answered_on,
        world_of(asked),
        recipients=(called(asked.found, f"body:{terms.body}").zh,),
        annexes=tuple(Annex(file.name) for file in answered.files),
    )


def _request(
    asked: Asked, on: Opened[Commitment], request: Request, number: Number | None
) -> Paper:
    terms, signed = on.state.terms, request.signed
    assert signed is not None, "asked for only where it is signed"
    assert request.signed_on is not None, "a signature has its day"
    stands = (
        f"该任务由{whole(asked, terms.lead).zh}牵头、{whole(asked, terms.doer).zh}负责，"
        f"完成时限为{in_words(terms.due).zh}。"
        if terms.due
        else f"该任务由{whole(asked, terms.lead).zh}牵头、{whole(asked, terms.doer).zh}负责。"
    )
    body: tuple[Block, ...] = (
        Paragraph(request.drafted.text),
        Paragraph(stands),
        Paragraph("以上事项，请予协调。"),
    )
    return Paper(
        REQUEST,
        f"关于提请协调“{inner(terms.title).zh}”的函",
        (called(asked.found, f"body:{terms.body}").zh,),
        body,
        request.signed_on,
        world_of(asked),
        number=number,
        signers=(signed.signer,),
        recipients=(called(asked.found, f"body:{request.drafted.to}").zh,),
    )
