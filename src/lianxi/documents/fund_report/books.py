"""Accounts, corrections of earlier years, and every transfer."""

from collections.abc import Callable

from lianxi.documents.fund_report import words
from lianxi.documents.fund_report.part import Column, Facts, Part, Row, amounts
from lianxi.kernel.bilingual import Bilingual, same
from lianxi.kernel.period import in_words
from lianxi.kernel.quantity import Quantity
from lianxi.ledger.account import PURPOSES, Account
from lianxi.ledger.transfer import Booked


def corrections(of: Facts) -> Part | None:
    """What this year took back of an earlier one, and what was booked anew in its place."""
    back = {each.number for each in of.figures.corrections}
    some = [each for each in of.figures.booked if each.number in back | of.anew]
    if not some:
        return None
    rows: list[Row] = [
        (
            each.number,
            each.transfer.booked,
            each.transfer.reverses,
            each.transfer.words,
            _volume(each),
        )
        for each in some
    ]
    columns = (
        Column(words.NUMBER, 0.6),
        Column(words.BOOKED, 1.5),
        Column(words.TAKES_BACK, 0.8),
        Column(words.WORDS, 2.5),
        *amounts(words.AMOUNT),
    )
    return Part(words.CORRECTIONS, (words.CORRECTED_HERE,), columns, tuple(rows))


def _volume(booked: Booked) -> Quantity:
    """How much a transfer moved, in the unit of its first leg."""
    unit = booked.transfer.legs[0].unit
    legs = (leg for leg in booked.transfer.legs if leg.unit == unit and leg.amount > 0)
    return Quantity(sum(leg.amount for leg in legs), unit)


def accounts(of: Facts) -> Part:
    """What every account had, took in, gave and has; and where the ledger ended on the day."""
    rows: list[Row] = [
        (
            same(str(account)),
            account_words(of.called, account),
            unit_words(unit),
            *(Quantity(n, unit) for n in (each.opening, each.taken_in, each.given, each.closing)),
        )
        for each in of.figures.accounts
        for account, unit in (each.place,)
    ]
    columns = (
        Column(words.ACCOUNT, 2.4),
        Column(words.NAME, 1.8),
        Column(words.UNIT, 0.6),
        *amounts(words.OPENING, words.TAKEN_IN, words.GIVEN, words.CLOSING),
    )
    number, digest = of.chain
    said = words.CHAIN.fill(day=in_words(of.day), n=number, digest=digest)
    return Part(words.ACCOUNTS, (said, words.TIES), columns, tuple(rows), wide=True)


def account_words(called: Callable[[str], Bilingual], account: Account) -> Bilingual:
    """An account in words: whose it is where it is not the fund's own, for what."""
    some = [] if account.party == account.fund else [called(account.party)]
    some.append(PURPOSES[account.purpose])
    if account.matter:
        some.append(called(account.matter))
    return Bilingual("·".join(each.zh for each in some), " · ".join(each.en for each in some))


def unit_words(unit: str) -> Bilingual:
    """A unit as a table has it: yuan by its name, the others as they are written."""
    return words.YUAN if unit == "CNY" else same(unit)


def transfers(of: Facts) -> Part:
    """Every transfer of the year, leg by leg."""
    rows: list[Row] = [
        (
            each.number,
            each.transfer.booked,
            each.transfer.event,
            each.transfer.words,
            same(each.transfer.document),
            same(str(leg.account)),
            unit_words(leg.unit),
            Quantity(leg.amount, leg.unit),
        )
        for each in of.figures.booked
        for leg in each.transfer.legs
    ]
    columns = (
        Column(words.NUMBER, 0.6),
        *(Column(each, 1.4) for each in (words.BOOKED, words.EVENT)),
        Column(words.WORDS, 2),
        Column(words.DOCUMENT, 1.2),
        Column(words.ACCOUNT, 2.2),
        Column(words.UNIT, 0.6),
        *amounts(words.AMOUNT),
    )
    said = words.N_TRANSFERS.fill(n=len(of.figures.booked))
    return Part(words.TRANSFERS, (said,), columns, tuple(rows), wide=True)
