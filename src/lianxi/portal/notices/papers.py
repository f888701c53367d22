"""The letters of a payment notice: the notice itself (缴款通知), reminders (催缴函).

Each goes to one member, where the address names one, or to all that it is about, with a table.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lianxi.documents.capitals import capitals
from lianxi.documents.papers.form import LETTER, NOTICE, Form
from lianxi.documents.papers.number import Number
from lianxi.documents.papers.paper import Block, Column, Paper, Paragraph, Table
from lianxi.governance.road.notice import NOTICE as PROCEDURE
from lianxi.governance.road.notice_acts import Line, Terms
from lianxi.governance.road.notice_state import Notice, yuan
from lianxi.kernel.bilingual import Bilingual, Lang
from lianxi.kernel.period import in_words
from lianxi.portal.dossiers.asked import Asked, dossier
from lianxi.portal.dossiers.asked import asked as asked_of
from lianxi.portal.dossiers.issued import As, issued, world_of
from lianxi.portal.dossiers.shown import called
from lianxi.portal.notices import queries
from lianxi.portal.ui.templatetags.words import reading_language


@dataclass(frozen=True)
class Asking:
    """What a letter asks of one member: how much, and why."""

    party: str
    amount: int
    why: Bilingual


@dataclass(frozen=True)
class Letter:
    """A letter before it is set: its form, title, number, day, whom it asks for what, by when."""

    form: Form
    title: Bilingual
    number: str
    dated: date
    asks: Sequence[Asking]
    lead: Bilingual
    each: Bilingual
    pay_by: date | None


@require_safe
@never_cache
def notice_paper(request: HttpRequest, region: str, number: int, form: As) -> HttpResponse:
    """The notice: as it went out, or the draft of it, which has no number yet."""
    asked = asked_of(request, region)
    state = dossier(asked, PROCEDURE, number).state
    letter = _notice(asked, state)
    return _issued(request, asked, state.terms, letter, f"notice-{number}", form)


@require_safe
@never_cache
def reminder_paper(
    request: HttpRequest, region: str, number: int, item: int, form: As
) -> HttpResponse:
    """A reminder as it went out: what was owed on its day."""
    asked = asked_of(request, region)
    state = dossier(asked, PROCEDURE, number).state
    if not 1 <= item <= len(state.reminders):
        raise Http404("reminder")
    letter = _reminder(asked, state, item)
    return _issued(request, asked, state.terms, letter, f"notice-{number}-reminder-{item}", form)


def _notice(asked: Asked, state: Notice) -> Letter:
    terms, out = state.terms, state.issued
    return Letter(
        NOTICE,
        terms.title,
        out[0].number if out else "",
        out[1] if out else asked.today,
        [Asking(line.party, line.amount, _why(line)) for line in terms.lines if line.amount],
        _about(asked, terms, DUE_LEAD),
        DUE_EACH,
        out[0].pay_by if out else queries.pay_by(asked.found, state, asked.today),
    )


def _why(line: Line) -> Bilingual:
    """Why a member is asked for so much: the formula, and why it was departed from."""
    return ADJUSTED.fill(why=line.why, reason=line.reason) if line.reason else line.why


def _reminder(asked: Asked, state: Notice, item: int) -> Letter:
    reminder = state.reminders[item - 1]
    assert state.issued is not None, "nobody is reminded of what was not issued"
    lead = _about(asked, state.terms, LATE_LEAD).fill(
        number=state.issued[0].number, day=in_words(state.issued[0].pay_by)
    )
    return Letter(
        LETTER,
        LATE_TITLE.fill(title=state.terms.title),
        reminder.reminded.number,
        reminder.day,
        [Asking(party, left, LATE_WHY) for party, left in reminder.left],
        lead,
        LATE_EACH,
        reminder.reminded.by,
    )


def _about(asked: Asked, terms: Terms, words: Bilingual) -> Bilingual:
    fund = called(asked.found, f"fund:{terms.fund}")
    kept = {"number": "{number}", "day": "{day}"}  # filled in by whoever knows them
    return words.fill(fund=fund, year=terms.year, **kept)


def _issued(
    request: HttpRequest, asked: Asked, terms: Terms, letter: Letter, name: str, form: As
) -> HttpResponse:
    """The letter as a file, to one member where the address names one."""
    party = request.GET.get("party", "")
    asks = [each for each in letter.asks if party in ("", each.party)]
    if not asks:
        raise Http404("party")
    lang = reading_language()
    paper = Paper(
        letter.form,
        letter.title.in_(lang),
        (called(asked.found, f"body:{terms.body}").in_(lang),),
        _text(asked, terms, letter, asks, one=bool(party)),
        letter.dated,
        world_of(asked),
        lang,
        number=Number.read(letter.number) if letter.number else None,
        recipients=tuple(called(asked.found, each.party).in_(lang) for each in asks),
    )
    whose = f"-{party}" if party else ""
    return issued(request, f"{asked.region}-{name}{whose}", paper, form)


def _text(
    asked: Asked, terms: Terms, letter: Letter, asks: Sequence[Asking], *, one: bool
) -> tuple[Block, ...]:
    """What it says: the amount in figures and capitals, why, by when, into which account."""
    lang = reading_language()
    by = PAY_BY.fill(day=in_words(letter.pay_by)) if letter.pay_by else PAY
    if one:
        said = letter.each.fill(
            amount=yuan(asks[0].amount), capitals=capitals(asks[0].amount), why=asks[0].why
        )
        first = f"{letter.lead.in_(lang)}{said.in_(lang)}"
        return (Paragraph(first), Paragraph(by.in_(lang)), Paragraph(terms.pay_to))
    return (
        Paragraph(f"{letter.lead.in_(lang)}{TABLE.in_(lang)}"),
        _table(asked, asks, lang),
        Paragraph(by.in_(lang)),
        Paragraph(terms.pay_to),
    )


def _table(asked: Asked, asks: Sequence[Asking], lang: Lang) -> Table:
    columns = (
        Column(MEMBER.in_(lang), 1.4),
        Column(AMOUNT.in_(lang), 1.6, "right"),
        Column(CAPITALS.in_(lang), 2.6),
        Column(WHY.in_(lang), 3),
    )
    rows = [
        (
            called(asked.found, each.party).in_(lang),
            yuan(each.amount),
            capitals(each.amount),
            each.why.in_(lang),
        )
        for each in asks
    ]
    sum_ = sum(each.amount for each in asks)
    rows.append((SUM.in_(lang), yuan(sum_), capitals(sum_), ""))
    return Table(columns, tuple(rows))


DUE_LEAD = Bilingual("现就{fund}{year}年度缴款通知如下：", "Dues of {fund} for {year}: ")
DUE_EACH = Bilingual(
    "你单位应缴{amount}元（大写：{capitals}）。核定办法：{why}。",
    "you are asked to pay {amount} yuan ({capitals}). How it was set: {why}.",
)
ADJUSTED = Bilingual("{why}；{reason}", "{why}; {reason}")
LATE_TITLE = Bilingual("关于催缴“{title}”所列款项的函", "Reminder: {title}")
LATE_LEAD = Bilingual(
    "{fund}{year}年度缴款通知（{number}）所定缴款期限{day}已过，",
    "The day to pay by of {fund}'s notice for {year} ({number}), {day}, is over; ",
)
LATE_EACH = Bilingual(
    "你单位尚欠{amount}元（大写：{capitals}）。", "you still owe {amount} yuan ({capitals})."
)
LATE_WHY = Bilingual("欠缴", "in arrears")
TABLE = Bilingual("有关单位应缴金额见下表。", "the amounts are in the table below.")
PAY_BY = Bilingual("请于{day}前缴入以下账户，并注明缴款单位：", "Please pay by {day} into:")
PAY = Bilingual("请缴入以下账户，并注明缴款单位：", "Please pay into:")
MEMBER = Bilingual("单位", "Member")
AMOUNT = Bilingual("金额（元）", "Amount (yuan)")
CAPITALS = Bilingual("大写", "In capitals")
WHY = Bilingual("说明", "Why")
SUM = Bilingual("合计", "Total")
