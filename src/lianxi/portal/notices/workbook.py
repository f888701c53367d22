"""What a notice is owed as a workbook: it goes out as a list, and comes back with what came in.

A row is a member that owes; more payments of one member go into the empty rows below. The bank's
list is filled in here, reviewed on a page, and entered all at once or not at all.
"""

from dataclasses import dataclass
from datetime import date
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lianxi.documents.workbook import Book, Column, Row, Sheet
from lianxi.documents.workbook_read import ReturnedRow
from lianxi.documents.workbook_write import write
from lianxi.governance.authority import Refused
from lianxi.governance.road.act import Act
from lianxi.governance.road.notice import NOTICE
from lianxi.governance.road.notice_acts import Paid
from lianxi.governance.road.notice_state import Notice, yuan
from lianxi.kernel.bilingual import Bilingual, inner
from lianxi.kernel.finding import Place
from lianxi.kernel.period import in_words
from lianxi.kernel.quantity import Quantity
from lianxi.kernel.unreadable import Unreadable
from lianxi.portal.dossiers.actions import Doing
from lianxi.portal.dossiers.asked import Asked, dossier
from lianxi.portal.dossiers.asked import asked as asked_of
from lianxi.portal.dossiers.form_page import form_page
from lianxi.portal.dossiers.queries import Opened
from lianxi.portal.dossiers.returning import Came, Desk, EnterForm, Review, Said, returned
from lianxi.portal.dossiers.shown import called
from lianxi.portal.notices import actions
from lianxi.portal.notices.forms import VOUCHER_MOST
from lianxi.portal.ui.attached import attached
from lianxi.portal.ui.errors import page as error_page
from lianxi.portal.ui.sheet import XLSX
from lianxi.portal.ui.templatetags.words import reading_language


@dataclass(frozen=True)
class Line:
    """A row that is filled in: the payment it makes, or what is wrong with it."""

    row: ReturnedRow
    paid: Paid | None
    wrong: tuple[Said, ...] = ()


