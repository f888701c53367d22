"""Pages: finance books what comes or goes outside notices and grants, and takes it back."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.refused import Refused
from lianxi.portal.dossiers.choices import CHOOSE, parties
from lianxi.portal.dossiers.form_page import Sheet, answer, filled, form_page
from lianxi.portal.ledger import actions, queries
from lianxi.portal.ledger.asked import TAB, fund_of
from lianxi.portal.ledger.correcting import why_not
from lianxi.portal.ledger.forms import Book, TakeBack
from lianxi.portal.ledger.terms import terms
from lianxi.portal.ledger.transfer_pages import of_fund
from lianxi.portal.ledger.words import source_of
from lianxi.portal.ui.errors import page as error_page
from lianxi.portal.ui.fields import choose


@form_page(Book)
def book(request: HttpRequest, region: str, fund: str) -> HttpResponse:
    """Book one movement of money in hand; goes on to the transfer."""
    on = fund_of(request, region, fund)
    today = on.of.today
    form = filled(Book, request, {"event": today, "booked": today})
    choose(form, "party", [CHOOSE, *parties(on.of), (fund, OTHERS)])
    sheet = Sheet(BOOK, form, ENTER, reverse("fund", args=[region, fund]), TAB, on.article.name)

    def do() -> Refused | str:
        wanted = form.transfer(fund, today)
        if wanted.booked > today:
            return Refused(TO_COME.fill(today=str(today)))
        outcome = actions.book(on.of.doing, [wanted], terms(on.of.doing))
        if isinstance(outcome, Refused):
            return outcome
        return reverse("fund-transfer", args=[region, fund, outcome[0]])

    return answer(request, on.of, sheet, do)


@form_page(TakeBack)
def take_back(request: HttpRequest, region: str, fund: str, number: int) -> HttpResponse:
    """Take a transfer back by its counter-entry, with a reason; goes on to that."""
    on = fund_of(request, region, fund)
    booked = of_fund(on, number)
    source = source_of(on.of.found, booked.transfer.source)
    refused = why_not(booked, queries.reversed_by(region, number), source)
    if refused is not None:
        return error_page(request, 422, refused.reason)
    form = filled(TakeBack, request)
    back = reverse("fund-transfer", args=[region, fund, number])
    title = TAKE_BACK.fill(n=number, words=booked.transfer.words)
    sheet = Sheet(title, form, ENTER_BACK, back, TAB, NOTHING_GOES)

    def do() -> Refused | str:
        doing = on.of.doing
        outcome = actions.take_back(doing, number, form.words(number), terms(doing))
        if isinstance(outcome, Refused):
            return outcome
        return reverse("fund-transfer", args=[region, fund, outcome])

    return answer(request, on.of, sheet, do)


BOOK = Bilingual("记一笔账", "What came in or went out?")
ENTER = Bilingual("记账", "Book it")
OTHERS = Bilingual("其他（不是本地区的主体）", "others, no party of the region")
TO_COME = Bilingual(
    "入账日不能晚于今天（{today}）", "it can't be booked later than today ({today})"
)
TAKE_BACK = Bilingual("冲销第{n}笔：{words}", "Take back transfer {n}: {words}")
ENTER_BACK = Bilingual("冲销", "Take it back")
NOTHING_GOES = Bilingual(
    "原账不动，另记一笔方向相反的账，记在今天；需要时再记正确的账。",
    "It stays as it is; a counter-entry is booked today. Then book what is right.",
)
