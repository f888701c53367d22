"""Pages: one's own desk, the desk of a party or body, one page for a leader, the clock."""

from datetime import date, datetime, time

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lianxi.governance.authority import Refused
from lianxi.governance.road.commitment import COMMITMENT
from lianxi.governance.road.procedure import DUTIES
from lianxi.governance.road.standing import STATUSES, standing
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.commitments import queries as commitments
from lianxi.portal.desks import queries
from lianxi.portal.desks.queries import desk, mine, reminders
from lianxi.portal.dossiers import actions
from lianxi.portal.dossiers import queries as dossiers
from lianxi.portal.dossiers.asked import Asked, asked
from lianxi.portal.dossiers.form_page import Sheet, answer, filled, form_page
from lianxi.portal.dossiers.shown import called
from lianxi.portal.journal.actions import CHINA
from lianxi.portal.ledger.parts import PartLine, parts
from lianxi.portal.ui import fields

REMINDED_FIRST = 8  # reminders that stand open on the page; the others are folded away
LATE_MOST = 12  # lines that a leader reads in a minute
DECIDE = (
    "decide",
    "coordinate",
    "sign-request",
    "approve",
    "settle-budget",
    "approve-settlement",
    "decide-dispute",
)

# The lists of what is worked on, beside those of this page's own kind: by address, in words.
WAYS = (
    ("calls", Bilingual("提案征集", "Calls for proposals")),
    ("proposals", Bilingual("提案", "Proposals")),
    ("consultations", Bilingual("征求意见", "Consultations")),
    ("sittings", Bilingual("会议办理", "Sittings")),
    ("texts", Bilingual("协议与计划", "Agreements and plans")),
    ("practical-matters", Bilingual("实事项目", "Practical matters")),
    ("grants", Bilingual("资金申请", "Grants")),
    ("accounts", Bilingual("年度材料", "Accounts of the year")),
    ("fund-years", Bilingual("资金年度", "Funds' years")),
    ("papers", Bilingual("发文登记", "Papers issued")),
    ("notices", Bilingual("缴款通知", "Payment notices")),
    ("settlements", Bilingual("补偿结算", "Settlements")),
)


@never_cache
@require_safe
def road(request: HttpRequest, region: str) -> HttpResponse:
    """What is on the desk of whoever looks, and the ways into the work of the region."""
    of = asked(request, region)
    prompted = reminders(of)
    values = {
        **of.frame("road"),
        "desks": [(called(of.found, who), desk(of.found, [who], of.today)) for who in mine(of)],
        "prompted": prompted,
        "first": REMINDED_FIRST,
        "rest": max(0, len(prompted) - REMINDED_FIRST),
        "ways": WAYS,
        "counts": _counts(of),
        "may_clock": of.may("clock.set"),
    }
    return render(request, "desks/road.html", values)


def _counts(of: Asked) -> list[tuple[str, Bilingual, int]]:
    found = commitments.tally(of.found, of.today)
    return [(word, STATUSES[word], n) for word, n in found.items() if n]


@never_cache
@require_safe
def one(request: HttpRequest, region: str, who: str) -> HttpResponse:
    """The desk of a city, a unit or a body."""
    of = asked(request, region)
    package = of.found.package
    known = (
        who.partition(":")[2] in package.articles
        if who.startswith(("body:", "fund:"))
        else (who in package.parties or who in package.units)
    )
    if not known:
        raise Http404("desk")
    values = {
        **of.frame("road"),
        "who": who,
        "body": who.removeprefix("body:") if who.startswith("body:") else "",
        "name": called(of.found, who),
        "desk": desk(of.found, [who], of.today),
        "owed": _owed_to(of, who),
        "money": _money(of, who),
    }
    return render(request, "desks/desk.html", values)


def _money(of: Asked, who: str) -> list[PartLine]:
    """What a party owes the funds or has to account for."""
    if ":" in who or not of.found.package.funds:
        return []
    lines = parts(of, who, date(of.today.year, 1, 1), of.today)
    return [line for line in lines if line.due.amount or line.outstanding.amount]


def _owed_to(of: Asked, who: str) -> list[tuple[dossiers.Row, object]]:
    """What others carry out for or with a party and are late with, or may be."""
    if ":" in who:
        return []
    limits = commitments.limits(of.found, of.today)
    rows = dossiers.concerning(of.region, COMMITMENT, who)
    stands = ((row, standing(dossiers.course_of(row), limits(row.body).bounds)) for row in rows)
    wanted = [(row, each) for row, each in stands if each.status in ("overdue", "at risk")]
    return list(wanted[: queries.MOST])


@never_cache
@require_safe
def leader(request: HttpRequest, region: str) -> HttpResponse:
    """One page for one minute: what is late, what to decide, each with its road behind it."""
    of = asked(request, region)
    late = dossiers.unmet(region, COMMITMENT, of.today)
    decide = dossiers.owed_of(region, DECIDE)
    values = {
        **of.frame("road"),
        "counts": _counts(of),
        "late": [(row, called(of.found, row.owner), _days(of, row)) for row in late[:LATE_MOST]],
        "late_count": late.count(),
        "decide": [
            (owed.dossier, called(of.found, owed.who), DUTIES[owed.what])
            for owed in decide[:LATE_MOST]
        ],
        "decide_count": decide.count(),
    }
    return render(request, "desks/leader.html", values)


def _days(of: Asked, row: dossiers.Row) -> int:
    return (of.today - row.due).days if row.due else 0


class Clock(forms.Form):
    """The day that a rehearsal's clock is to stand at."""

    day = fields.day(Bilingual("日期", "Day"))


@form_page(Clock)
def clock(request: HttpRequest, region: str) -> HttpResponse:
    """Move the clock of a rehearsal on."""
    of = asked(request, region)
    form = filled(Clock, request, {"day": of.today})
    back = reverse("road", args=[region])

    def do() -> Refused | str:
        at = datetime.combine(form.cleaned_data["day"], time(9), CHINA)
        outcome = actions.set_clock(of.doing, max(at, of.doing.at) if _same(of, at) else at)
        return outcome if isinstance(outcome, Refused) else back

    return answer(request, of, Sheet(CLOCK, form, SET, back, "road", ON), do)


def _same(of: Asked, at: datetime) -> bool:
    return at.date() == of.today


CLOCK = Bilingual("演练的时钟拨到哪天？", "Which day is it in the rehearsal?")
SET = Bilingual("拨到这天", "Set the clock")
ON = Bilingual("时钟只往前走，不往回拨。", "The clock goes on, never back.")