@require_safe
@never_cache
def owed(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """The list of what is owed, to be filled in."""
    asked = asked_of(request, region)
    found = dossier(asked, NOTICE, number)
    if not found.state.owing:
        return error_page(request, 422, NOTHING_OWED)
    content = write(book(asked, found), reading_language())
    return attached(f"{region}-notice-{number}-owed.xlsx", XLSX, content)


@form_page(EnterForm)
def bank(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """Take in the list that was filled in."""
    asked = asked_of(request, region)
    found = dossier(asked, NOTICE, number)
    back = reverse("notice", args=[region, number])
    keeper = f"fund:{found.state.terms.fund}"
    desk = Desk(
        TITLE.fill(notice=inner(found.title)),
        back,
        [(keeper, called(asked.found, keeper))],
        columns(asked, found.state),
        list_of(asked, found),
        partial(review, asked, found),
        lambda doing, came: entered(doing, found, came, back),
        by_letter=False,
    )
    return returned(request, asked, desk)


def book(asked: Asked, found: Opened[Notice]) -> Book:
    """The workbook: a row for each member that owes."""
    state = found.state
    keeper = f"fund:{state.terms.fund}"
    rows = tuple(
        Row(party, {"party": party, "left": yuan(state.left_of(party))}) for party in state.owing
    )
    return Book(
        list_of(asked, found),
        found.title,
        columns(asked, state),
        (Sheet(keeper, called(asked.found, keeper), rows),),
        asked.today,
        NOTE,
        taking_out=NOT_PAID,
    )


def list_of(asked: Asked, found: Opened[Notice]) -> str:
    """What the workbooks of a notice are known by."""
    return f"{asked.region}/{found.row.ref}"


def columns(asked: Asked, state: Notice) -> tuple[Column, ...]:
    """The columns: who, what it owes, and what came in."""
    members = {line.party: called(asked.found, line.party) for line in state.terms.lines}
    return (
        Column("party", MEMBER, form="choice", choices=members, once=True, tells=True, width=20),
        Column("left", LEFT, locked=True, width=16),
        Column("amount", AMOUNT, AMOUNT_HINT, width=16, longest=30),
        Column("day", DAY, form="day", width=14),
        Column("voucher", VOUCHER, VOUCHER_HINT, width=24, longest=VOUCHER_MOST),
    )


def review(asked: Asked, found: Opened[Notice], came: Came) -> Review:
    """What a filled-in list would enter, one payment after the other, and what is wrong there."""
    lines = _lines(came)
    if not lines:
        return Review((), (Said(Place(""), EMPTY),))
    wrong = [said for line in lines for said in line.wrong]
    state, known = found.state, False
    enters = []
    for line in lines:
        if line.paid is None:
            continue
        enters.append(Said(line.row.place, _words(asked, line.paid)))
        if _entered(state, line.paid):
            known = True
            continue
        outcome = NOTICE.follow(state, Act(line.paid, asked.doing.at, ""))
        if isinstance(outcome, Refused):
            wrong.append(Said(line.row.place, outcome.reason))
        else:
            state = outcome
    return Review(tuple(enters), tuple(wrong), known)


def entered(doing: Doing, found: Opened[Notice], came: Came, back: str) -> Refused | str:
    """Enter the payments of a list: all of them, or none."""
    paid = [line.paid for line in _lines(came) if line.paid is not None]
    outcome = actions.pay(doing, found, paid, None)
    return outcome if isinstance(outcome, Refused) else back


def _entered(state: Notice, paid: Paid) -> bool:
    """Whether the same payment came in before."""
    return any(each.taken_back is None and each.paid == paid for each in state.payments)


def _lines(came: Came) -> list[Line]:
    """The rows in which anything is filled in."""
    rows = [row for sheet in came.returned.sheets for row in sheet.rows]
    filled = [row for row in rows if any(row.cells.get(key) for key in FILLED)]
    return [_line(row) for row in filled]


def _line(row: ReturnedRow) -> Line:
    missing = [label for key, label in FILLED.items() if not row.cells.get(key)]
    party = row.id or row.cells.get("party", "")
    if not party:
        missing.insert(0, MEMBER)
    wrong = [Said(row.place, MISSING.fill(label=label)) for label in missing]
    amount = _fen(row.cells.get("amount", ""))
    if amount is None and row.cells.get("amount"):
        place = row.places.get("amount", row.place)
        wrong.append(Said(place, NO_AMOUNT.fill(text=row.cells["amount"][:30])))
    if wrong or amount is None:
        return Line(row, None, tuple(wrong))
    day = date.fromisoformat(row.cells["day"])
    return Line(row, Paid(party, amount, day, row.cells["voucher"].strip()))


def _fen(text: str) -> int | None:
    """An amount in fen, as people write it; None where it is none."""
    try:
        return Quantity.read(text.replace(",", "").strip(), "CNY").amount
    except Unreadable:
        return None


def _words(asked: Asked, paid: Paid) -> Bilingual:
    return LINE.fill(
        party=called(asked.found, paid.party),
        amount=yuan(paid.amount),
        day=in_words(paid.day),
        voucher=paid.voucher,
    )


TITLE = Bilingual("“{notice}”的到账清单", "What came in for “{notice}”")
NOTE = Bilingual(
    "有到账的，填写金额、到账日期和凭证号；同一成员有几笔的，续填在下面的空行。",
    "Fill in the amount, day and voucher of what came in; more payments of one member go below.",
)
NOT_PAID = Bilingual("没有到账的，留空。", "Leave empty where nothing came in.")
MEMBER = Bilingual("成员", "Member")
LEFT = Bilingual("欠缴（元）", "Owed (yuan)")
AMOUNT = Bilingual("到账金额（元）", "Amount that came in (yuan)")
AMOUNT_HINT = Bilingual("如50000.00", "such as 50000.00")
DAY = Bilingual("到账日期", "Day it came in")
VOUCHER = Bilingual("凭证号或银行流水号", "Number of the voucher or of the bank's line")
VOUCHER_HINT = Bilingual("同一号码只记一次", "the same number is entered once")
FILLED = {"amount": AMOUNT, "day": DAY, "voucher": VOUCHER}
LINE = Bilingual(
    "{party}：{amount}元，{day}到账，凭证{voucher}",
    "{party}: {amount} yuan on {day}, voucher {voucher}",
)
EMPTY = Bilingual("表中没有填写到账", "nothing is filled in")
NOTHING_OWED = Bilingual("没有人欠缴，无须清单", "nothing is owed: there is no list")
MISSING = Bilingual("缺“{label}”", "“{label}” is missing")
NO_AMOUNT = Bilingual("“{text}”不是金额，应如50000.00", "“{text}” is no amount like 50000.00")
