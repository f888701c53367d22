"""A text as a document of the office: an agreement with its signature page, a plan without one."""

from typing import cast

from lianxi.documents.papers.form import Form
from lianxi.documents.papers.paper import (
    Block,
    Clause,
    Paper,
    Paragraph,
    Signatory,
    SignaturePage,
    World,
)
from lianxi.governance.road.agreement_acts import DraftClause
from lianxi.governance.road.agreement_text import TEXT_FORMS, Text, TextAsOf
from lianxi.portal.dossiers import shown
from lianxi.portal.dossiers.asked import Asked
from lianxi.portal.texts.words import lines


def paper_of(asked: Asked, state: Text, text: TextAsOf) -> Paper:
    """A text as of a day, in Chinese, in which it was agreed."""
    terms = state.terms
    word = TEXT_FORMS[terms.form]
    if state.adopted:
        form = Form(terms.form, word, "plain", "never")
    else:
        form = Form(terms.form, word, "plain", "never", "none", signature_page="must")
    body: list[Block] = [_clause(asked, each) for each in text.clauses]
    if not body:
        body = [Paragraph(EMPTY)]
    if not state.adopted:
        body.append(_signatures(asked, state, text))
    return Paper(
        form,
        terms.title.zh,
        (shown.called(asked.found, f"body:{terms.body}").zh,) if state.adopted else (),
        tuple(body),
        text.day,
        cast("World", asked.found.package.region.world),
    )


def _clause(asked: Asked, clause: DraftClause) -> Clause:
    """A clause with what it commits to, in sentences."""
    said = [f"{line.label.zh}：{line.words.zh}" for line in lines(asked, clause)]
    sentences = [clause.text.strip()] if clause.text.strip() else []
    sentences += ["；".join(said) + "。"] if said else []
    return Clause("".join(sentences) or clause.subject.zh, clause.subject.zh)


def _signatures(asked: Asked, state: Text, text: TextAsOf) -> SignaturePage:
    signed = {each.party: each for each in state.signatures}
    signatories = []
    for party in text.parties:
        name = shown.called(asked.found, party).zh
        ink = signed.get(party)
        if ink is None:
            signatories.append(Signatory(name))
        else:
            signatories.append(Signatory(name, ink.signatory, ink.office, ink.day))
    return SignaturePage(tuple(signatories))


EMPTY = "（条款待拟）"
