"""Every read of the ledger."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from django.db import connection
from django.db.models import F, Max, Q, Sum

from lianxi.kernel.bilingual import Bilingual
from lianxi.ledger.account import GRANTED
from lianxi.ledger.account import Account as Named
from lianxi.ledger.hold import Hold as SetAside
from lianxi.ledger.standing import Place, Terms
from lianxi.ledger.transfer import Booked
from lianxi.ledger.transfer import Leg as Entry
from lianxi.ledger.transfer import Transfer as Booking
from lianxi.portal.journal.actions import CHINA
from lianxi.portal.journal.queries import written_by
from lianxi.portal.ledger.models import Account, Chain, Closing, Hold, Leg, Total, Transfer

HALF = 2**32
BATCH = 500
NAMES = ("fund", "party", "purpose", "matter")


def balances(
    region: str,
    fund: str = "",
    *,
    accounts: Iterable[Named] | None = None,
    until: date | None = None,
) -> dict[Place, int]:
    """What accounts have at the end of a day: all of a fund's, or some; one query.

    Read from the totals. Halves are summed, for SQLite's sums do not leave 64 bits.
    """
    where, values = ["a.region = %s"], [region]
    if fund:
        where.append("a.fund = %s")
        values.append(fund)
    if accounts is not None:
        some = list(accounts)
        if not some:
            return {}
        row = "(a.fund = %s AND a.party = %s AND a.purpose = %s AND a.matter = %s)"
        where.append(f"({' OR '.join([row] * len(some))})")
        values += [word for each in some for word in _words(each)]
    days = ""
    if until is not None:
        days = " AND t.day <= %s"
        values.append(until.isoformat())
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT a.fund, a.party, a.purpose, a.matter, s.unit, s.high, s.low FROM ("  # noqa: S608  # no value of anybody's
            f"SELECT t.account_id, t.unit, SUM(t.amount / {HALF}) AS high, "
            f"SUM(t.amount %% {HALF}) AS low FROM ledger_total t WHERE t.account_id IN "
            f"(SELECT a.id FROM ledger_account a WHERE {' AND '.join(where)}){days} "
            "GROUP BY t.account_id, t.unit) AS s JOIN ledger_account a ON a.id = s.account_id",
            values,
        )
        rows = cursor.fetchall()
    found = {(Named(*words), unit): int(high) * HALF + int(low) for *words, unit, high, low in rows}
    return {place: amount for place, amount in sorted(found.items()) if amount}


def _words(account: Named) -> tuple[str, ...]:
    return (account.fund, account.party, account.purpose, account.matter)


def transfers(
    region: str,
    fund: str = "",
    *,
    account: Named | None = None,
    party: str = "",
    since: date | None = None,
    until: date | None = None,
) -> list[Booked]:
    """Transfers in the order of their booking days, then of their numbers; three queries.

    Of a fund, of one account, of a party with the units under it, or of the whole region.
    """
    rows = Transfer.objects.filter(region=region)
    legs = Leg.objects.filter(account__region=region)
    if fund:
        legs = legs.filter(account__fund=fund)
    if party:
        own = Q(account__party=party) | Q(account__party__startswith=f"{party}/")
        legs = legs.filter(own)
    if account is not None:
        legs = legs.filter(**{f"account__{n}": getattr(account, n) for n in NAMES})
    if since is not None:
        legs, rows = legs.filter(day__gte=since), rows.filter(booked__gte=since)
    if until is not None:
        legs, rows = legs.filter(day__lte=until), rows.filter(booked__lte=until)
    if fund or party or account is not None:  # a leg is of its transfer's region and day
        rows = Transfer.objects.filter(pk__in=legs.values("transfer_id"))
    return kept(rows.order_by("booked", "number"))


def numbered(region: str, numbers: Iterable[int]) -> dict[int, Booked]:
    """Transfers by their numbers."""
    rows = Transfer.objects.filter(region=region, number__in=list(numbers))
    return {each.number: each for each in kept(rows)}


def coming_from(region: str, source: str) -> list[Booked]:
    """The transfers that come from something ("grant/3"), in the order of booking."""
    return kept(Transfer.objects.filter(region=region, source=source).order_by("number"))


def by_hand(region: str) -> Counter[date]:
    """How many transfers that come from no dossier were booked on which day; one query."""
    known = Transfer.objects.filter(region=region, source="").values_list("known", flat=True)
    return Counter(datetime.fromisoformat(each).astimezone(CHINA).date() for each in known)


def by_keys(region: str, keys: Sequence[str]) -> dict[str, Booked]:
    """Transfers that were booked with a key, by it."""
    found: dict[str, Booked] = {}
    for start in range(0, len(keys), BATCH):
        rows = Transfer.objects.filter(region=region, key__in=keys[start : start + BATCH])
        found |= {each.transfer.key: each for each in kept(rows)}
    return found


def kept(rows: Iterable[Transfer]) -> list[Booked]:
    """Rows with their legs, however many there are."""
    transfers = list(rows)
    legs: dict[int, list[Entry]] = {row.pk: [] for row in transfers}
    keys = list(legs)
    names = tuple(f"account__{name}" for name in NAMES)
    for start in range(0, len(keys), BATCH):
        some = Leg.objects.filter(transfer__in=keys[start : start + BATCH])
        for pk, *words, unit, amount in some.order_by("transfer_id", "n").values_list(
            "transfer_id", *names, "unit", "amount"
        ):
            legs[pk].append(Entry(Named(*words), amount, unit))
    numbers = _numbers(row.reverses_id for row in transfers if row.reverses_id is not None)
    return [
        Booked(row.number, _booking(row, legs[row.pk], numbers), row.known, row.digest)
        for row in transfers
    ]


def _numbers(keys: Iterable[int]) -> dict[int, int]:
    some = list(keys)
    return dict(Transfer.objects.filter(pk__in=some).values_list("pk", "number")) if some else {}


def _booking(row: Transfer, legs: Sequence[Entry], numbers: Mapping[int, int]) -> Booking:
    return Booking(
        Bilingual(row.words_zh, row.words_en),
        row.event,
        row.booked,
        tuple(legs),
        row.document,
        row.source,
        row.key,
        numbers[row.reverses_id] if row.reverses_id is not None else None,
    )


def closed_through(region: str, fund: str) -> int:
    """The last year of a fund that is closed; 0 where none is."""
    rows = Closing.objects.filter(region=region, fund=fund)
    return rows.aggregate(last=Max("year"))["last"] or 0


def closed(region: str, terms: Mapping[str, Terms]) -> dict[str, Terms]:
    """The terms of funds with the years that are closed by now, whenever the terms were read."""
    rows = Closing.objects.filter(region=region, fund__in=list(terms)).order_by()
    last = dict(rows.values_list("fund").annotate(Max("year")))
    return {
        fund: replace(of, closed=max(of.closed, last.get(fund, 0))) for fund, of in terms.items()
    }


def open_holds(region: str, fund: str = "") -> list[tuple[int, SetAside]]:
    """The holds that nobody has resolved, by number, lapsed ones among them."""
    rows = Hold.objects.filter(region=region, resolution=None).select_related("account", "target")
    if fund:
        rows = rows.filter(account__fund=fund)
    return [(row.number, hold_of(row)) for row in rows]


def holds_on(region: str, fund: str, day: date) -> list[tuple[int, SetAside]]:
    """The holds that set something of a fund aside at the end of a day, by number."""
    rows = Hold.objects.filter(region=region, account__fund=fund, since__lte=day)
    rows = rows.filter(Q(until=None) | Q(until__gte=day))
    rows = rows.filter(Q(resolution=None) | Q(resolution__day__gt=day))
    return [(row.number, hold_of(row)) for row in rows.select_related("account", "target")]


def end_of_chain(region: str) -> tuple[int, str]:
    """The number and digest of the last transfer of a region; 0 and "" where there is none."""
    chain = Chain.objects.filter(pk=region).first()
    return (chain.last, chain.digest) if chain is not None else (0, "")


def bookers(region: str, fund: str, year: int) -> tuple[str, ...]:
    """The logins of all who booked in a fund's year, by the journal; three queries."""
    legs = Leg.objects.filter(
        account__region=region,
        account__fund=fund,
        day__range=(date(year, 1, 1), date(year, 12, 31)),
    )
    pks = legs.values("transfer_id")
    wanted = set(Transfer.objects.filter(pk__in=pks).values_list("number", flat=True))
    numbers = dict(Transfer.objects.filter(region=region).values_list("digest", "number"))
    found, last = [], 0
    for actor, after in written_by(f"ledger/{region}", "fund.book"):
        # One line of the journal stands for all transfers since the line before.
        end = numbers.get(after, last)
        if wanted.intersection(range(last + 1, end + 1)):
            found.append(actor)
        last = end
    return tuple(dict.fromkeys(found))


