"""The letters of a settlement: 结算书 to a party, 汇总表, a decision on a dispute, 催缴函."""

from collections.abc import Sequence
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lianxi.documents.capitals import capitals
from lianxi.documents.papers.form import LETTER, NOTICE, SUMMARY, Form
from lianxi.documents.papers.number import Number
from lianxi.documents.papers.paper import Block, Column, Paper, Paragraph, Table
from lianxi.documents.sharing.naming import Naming
from lianxi.governance.road.settlement import SETTLEMENT, short
from lianxi.governance.road.settlement_acts import Line
from lianxi.governance.road.settlement_money import grouped, money_unit
from lianxi.governance.road.settlement_state import ANSWERS, OUTCOMES, Settlement, gross
from lianxi.kernel.bilingual import Bilingual, Lang
from lianxi.kernel.period import in_words as day_words
from lianxi.portal.dossiers.asked import Asked, dossier
from lianxi.portal.dossiers.asked import asked as asked_of
from lianxi.portal.dossiers.issued import As, issued, world_of
from lianxi.portal.dossiers.shown import called
from lianxi.portal.settlements import queries
from lianxi.portal.settlements.answer_pages import said_of
from lianxi.portal.settlements.booking import called_rule
from lianxi.portal.settlements.naming import line_name, naming, things
from lianxi.portal.settlements.periods import in_words
from lianxi.portal.ui.templatetags.words import reading_language


@require_safe
@never_cache
def settlement_paper(request: HttpRequest, region: str, number: int, form: As) -> HttpResponse:
    """The settlement for one party: its lines, its sum in figures and capitals, by when."""
    asked = asked_of(request, region)
    state = dossier(asked, SETTLEMENT, number).state
    party = request.GET.get("party", "")
    if party not in state.now.worked.parties:
        raise Http404("party")
    out, dated = _out(asked, state)
    paper = _paper(
        asked, state, NOTICE, state.terms.title, _letter(asked, state, party), dated, out, (party,)
    )
    return issued(request, f"{asked.region}-settlement-{number}-{party}", paper, form)


@require_safe
@never_cache
def summary_paper(request: HttpRequest, region: str, number: int, form: As) -> HttpResponse:
    """The summary: every party with what it pays, receives and says of it."""
    asked = asked_of(request, region)
    state = dossier(asked, SETTLEMENT, number).state
    lang = reading_language()
    standings = queries.standings(asked.found, state, asked.today)
    columns = (
        Column(MEMBER.in_(lang), 1.6),
        *(Column(words.in_(lang), 1.4, "right") for words in (PAYS, RECEIVES, NET)),
        Column(ANSWER.in_(lang), 1),
    )
    rows = tuple(
        (
            each.name.in_(lang),
            *(_amount(n, each.unit, lang) for n in (each.pays, each.receives, each.net)),
            ANSWERS[each.answer].in_(lang) if each.answer else "",
        )
        for each in standings
    )
    blocks = (Paragraph(_basis(asked, state).in_(lang)), Table(columns, rows))
    title = SUMMARY_TITLE.fill(title=state.terms.title)
    paper = _paper(asked, state, SUMMARY, title, blocks, _out(asked, state)[1])
    return issued(request, f"{asked.region}-settlement-{number}-summary", paper, form)


@require_safe
@never_cache
def decision_paper(
    request: HttpRequest, region: str, number: int, item: int, form: As
) -> HttpResponse:
    """The note on a dispute: what was contested, what was held, why."""
    asked = asked_of(request, region)
    state = dossier(asked, SETTLEMENT, number).state
    dispute = state.disputes[item - 1] if 1 <= item <= len(state.disputes) else None
    if dispute is None or dispute.decided is None:
        raise Http404("dispute")
    what, _, day = dispute.decided
    lang = reading_language()
    held = HELD.fill(outcome=OUTCOMES[what.outcome], reasons=what.reasons)
    said = [said_of(asked, naming(asked.found, state.terms), dispute), held]
    if what.value:
        said.append(VALUE.fill(value=what.value))
    blocks = tuple(Paragraph(words.in_(lang)) for words in said)
    title = DECISION_TITLE.fill(title=state.terms.title, n=item)
    to = (dispute.contested.party,)
    paper = _paper(asked, state, NOTICE, title, blocks, day, what.number, to)
    return issued(request, f"{asked.region}-settlement-{number}-decision-{item}", paper, form)


