"""Every write of the ledger: judged by the engine, kept, and journaled in one transaction."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from django.db import transaction

from lianxi.governance.authority import NOBODY, Allowed, Refused, can
from lianxi.kernel.bilingual import Bilingual
from lianxi.ledger import close, hold
from lianxi.ledger.standing import Terms
from lianxi.ledger.transfer import Transfer as Booking
from lianxi.ledger.transfer import reversal
from lianxi.portal.dossiers.actions import RECORD, Doing
from lianxi.portal.dossiers.queries import right_day
from lianxi.portal.journal.actions import CHINA, record
from lianxi.portal.ledger import digests, queries
from lianxi.portal.ledger.judging import (
    NO_TRANSFER,
    booked_before,
    free,
    judged,
    reversals,
)
from lianxi.portal.ledger.keeping import account_ids, chain_of, keep
from lianxi.portal.ledger.models import Chain, Closing, Hold, Resolution, Transfer

T = TypeVar("T")


def together(doing: Doing, *steps: Callable[[], T | Refused]) -> list[T] | Refused:
    """Take steps that belong together, in their order: all of them, or none where one is refused.

    The region's chain is held before the first, so that whoever writes in dossiers and in the
    ledger at once and whoever only books come one after the other and never wait for each other.
    """
    done: list[T] = []
    with transaction.atomic():
        chain_of(doing.region)
        for step in steps:
            outcome = step()
            if isinstance(outcome, Refused):
                transaction.set_rollback(True)
                return outcome
            done.append(outcome)
    return done


def book(
    doing: Doing,
    bookings: Sequence[Booking],
    terms: Mapping[str, Terms],
    right: str = "fund.book",
    body: str | None = None,
) -> list[int] | Refused:
    """Book transfers one after the other, or none of them; gives the number of each.

    What was booked with the same key and says the same is not booked again. `right` is what it
    asks for, of `body` where it is a body's.
    """
    allowed = may(doing, right, body)
    if isinstance(allowed, Refused):
        return allowed
    with transaction.atomic():
        chain = chain_of(doing.region)
        outcome = _book(doing, chain, bookings, terms, allowed)
        if isinstance(outcome, Refused):
            transaction.set_rollback(True)
    return outcome


def take_back(
    doing: Doing, number: int, words: Bilingual, terms: Mapping[str, Terms]
) -> int | Refused:
    """Take a transfer back by its counter-entry, booked today; gives that one's number."""
    found = queries.numbered(doing.region, [number])
    if number not in found:
        return Refused(NO_TRANSFER.fill(n=number))
    against = reversal(found[number].transfer, number, doing.today, words)
    outcome = book(doing, [against], terms)
    return outcome if isinstance(outcome, Refused) else outcome[0]


def set_aside(
    doing: Doing,
    wanted: hold.Hold,
    terms: Mapping[str, Terms],
    right: str = "fund.hold",
    body: str | None = None,
) -> int | Refused:
    """Set an amount aside where so much is free; gives the hold's number."""
    allowed = may(doing, right, body)
    if isinstance(allowed, Refused):
        return allowed
    if wanted.account.fund not in terms:
        return Refused(NO_FUND.fill(fund=wanted.account.fund))
    with transaction.atomic():
        chain_of(doing.region)
        refused = _unplaceable(doing, wanted, terms)
        if refused is not None:
            return refused
        number = Hold.objects.filter(region=doing.region).count() + 1
        ids = account_ids(doing.region, [wanted.account, wanted.target])
        row = Hold(
            region=doing.region,
            number=number,
            account_id=ids[wanted.account],
            target_id=ids[wanted.target],
            unit=wanted.unit,
            amount=wanted.amount,
            since=wanted.since,
            until=wanted.until,
            words_zh=wanted.words.zh,
            words_en=wanted.words.en,
            source=wanted.source,
        )
        row.digest = digests.hold_digest(number, wanted)
        row.save(force_insert=True)
        _say(doing, allowed, "hold", f"hold/{doing.region}/{number}", HELD, "", row.digest)
    return number


