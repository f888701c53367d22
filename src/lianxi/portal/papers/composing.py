"""From an account to a paper: as a draft, and as it goes out."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from lianxi.documents.papers.form import CIRCULAR, NOTICE, PLAN, SUMMARY, Form
from lianxi.documents.papers.number import Number
from lianxi.documents.papers.paper import (
    Annex,
    Block,
    Column,
    Heading,
    Paper,
    Paragraph,
    Table,
    World,
)
from lianxi.governance.road.account import Account, Records, Section
from lianxi.governance.road.account_follow import circular, self_assessment
from lianxi.governance.road.account_year import next_year, plan, summary
from lianxi.kernel.bilingual import Bilingual, Lang


@dataclass(frozen=True)
class Kind:
    """A kind of account: its name, the form of its paper, what composes it.

    `compose` takes the records and the party, which only a self-assessment is of.
    """

    words: Bilingual
    form: Form
    compose: Callable[[Records, str], Account]
    of_party: bool = False


KINDS: Mapping[str, Kind] = {
    "plan": Kind(Bilingual("年度计划", "Year plan"), PLAN, lambda records, _: plan(records)),
    "circular": Kind(
        Bilingual("督查通报", "Supervision circular"),
        CIRCULAR,
        lambda records, _: circular(records),
    ),
    "self-assessment": Kind(
        Bilingual("自评报告", "Self-assessment"), SUMMARY, self_assessment, of_party=True
    ),
    "summary": Kind(
        Bilingual("年度总结", "Annual summary"), SUMMARY, lambda records, _: summary(records)
    ),
    "next": Kind(
        Bilingual("下一年事项", "Next year's list"), PLAN, lambda records, _: next_year(records)
    ),
}


@dataclass(frozen=True)
class Setting:
    """Whose paper it is, of which day and world, in which language."""

    issuers: tuple[str, ...]
    dated: date
    world: World
    lang: Lang = "zh"


def drafted(account: Account, form: Form, setting: Setting) -> Paper:
    """The account as a paper without a number; its wide tables are annexes."""
    body, annexes = _apart(account, setting.lang)
    return _paper(form, account.title.in_(setting.lang), body, setting, annexes=annexes)


def outgoing(
    account: Account,
    form: Form,
    setting: Setting,
    number: Number,
    to: tuple[str, ...],
    signers: tuple[str, ...] = (),
) -> Paper:
    """The account as it goes out; what has no head of its own is sent round by a notice."""
    title = account.title.in_(setting.lang)
    if form.head != "plain":
        body, annexes = _apart(account, setting.lang)
        made = _paper(form, title, body, setting, number, to, annexes)
        return replace(made, signers=signers)
    body, annexes = _apart(account, setting.lang, before=1)
    said = (
        Paragraph(SENT_ROUND.fill(title=title).in_(setting.lang)),
        Paragraph(ACT_UPON.in_(setting.lang)),
    )
    named = NOTICE_OF.fill(title=title).in_(setting.lang)
    return _paper(NOTICE, named, said, setting, number, to, (Annex(title, body), *annexes))


def _paper(
    form: Form,
    title: str,
    body: tuple[Block, ...],
    setting: Setting,
    number: Number | None = None,
    to: tuple[str, ...] = (),
    annexes: tuple[Annex, ...] = (),
) -> Paper:
    return Paper(
        form,
        title,
        setting.issuers,
        body,
        setting.dated,
        setting.world,
        setting.lang,
        number=number,
        recipients=to,
        annexes=annexes,
    )


def _apart(
    account: Account, lang: Lang, before: int = 0
) -> tuple[tuple[Block, ...], tuple[Annex, ...]]:
    """The text, and the wide tables as annexes that it points to, after those before them."""
    wide = [section for section in account.sections if section.wide]
    several = before + len(wide) > 1
    body: list[Block] = []
    for section in account.sections:
        if not section.wide:
            body += _whole(section, lang)
            continue
        where = SEE.fill(n=before + wide.index(section) + 1) if several else SEE_ONE
        body += _said(section, lang)[:-1]
        body.append(Paragraph(section.said[-1].in_(lang) + where.in_(lang)))
    annexes = tuple(Annex(section.title.in_(lang), (_table(section, lang),)) for section in wide)
    return tuple(body), annexes


def _whole(section: Section, lang: Lang) -> Iterator[Block]:
    """A section with its table where it stands."""
    yield from _said(section, lang)
    if section.lines:
        yield _table(section, lang)


def _said(section: Section, lang: Lang) -> list[Block]:
    return [Heading(section.title.in_(lang)), *(Paragraph(s.in_(lang)) for s in section.said)]


def _table(section: Section, lang: Lang) -> Table:
    return Table(
        tuple(
            Column(column.words.in_(lang), column.share, column.align) for column in section.columns
        ),
        tuple(tuple(cell.in_(lang) for cell in line.cells) for line in section.lines),
        wide=section.wide,
    )


SEE = Bilingual("详见附件{n}。", " See annex {n}.")
SEE_ONE = Bilingual("详见附件。", " See the annex.")
NOTICE_OF = Bilingual("关于印发《{title}》的通知", "Notice: {title}")
# Two paragraphs: the second may go to the next page with the signature, the first stays.
SENT_ROUND = Bilingual("现将《{title}》印发给你们。", "“{title}” is sent to you.")
ACT_UPON = Bilingual(
    "请结合实际办理，办理情况按时报送。", "Please act upon it, and report in time."
)