@require_safe
@never_cache
def reminder_paper(
    request: HttpRequest, region: str, number: int, item: int, form: As
) -> HttpResponse:
    """A reminder as it went out: what was owed on its day."""
    asked = asked_of(request, region)
    state = dossier(asked, SETTLEMENT, number).state
    if not 1 <= item <= len(state.reminders):
        raise Http404("reminder")
    reminder, lang = state.reminders[item - 1], reading_language()
    columns = (Column(MEMBER.in_(lang), 1.4), Column(LEFT.in_(lang), 1.6, "right"))
    rows = tuple(
        (called(asked.found, party).in_(lang), _amount(left, unit, lang))
        for party, unit, left in reminder.left
    )
    blocks = (
        Paragraph(_of(asked, state, LATE).in_(lang)),
        Table(columns, rows),
        Paragraph(PAY_BY.fill(day=day_words(reminder.reminded.by)).in_(lang)),
    )
    to = tuple(dict.fromkeys(party for party, _, _ in reminder.left))
    title, out = LATE_TITLE.fill(title=state.terms.title), reminder.reminded.number
    paper = _paper(asked, state, LETTER, title, blocks, reminder.day, out, to)
    return issued(request, f"{asked.region}-settlement-{number}-reminder-{item}", paper, form)


def _paper(
    asked: Asked,
    state: Settlement,
    form: Form,
    title: Bilingual,
    blocks: tuple[Block, ...],
    dated: date,
    number: str = "",
    to: Sequence[str] = (),
) -> Paper:
    lang = reading_language()
    return Paper(
        form,
        title.in_(lang),
        (called(asked.found, f"body:{state.terms.body}").in_(lang),),
        blocks,
        dated,
        world_of(asked),
        lang,
        number=Number.read(number) if number else None,
        recipients=tuple(called(asked.found, each).in_(lang) for each in to),
    )


def _out(asked: Asked, state: Settlement) -> tuple[str, date]:
    """The number and day under which it went out last: approved, sent, or a draft of today."""
    bound = state.approved
    if bound is not None and bound.approved is not None:
        return bound.approved[0].number, bound.approved[1]
    if state.now.sent is not None:
        return state.now.sent[0].number, state.now.sent[1]
    return "", asked.today


def _letter(asked: Asked, state: Settlement, party: str) -> tuple[Block, ...]:
    lang = reading_language()
    own = [line for line in state.lines if party in (line.giver, line.taker)]
    blocks: list[Block] = [Paragraph(_basis(asked, state).in_(lang))]
    if own:
        blocks.append(_table(asked, naming(asked.found, state.terms), own, lang))
    for unit in dict.fromkeys(line.unit for line in own) or ("CNY",):
        blocks.append(Paragraph(_sum(state, party, unit).in_(lang)))
    by = state.owed_by
    if by is not None:
        blocks.append(Paragraph(PAID_BY.fill(day=day_words(by)).in_(lang)))
    elif state.now.sent is not None:
        by = state.now.sent[0].answer_by
        blocks.append(Paragraph(ANSWER_BY.fill(day=day_words(by)).in_(lang)))
    return tuple(blocks)


def _sum(state: Settlement, party: str, unit: str) -> Bilingual:
    """What it comes to for a party: to pay or to receive, in figures and capitals."""
    pays, receives = gross(state.lines, party, unit)
    net = receives - pays
    if not net:
        return EVEN
    amount = grouped(abs(net), unit)
    words = IS_OWED if net > 0 else OWES
    if unit != "CNY":
        return words.fill(amount=amount, unit=money_unit(unit), capitals="")
    return words.fill(
        amount=amount, unit=money_unit(unit), capitals=IN_CAPITALS.fill(capitals=capitals(abs(net)))
    )


