"""What the articles say of funds, as of a day: from when they exist, what they keep, who approves.

terms = terms_on(package, date(2012, 5, 1))
judge(transfers, Standing(terms))
"""

from collections.abc import Mapping
from datetime import date

from lianxi.charter.article import Article
from lianxi.charter.kinds.fund import APPROVALS, DUES, GRANTS, SERVES, Approval, Dues, Grants
from lianxi.charter.package import Package
from lianxi.ledger.standing import Budget, Terms


def since(fund: Article) -> date | None:
    """The first day on which a fund exists; None where it is only proposed."""
    days = [version.in_force_from.start for version in fund.versions]
    return min((day for day in days if day is not None), default=None)


def terms_on(
    package: Package,
    day: date,
    closed: Mapping[str, int] | None = None,
    budgets: Mapping[str, tuple[Budget, ...]] | None = None,
) -> dict[str, Terms]:
    """The terms of every fund that is in force on a day; those that are proposed have none.

    `closed` gives the last closed year and `budgets` what may be granted, by fund.
    """
    found = {}
    for fund in package.kind("fund"):
        first = since(fund)
        text = package.text(fund.id, day)
        if first is None or text is None or day < first:
            continue
        grants = text.get(GRANTS)
        kept = grants.reserve.amount if grants is not None and grants.reserve is not None else 0
        found[fund.id] = Terms(
            first,
            (closed or {}).get(fund.id, 0),
            (budgets or {}).get(fund.id, ()),
            {"cash": kept},
        )
    return found


def dues_on(package: Package, fund: str, day: date) -> Dues | None:
    """Who pays in on a day, and by which formula; None where no article says so."""
    text = package.text(fund, day)
    return text.get(DUES) if text is not None else None


def grants_on(package: Package, fund: str, day: date) -> Grants | None:
    """What may be paid on a day, and how long there is to account for it; None where unsaid."""
    text = package.text(fund, day)
    return text.get(GRANTS) if text is not None else None


def approver(package: Package, fund: str, amount: int, day: date) -> str | None:
    """The body that approves a grant of so many fen on a day; None where no article says so."""
    text = package.text(fund, day)
    said: tuple[Approval, ...] = (text.get(APPROVALS) if text is not None else None) or ()
    for each in said:
        if each.up_to is None or amount <= each.up_to.amount:
            return each.by
    return None


def settles(package: Package, fund: str, day: date) -> str:
    """The body that settles a fund's budget on a day: the last that approves its grants.

    Else the body whose money it is, or the region's main one.
    """
    text = package.text(fund, day)
    said: tuple[Approval, ...] = (text.get(APPROVALS) if text is not None else None) or ()
    if said:
        return said[-1].by
    serves = text.get(SERVES) if text is not None else None
    return serves or package.region.main_body
