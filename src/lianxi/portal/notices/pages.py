"""Pages: the payment notices, and one: who was asked how much, who paid, who is in arrears."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lianxi.governance.road.notice import NOTICE
from lianxi.governance.road.notice_acts import (
    Closed,
    Issued,
    Paid,
    Reminded,
    Returned,
    Revised,
    TakenBack,
    Waived,
    Withdrawn,
)
from lianxi.governance.road.notice_state import Notice, Payment, yuan
from lianxi.kernel.bilingual import Bilingual, same
from lianxi.kernel.period import in_words
from lianxi.portal.charter.basis import basis
from lianxi.portal.dossiers import shown
from lianxi.portal.dossiers.asked import Asked, dossier
from lianxi.portal.dossiers.asked import asked as asked_of
from lianxi.portal.dossiers.shown import called
from lianxi.portal.notices import listing, queries
from lianxi.portal.notices.actions import KEEPER, OFFICE
from lianxi.portal.notices.forms import ACTS
from lianxi.portal.ui.sheet import Form
from lianxi.portal.ui.sheet import answer as as_file

TAB = "road"


@dataclass(frozen=True)
class Offer:
    """Something that whoever looks may do with the notice, by the name of its address."""

    at: str
    words: Bilingual


@dataclass(frozen=True)
class Came:
    """A payment in words."""

    number: int
    name: Bilingual
    payment: Payment


@require_safe
@never_cache
def notices(request: HttpRequest, region: str) -> HttpResponse:
    """Every notice."""
    asked = asked_of(request, region)
    values = {
        **asked.frame(TAB),
        "listed": listing.notices(asked, request.GET.dict()),
        "stages": NOTICE.stages,
        "drafts": asked.may(KEEPER),
    }
    return render(request, "notices/notices.html", values)


@require_safe
@never_cache
def notices_file(request: HttpRequest, region: str, form: Form) -> HttpResponse:
    """The notices asked for, for a spreadsheet."""
    asked = asked_of(request, region)
    listed = listing.notices(asked, request.GET.dict())
    return as_file(form, f"{region}-notices", listed, basis(asked.found))


@require_safe
@never_cache
def notice(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """A notice: each line with its reason, what came in, what is left, since when."""
    asked = asked_of(request, region)
    found = dossier(asked, NOTICE, number)
    state, terms = found.state, found.state.terms
    before = queries.asked_for(queries.notices(region), terms.fund, terms.year - 1)
    arrears = state.arrears(asked.today)
    values = {
        **asked.frame(TAB),
        "found": found,
        "state": state,
        "terms": terms,
        "issued": state.issued[0] if state.issued else None,
        "stage": NOTICE.stages[state.stage],
        "fund": called(asked.found, f"fund:{terms.fund}"),
        "body": called(asked.found, f"body:{terms.body}"),
        "lines": queries.owing(asked.found, state, asked.today, before),
        "before": sum(before.values()),
        "late": sum(each.left for each in arrears),
        "arrears": arrears,
        "payments": [
            Came(n, called(asked.found, each.paid.party), each)
            for n, each in enumerate(state.payments, 1)
        ],
        "waived": [(called(asked.found, each.party), each, day) for each, day in state.waived],
        "reminders": list(enumerate(state.reminders, 1)),
        "offers": _offers(asked, state),
        "done": shown.done(asked.found, found, _detail(asked)),
        "duties": shown.owing(asked.found, NOTICE.face(state).duties, asked.today),
    }
    return render(request, "notices/notice.html", values)


def _offers(asked: Asked, state: Notice) -> list[Offer]:
    """What whoever asks may do with it as it stands."""
    keeps, issues = asked.may(KEEPER), asked.may(OFFICE, body=state.terms.body)
    drafted, open_ = state.stage in ("drafted", "returned"), state.issued is not None
    may = {
        "issue": issues and state.stage == "drafted" and not _own(asked, state),
        "return": issues and state.stage == "drafted",
        "revise": keeps and drafted,
        "withdraw": keeps and drafted,
        "pay": keeps and open_ and bool(state.left),
        "owed": keeps and bool(state.owing),
        "bank": keeps and bool(state.owing),
        "waive": issues and open_ and bool(state.left),
        "take-back": keeps and any(each.taken_back is None for each in state.payments),
        "remind": keeps and state.stage == "issued" and bool(state.arrears(asked.today)),
        "close": keeps and state.stage in ("issued", "settled"),
    }
    return [Offer(f"notice-{act}", OFFERS[act]) for act, yes in may.items() if yes]


def _own(asked: Asked, state: Notice) -> bool:
    """Whether whoever asks drafted it, and so may not issue it."""
    actor = asked.doing.actor
    return actor is not None and actor.login == state.drafted_by


def _detail(asked: Asked) -> shown.Detail:
    """What to say of an act beyond its name."""

    def detail(what: object) -> Bilingual | None:
        match what:
            case Issued(number, _) | Reminded(number, _):
                return same(number)
            case Paid(party, amount, day, voucher):
                return PAID.fill(
                    party=called(asked.found, party),
                    amount=yuan(amount),
                    day=in_words(day),
                    voucher=voucher,
                )
            case Waived(party, amount, why, number):
                return WAIVED.fill(
                    party=called(asked.found, party), amount=yuan(amount), why=why, number=number
                )
            case TakenBack(payment, why):
                return TAKEN_BACK.fill(n=payment, why=why)
            case Revised(_, why) | Returned(why) | Withdrawn(why) | Closed(why):
                return same(why) if why else None
        return None

    return detail


OFFERS = {
    **{name: made.title for name, made in ACTS.items()},
    "owed": Bilingual("下载欠缴清单（填到账）", "List of what is owed, to fill in (xlsx)"),
    "bank": Bilingual("收到填好的到账清单", "A filled-in list has come"),
    "revise": Bilingual("修改通知", "Revise the draft"),
}
PAID = Bilingual(
    "{party}，{amount}元，{day}到账，凭证{voucher}",
    "{party}, {amount} yuan on {day}, voucher {voucher}",
)
WAIVED = Bilingual(
    "{party}，{amount}元，{number}：{why}", "{party}, {amount} yuan, {number}: {why}"
)
TAKEN_BACK = Bilingual("第{n}笔，{why}", "payment {n}: {why}")