def holds_from(region: str, source: str) -> list[int]:
    """The numbers of the holds that come from something ("grant/3"), in the order of placing."""
    rows = Hold.objects.filter(region=region, source=source).order_by("number")
    return list(rows.values_list("number", flat=True))


def hold_of(row: Hold) -> SetAside:
    """A hold as the engine has it; its accounts were read with it."""
    return SetAside(
        named(row.account),
        named(row.target),
        row.amount,
        row.since,
        Bilingual(row.words_zh, row.words_en),
        row.until,
        row.unit,
        row.source,
    )


def named(row: Account) -> Named:
    """An account as the engine has it."""
    return Named(row.fund, row.party, row.purpose, row.matter)


def granted_by_matter(region: str, fund: str, year: int) -> dict[str, int]:
    """What was granted in a fund's year, less what came back, by matter, in fen; one query."""
    rows = Total.objects.filter(
        account__region=region,
        account__fund=fund,
        account__purpose__in=GRANTED,
        unit="CNY",
        day__range=(date(year, 1, 1), date(year, 12, 31)),
    )
    found: dict[str, int] = {}
    for matter, amount in rows.values_list("account__matter", "amount"):
        found[matter] = found.get(matter, 0) + amount
    return found


def granted(region: str, terms: Mapping[str, Terms]) -> dict[tuple[str, str, int, str], int]:
    """What was granted so far of each budget, by fund, matter, year and unit."""
    found: dict[tuple[str, str, int, str], int] = {}
    for fund, of in terms.items():
        for budget in of.budgets:
            rows = Total.objects.filter(
                account__region=region,
                account__fund=fund,
                account__purpose__in=GRANTED,
                unit=budget.unit,
                day__range=(date(budget.year, 1, 1), date(budget.year, 12, 31)),
            )
            if budget.matter:
                rows = rows.filter(account__matter=budget.matter)
            place = (fund, budget.matter, budget.year, budget.unit)
            halves = rows.aggregate(high=Sum(F("amount") / HALF), low=Sum(F("amount") % HALF))
            found[place] = int(halves["high"] or 0) * HALF + int(halves["low"] or 0)
    return found


def taken_back(region: str, numbers: Iterable[int]) -> set[int]:
    """Which of some transfers were taken back already."""
    rows = Transfer.objects.filter(region=region, reverses__number__in=list(numbers))
    return set(rows.values_list("reverses__number", flat=True))


def reversed_by(region: str, number: int) -> int | None:
    """The number of the counter-entry that took a transfer back; None where none did."""
    rows = Transfer.objects.filter(region=region, reverses__number=number)
    return rows.values_list("number", flat=True).first()


def chain_end(region: str) -> str:
    """The digest of the last transfer of a region; "" where there is none."""
    return Chain.objects.filter(pk=region).values_list("digest", flat=True).first() or ""


def there(region: str, account: Named) -> bool:
    """Whether an account was ever booked in or had anything set aside."""
    named_so = {name: getattr(account, name) for name in NAMES}
    return Account.objects.filter(region=region, **named_so).exists()