def _unplaceable(doing: Doing, wanted: hold.Hold, terms: Mapping[str, Terms]) -> Refused | None:
    """Why an amount may not be set aside: nor may what could not be posted even today."""
    left = free(doing.region, wanted.account, wanted.unit, doing.today)
    refused = hold.placed(wanted, left)
    if refused is not None:
        return refused
    if not wanted.open_on(doing.today):
        return Refused(NOT_TODAY.fill(since=str(wanted.since), until=str(wanted.until or "")))
    made = hold.posted(wanted, wanted.amount, doing.today, wanted.words)
    return made if isinstance(made, Refused) else judged(doing, [made], terms)


def resolve(
    doing: Doing,
    number: int,
    terms: Mapping[str, Terms],
    *,
    amount: int | None = None,
    words: Bilingual | None = None,
    document: str = "",
    event: date | None = None,
) -> int | Refused | None:
    """Resolve a hold, once: post an amount of it (gives the transfer's number), or give it back.

    `event` is the day on which what is posted happened, where it is not today.
    """
    allowed = may(doing, "fund.hold")
    if isinstance(allowed, Refused):
        return allowed
    with transaction.atomic():
        chain = chain_of(doing.region)
        row = Hold.objects.filter(region=doing.region, number=number)
        of = row.select_related("account", "target").first()
        if of is None:
            return Refused(NO_HOLD.fill(n=number))
        if Resolution.objects.filter(hold=of).exists():
            return Refused(RESOLVED)
        posting = _posting(doing, queries.hold_of(of), amount, words, document, event)
        if isinstance(posting, Refused):
            return posting
        outcome = _resolve(doing, chain, of, allowed, terms, posting, words)
        if isinstance(outcome, Refused):
            transaction.set_rollback(True)
    return outcome


def _posting(
    doing: Doing,
    wanted: hold.Hold,
    amount: int | None,
    words: Bilingual | None,
    document: str,
    event: date | None,
) -> Booking | Refused | None:
    """The transfer that a hold is posted by; it is booked today, whenever it happened."""
    if amount is None:
        return None
    posted = hold.posted(wanted, amount, doing.today, words or wanted.words)
    if isinstance(posted, Refused):
        return posted
    return replace(posted, document=document, event=event or posted.event)


def _resolve(
    doing: Doing,
    chain: Chain,
    of: Hold,
    allowed: Allowed,
    terms: Mapping[str, Terms],
    posting: Booking | None,
    words: Bilingual | None,
) -> int | Refused | None:
    wanted = queries.hold_of(of)
    why = words or wanted.words
    number = None
    how = "void" if wanted.open_on(doing.today) else "lapse"
    if posting is not None:
        numbers = _book(doing, chain, [posting], terms, allowed, but=of.number)
        if isinstance(numbers, Refused):
            return numbers
        amount = sum(leg.amount for leg in posting.legs if leg.amount > 0)
        number, how = numbers[0], "post" if amount == wanted.amount else "part"
    rows = Transfer.objects.filter(region=doing.region, number=number) if number else None
    ended = Resolution(
        hold=of,
        how=how,
        day=doing.today,
        transfer=rows.get() if rows is not None else None,
        why_zh=why.zh,
        why_en=why.en,
    )
    ended.save(force_insert=True)
    subject = f"hold/{doing.region}/{of.number}"
    after = digests.resolution_digest(of.digest, how, doing.today, number, why)
    _say(doing, allowed, "resolve", subject, hold.HOW[how], of.digest, after)
    return number