def _table(asked: Asked, names: Naming, own: Sequence[Line], lang: Lang) -> Table:
    columns = (
        Column(FROM.in_(lang), 1.3),
        Column(TO.in_(lang), 1.3),
        Column(AMOUNT.in_(lang), 1.5, "right"),
        Column(PERIOD.in_(lang), 1.3),
        Column(FOR.in_(lang), 1.5),
    )
    rows = tuple(
        (
            called(asked.found, line.giver).in_(lang),
            called(asked.found, line.taker).in_(lang),
            _amount(line.amount, line.unit, lang),
            in_words([line.period]).in_(lang),
            _for(names, line, lang),
        )
        for line in own
    )
    return Table(columns, rows)


def _for(names: Naming, line: Line, lang: Lang) -> str:
    """What a line is called and for, with the clause it rests on."""
    said = [line_name(names, line), things(names, line)]
    said += [CLAUSE.fill(clause=line.clause)] if line.clause else []
    return ("，" if lang == "zh" else ", ").join(each.in_(lang) for each in said if each.zh)


def _amount(amount: int, unit: str, lang: Lang) -> str:
    said = grouped(amount, unit)
    return said if unit == "CNY" else f"{said} {money_unit(unit).in_(lang)}"


def _of(asked: Asked, state: Settlement, words: Bilingual) -> Bilingual:
    rule = called_rule(asked.found, state.terms.rule)
    return words.fill(rule=rule, period=in_words(state.terms.periods))


def _basis(asked: Asked, state: Settlement) -> Bilingual:
    """By what it was worked out: the rule, its day, its digest."""
    worked = (state.approved or state.now).worked
    return BASIS.fill(
        rule=called_rule(asked.found, state.terms.rule),
        period=in_words(state.terms.periods),
        day=day_words(state.terms.day),
        digest=short(worked.digest),
    )


BASIS = Bilingual(
    "根据{rule}（{day}有效），{period}核算结果如下（摘要值{digest}）。",
    "Worked out for {period} by “{rule}” as in force on {day} (digest {digest}):",
)
OWES = Bilingual(
    "你单位净应付{amount}{unit}{capitals}。", "In sum you pay {amount} {unit}{capitals}."
)
IS_OWED = Bilingual(
    "你单位净应收{amount}{unit}{capitals}。", "In sum you receive {amount} {unit}{capitals}."
)
IN_CAPITALS = Bilingual("（大写：{capitals}）", " ({capitals})")
EVEN = Bilingual("你单位收付相抵，无须收付。", "In sum you neither pay nor receive anything.")
PAID_BY = Bilingual("请于{day}前办理收付。", "It is to be paid by {day}.")
ANSWER_BY = Bilingual(
    "请于{day}前函复确认，或提出异议并附证明材料。",
    "Please confirm it by letter by {day}, or contest it with your evidence.",
)
SUMMARY_TITLE = Bilingual("{title}汇总表", "{title}: summary")
DECISION_TITLE = Bilingual("关于“{title}”第{n}项异议的裁决", "{title}: decision on dispute {n}")
HELD = Bilingual("裁决：{outcome}。理由：{reasons}", "Held: {outcome}. Reasons: {reasons}")
VALUE = Bilingual("该项数据应为{value}。", "The figure is held to be {value}.")
LATE_TITLE = Bilingual("关于催缴“{title}”所列款项的函", "Reminder: {title}")
LATE = Bilingual(
    "{rule}{period}结算所定付款期限已过，下列单位尚有未付款项。",
    "The day to pay by of the settlement of “{rule}” for {period} is over; still owed are:",
)
PAY_BY = Bilingual("请于{day}前付清。", "Please pay by {day}.")
MEMBER = Bilingual("单位", "Member")
PAYS = Bilingual("应付（元）", "Pays (yuan)")
RECEIVES = Bilingual("应收（元）", "Receives (yuan)")
NET = Bilingual("净额（元）", "Net (yuan)")
LEFT = Bilingual("未付（元）", "Owed (yuan)")
ANSWER = Bilingual("答复", "Answer")
FROM = Bilingual("付方", "From")
TO = Bilingual("收方", "To")
AMOUNT = Bilingual("金额（元）", "Amount (yuan)")
PERIOD = Bilingual("期间", "Period")
FOR = Bilingual("事项和条款", "For what, by which clause")
CLAUSE = Bilingual("条款{clause}", "clause {clause}")
