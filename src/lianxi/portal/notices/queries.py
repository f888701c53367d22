"""Every read of payment notices, on top of the dossiers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from lianxi.governance.lasting import last_day
from lianxi.governance.road.notice import NOTICE
from lianxi.governance.road.notice_state import Arrear, Notice
from lianxi.governance.working_days import working_days
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.digest import Plain
from lianxi.kernel.quantity import Quantity
from lianxi.portal.charter.queries import Current
from lianxi.portal.dossiers import queries
from lianxi.portal.dossiers.queries import Opened
from lianxi.portal.dossiers.shown import called
from lianxi.portal.notices.levying import within


@dataclass(frozen=True)
class Owing:
    """What one party is asked for by a notice, and what became of it, in fen."""

    party: str
    name: Bilingual
    asked: int
    computed: int | None
    why: Bilingual
    reason: str
    paid: int
    waived: int
    left: int
    days: int  # since the day to pay by, where anything is left
    before: int  # what it was asked for the year before


def notices(region: str) -> list[Opened[Notice]]:
    """Every notice of a region, the latest first; two queries."""
    return queries.states(region, NOTICE)[::-1]


def standing(some: Iterable[Opened[Notice]], fund: str, year: int) -> list[Opened[Notice]]:
    """Those for a fund and year that were not withdrawn."""
    return [
        each
        for each in some
        if (each.state.terms.fund, each.state.terms.year) == (fund, year)
        and each.state.withdrawn is None
    ]


def asked_for(some: Iterable[Opened[Notice]], fund: str, year: int) -> Mapping[str, int]:
    """What each party was asked for by a fund for a year, by all notices together."""
    found: dict[str, int] = {}
    for each in standing(some, fund, year):
        for line in each.state.terms.lines:
            found[line.party] = found.get(line.party, 0) + line.amount
    return found


def dealt_with(
    some: Iterable[Opened[Notice]], fund: str, year: int, but: str = ""
) -> Mapping[str, int]:
    """What of each party's dues for a year the notices `but` one have dealt with.

    Where less was asked for with a reason, the reason stands: what was computed is dealt with.
    """
    found: dict[str, int] = {}
    for each in standing(some, fund, year):
        if each.row.ref != but:
            for line in each.state.terms.lines:
                most = max(line.amount, line.computed or 0)
                found[line.party] = found.get(line.party, 0) + most
    return found


def owing(found: Current, state: Notice, today: date, before: Mapping[str, int]) -> list[Owing]:
    """The lines of a notice as they stand on a day."""
    late: dict[str, Arrear] = {each.party: each for each in state.arrears(today)}
    return [
        Owing(
            line.party,
            called(found, line.party),
            line.amount,
            line.computed,
            line.why,
            line.reason,
            state.paid_by(line.party),
            state.waived_for(line.party),
            state.left_of(line.party),
            late[line.party].days if line.party in late else 0,
            before.get(line.party, 0),
        )
        for line in state.terms.lines
    ]


def pay_by(found: Current, state: Notice, today: date) -> date | None:
    """The day to pay by as it would go out today: the draft's, else the article's."""
    if state.terms.pay_by is not None:
        return state.terms.pay_by
    lasts = within(found, state.terms.fund, today)
    return None if lasts is None else last_day(today, lasts, working_days(found.package))


def brief(each: Opened[Notice]) -> dict[str, Plain]:
    """A notice as the API lists it; amounts in yuan as decimal text."""
    state, issued = each.state, each.state.issued
    return {
        "ref": each.row.ref,
        "title_zh": state.terms.title.zh,
        "title_en": state.terms.title.en,
        "fund": state.terms.fund,
        "year": state.terms.year,
        "stage": state.stage,
        "number": issued[0].number if issued else "",
        "issued": str(issued[1]) if issued else None,
        "pay_by": str(issued[0].pay_by) if issued else None,
        "additional": bool(state.terms.additional),
        "asked": str(Quantity(state.asked)),
        "paid": str(Quantity(state.paid_by())),
        "waived": str(Quantity(state.waived_for())),
        "left": str(Quantity(state.left)),
    }


def whole(each: Opened[Notice], today: date) -> dict[str, Plain]:
    """A notice as the API tells it, line by line, with its payments."""
    state = each.state
    late = {arrear.party: arrear.days for arrear in state.arrears(today)}
    lines: list[Plain] = [
        {
            "party": line.party,
            "asked": str(Quantity(line.amount)),
            "computed": None if line.computed is None else str(Quantity(line.computed)),
            "why": line.why.as_json(),
            "reason": line.reason,
            "paid": str(Quantity(state.paid_by(line.party))),
            "waived": str(Quantity(state.waived_for(line.party))),
            "left": str(Quantity(state.left_of(line.party))),
            "days_late": late.get(line.party, 0),
        }
        for line in state.terms.lines
    ]
    payments: list[Plain] = [
        {
            "number": n,
            "party": payment.paid.party,
            "amount": str(Quantity(payment.paid.amount)),
            "day": str(payment.paid.day),
            "voucher": payment.paid.voucher,
            "taken_back": payment.taken_back is not None,
        }
        for n, payment in enumerate(state.payments, 1)
    ]
    return {**brief(each), "lines": lines, "payments": payments}
