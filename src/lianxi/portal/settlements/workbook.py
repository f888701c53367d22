"""A settlement as a workbook: what each party pays and receives, and line by line."""

from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lianxi.governance.road.settlement import SETTLEMENT
from lianxi.governance.road.settlement_state import ANSWERS, Settlement
from lianxi.kernel.bilingual import Bilingual, Lang, same
from lianxi.kernel.quantity import Quantity
from lianxi.portal.charter.basis import basis
from lianxi.portal.dossiers.asked import Asked, dossier
from lianxi.portal.dossiers.asked import asked as asked_of
from lianxi.portal.dossiers.shown import called
from lianxi.portal.settlements import queries
from lianxi.portal.settlements.naming import line_name, naming, things
from lianxi.portal.settlements.periods import in_words
from lianxi.portal.settlements.queries import Standing
from lianxi.portal.ui.attached import attached
from lianxi.portal.ui.column import Typed
from lianxi.portal.ui.sheet import XLSX, Table, workbook_of_tables
from lianxi.portal.ui.templatetags.words import reading_language


@require_safe
@never_cache
def settlement_book(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """The settlement as it stands: a sheet of its parties, one of its lines, where it is from."""
    asked = asked_of(request, region)
    found = dossier(asked, SETTLEMENT, number)
    tables = (_parties(asked, found.state), _lines(asked, found.state))
    content = workbook_of_tables(tables, basis(asked.found), reading_language())
    rehearsal = asked.found.package.region.world == "rehearsal" and "rehearsal" not in region
    name = f"{region}-rehearsal" if rehearsal else region
    return attached(f"{name}-settlement-{number}.xlsx", XLSX, content)


def _parties(asked: Asked, state: Settlement) -> Table:
    lang = reading_language()
    heads = (MEMBER, UNIT, PAYS, RECEIVES, NET, PAID_IN, PAID_OUT, DUE, ANSWER)
    rows = tuple(_party(each, lang) for each in queries.standings(asked.found, state, asked.today))
    said = (
        (TITLE, state.terms.title),
        (STAGE, SETTLEMENT.stages[state.stage]),
        (PERIOD, in_words(state.terms.periods)),
        (DIGEST, same((state.approved or state.now).worked.digest)),
    )
    widths = (24, 8, *[16] * 6, 14)
    return Table(PARTIES.in_(lang), tuple(h.in_(lang) for h in heads), rows, widths, said)


def _party(each: Standing, lang: Lang) -> tuple[Typed, ...]:
    """The row of a party."""
    sums = (each.pays, each.receives, each.net, each.paid_in, each.paid_out, each.due)
    answer = ANSWERS[each.answer].in_(lang) if each.answer else ""
    return (each.name.in_(lang), each.unit, *(_number(n, each.unit) for n in sums), answer)


def _lines(asked: Asked, state: Settlement) -> Table:
    lang = reading_language()
    names = naming(asked.found, state.terms)
    heads = (NAME, FROM, TO, AMOUNT, UNIT, PERIOD, FOR, CLAUSE)
    rows = tuple(
        (
            line_name(names, line).in_(lang),
            called(asked.found, line.giver).in_(lang),
            called(asked.found, line.taker).in_(lang),
            _number(line.amount, line.unit),
            line.unit,
            line.period,
            things(names, line).in_(lang),
            line.clause,
        )
        for line in state.lines
    )
    widths = (20, 24, 24, 16, 8, 12, 30, 12)
    return Table(LINES.in_(lang), tuple(h.in_(lang) for h in heads), rows, widths, ())


def _number(amount: int, unit: str) -> Decimal:
    return Decimal(str(Quantity(amount, unit)))


PARTIES = Bilingual("各成员", "Parties")
LINES = Bilingual("逐笔明细", "Lines")
TITLE = Bilingual("标题", "title")
STAGE = Bilingual("状态", "stage")
DIGEST = Bilingual("摘要值", "digest")
MEMBER = Bilingual("成员", "Member")
UNIT = Bilingual("单位", "Unit")
PAYS = Bilingual("应付", "Pays")
RECEIVES = Bilingual("应收", "Receives")
NET = Bilingual("净额", "Net")
PAID_IN = Bilingual("已缴入", "Paid in")
PAID_OUT = Bilingual("已付出", "Paid out")
DUE = Bilingual("未结", "Open")
ANSWER = Bilingual("答复", "Answer")
NAME = Bilingual("名称", "Name")
FROM = Bilingual("付方", "From")
TO = Bilingual("收方", "To")
AMOUNT = Bilingual("金额", "Amount")
PERIOD = Bilingual("期间", "Period")
FOR = Bilingual("对象", "For")
CLAUSE = Bilingual("条款", "Clause")