def close_year(
    doing: Doing, fund: str, year: int, terms: Mapping[str, Terms]
) -> list[int] | Refused:
    """Close a fund's year: its surplus is carried over, and nothing is booked in it any more."""
    allowed = may(doing, "fund.book")
    if isinstance(allowed, Refused):
        return allowed
    if fund not in terms:
        return Refused(NO_FUND.fill(fund=fund))
    if doing.today.year <= year:
        return Refused(NOT_OVER.fill(year=year))
    if year < terms[fund].since.year:
        return Refused(NOT_YET.fill(year=year))
    with transaction.atomic():
        chain = chain_of(doing.region)
        if year <= queries.closed_through(doing.region, fund):
            return Refused(CLOSED.fill(year=year))
        at_end = queries.balances(doing.region, fund, until=date(year, 12, 31))
        made = close.closing(fund, year, at_end)
        outcome = _book(doing, chain, made, terms, allowed)
        if isinstance(outcome, Refused):
            transaction.set_rollback(True)
            return outcome
        row = Closing(region=doing.region, fund=fund, year=year)
        row.digest = digests.closing_digest(fund, year)
        row.save(force_insert=True)
        subject = f"closing/{doing.region}/{fund}/{year}"
        _say(doing, allowed, "close", subject, YEAR_CLOSED.fill(year=year), "", row.digest)
    return outcome


def _book(
    doing: Doing,
    chain: Chain,
    bookings: Sequence[Booking],
    terms: Mapping[str, Terms],
    allowed: Allowed,
    but: int | None = None,
) -> list[int] | Refused:
    """Judge, keep and journal, within a transaction that holds the chain.

    `but` is the hold that this resolves: it does not stand in its own way.
    """
    twice = booked_before(doing.region, bookings)
    if isinstance(twice, Refused):
        return twice
    new = [each for each in bookings if each.key not in twice]
    refused = reversals(doing.region, new) or judged(doing, new, terms, but)
    if refused is not None:
        return refused
    before = chain.digest
    known = doing.at.astimezone(CHINA).isoformat(timespec="milliseconds")
    numbers = iter(keep(chain, new, known)) if new else iter(())
    if new:
        n = len(new)
        said = BOOKED_ONE.fill(words=new[0].words) if n == 1 else BOOKED.fill(n=n)
        _say(doing, allowed, "book", f"ledger/{doing.region}", said, before, chain.digest)
    return [twice[each.key] if each.key in twice else next(numbers) for each in bookings]


def may(doing: Doing, right: str, body: str | None = None) -> Allowed | Refused:
    """Whether somebody may write in a region's ledger: never in a record."""
    if doing.found.package.region.world == "record":
        return Refused(RECORD)
    named = None if body is None else f"{doing.region}/{body}"
    allowed = can(doing.actor, right, right_day(doing.found, doing.today), body=named)
    return Refused(NOBODY) if doing.actor is None else allowed


def _say(
    doing: Doing,
    allowed: Allowed,
    act: str,
    subject: str,
    summary: Bilingual,
    before: str,
    after: str,
) -> None:
    assert doing.actor is not None
    record(
        at=doing.at,
        actor=doing.actor.login,
        role=allowed.appointment.role,
        on_behalf_of=doing.on_behalf_of,
        act=f"fund.{act}",
        subject=subject,
        summary=summary,
        before=before,
        after=after,
    )


NO_FUND = Bilingual("没有名为“{fund}”的资金", "there is no fund “{fund}”")
NO_HOLD = Bilingual("没有第{n}笔预留", "there is no hold {n}")
RESOLVED = Bilingual("这笔预留已经处理过", "this hold was resolved already")
NOT_TODAY = Bilingual(
    "预留自{since}起至{until}止，今天不在其间",
    "from {since} to {until} it would set nothing aside today",
)
NOT_OVER = Bilingual("{year}年还没有结束，不能结转", "{year} is not over yet")
NOT_YET = Bilingual("{year}年还没有这笔资金", "the fund was not there yet in {year}")
CLOSED = Bilingual("{year}年已经结转", "{year} is closed already")
HELD = Bilingual("预留资金", "money was set aside")
BOOKED_ONE = Bilingual("记账：{words}", "booked: {words}")
BOOKED = Bilingual("记账{n}笔", "{n} transfers were booked")
YEAR_CLOSED = Bilingual("{year}年度结转", "the year {year} was closed")
