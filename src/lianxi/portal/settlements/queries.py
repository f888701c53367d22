"""Every read of settlements, on top of the dossiers and the ledger."""

from dataclasses import dataclass
from datetime import date

from lianxi.governance.road.settlement import SETTLEMENT
from lianxi.governance.road.settlement_acts import Line, Worked
from lianxi.governance.road.settlement_state import Dispute, Settlement, Version, gross, net
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.digest import Plain
from lianxi.kernel.quantity import Quantity
from lianxi.portal.charter.queries import Current
from lianxi.portal.dossiers import queries
from lianxi.portal.dossiers.queries import Opened
from lianxi.portal.dossiers.shown import called
from lianxi.portal.ledger import queries as books


@dataclass(frozen=True)
class Standing:
    """How a party stands in a unit: in smallest parts; `due` above zero is owed by it."""

    party: str
    name: Bilingual
    unit: str
    pays: int
    receives: int
    paid_in: int
    paid_out: int
    due: int
    days: int  # since the day to pay by, where it owes anything
    answer: str  # one of `ANSWERS`; "" for a fund

    @property
    def net(self) -> int:
        """What it receives beyond what it pays."""
        return self.receives - self.pays


@dataclass(frozen=True)
class Moved:
    """A transfer that was booked for a settlement, in brief."""

    number: int
    day: date
    words: Bilingual
    document: str
    amount: int
    unit: str
    reverses: int | None


@dataclass(frozen=True)
class Compared:
    """What a party receives by each version, less what it pays; and what the last one changed."""

    name: Bilingual
    unit: str
    nets: tuple[int, ...]

    @property
    def difference(self) -> int:
        """What the last version changed against the one before it."""
        return self.nets[-1] - self.nets[-2]


def settlements(region: str) -> list[Opened[Settlement]]:
    """Every settlement of a region, the latest first; two queries."""
    return queries.states(region, SETTLEMENT)[::-1]


def standings(found: Current, state: Settlement, today: date) -> list[Standing]:
    """Everybody whom it concerns, with what it comes to; then whoever else stands in it."""
    lines, dues = state.lines, state.dues()
    pay_by = state.owed_by
    late = (today - pay_by).days if pay_by is not None and today > pay_by else 0
    made = []
    for party, unit in places(state.now.worked.parties, lines, state.terms.fund):
        pays, receives = gross(lines, party, unit)
        due = dues.get((party, unit), 0)
        made.append(
            Standing(
                party,
                called(found, party),
                unit,
                pays,
                receives,
                state.paid(party, unit, "in"),
                state.paid(party, unit, "out"),
                due,
                late if due > 0 else 0,
                state.answer_of(party) if party in state.now.worked.parties else "",
            )
        )
    return made


def places(
    parties: tuple[str, ...], lines: tuple[Line, ...], fund: str = ""
) -> list[tuple[str, str]]:
    """The parties with the units in which they stand; whoever stands in none, with money."""
    found = list(net(lines, fund))
    there = {party for party, _ in found}
    found += [(party, "CNY") for party in parties if party not in there]
    order = {party: n for n, party in enumerate(parties)}
    return sorted(found, key=lambda place: (order.get(place[0], len(order)), place))


def compared(found: Current, state: Settlement) -> list[Compared]:
    """The versions side by side, party by party."""
    worked = [version.worked for version in state.versions]
    sums = [net(each.lines, state.terms.fund) for each in worked]
    every = tuple(line for each in worked for line in each.lines)
    parties = tuple(dict.fromkeys(party for each in worked for party in each.parties))
    return [
        Compared(called(found, party), unit, tuple(one.get((party, unit), 0) for one in sums))
        for party, unit in places(parties, every, state.terms.fund)
    ]


def booked(found: Opened[Settlement]) -> list[Moved]:
    """What was booked for a settlement, in the order of booking."""
    made = []
    for each in books.coming_from(found.row.region, found.row.ref):
        said = each.transfer
        amount = sum(leg.amount for leg in said.legs if leg.amount > 0)
        unit = said.legs[0].unit
        made.append(
            Moved(each.number, said.booked, said.words, said.document, amount, unit, said.reverses)
        )
    return made


def brief(each: Opened[Settlement]) -> dict[str, Plain]:
    """A settlement as the API lists it; amounts as decimal text."""
    state, bound = each.state, each.state.approved
    approved = bound.approved if bound else None
    return {
        "ref": each.row.ref,
        "title_zh": state.terms.title.zh,
        "title_en": state.terms.title.en,
        "rule": state.terms.rule,
        "periods": list(state.terms.periods),
        "day": str(state.terms.day),
        "body": state.terms.body,
        "fund": state.terms.fund or None,
        "stage": state.stage,
        "version": len(state.versions),
        "digest": state.now.worked.digest,
        "approved": str(approved[1]) if approved else None,
        "document": approved[0].number if approved else "",
        "pay_by": str(approved[0].pay_by) if approved else None,
        "undecided": len(state.undecided),
    }


def whole(found: Current, each: Opened[Settlement], today: date) -> dict[str, Plain]:
    """A settlement as the API tells it: party by party, line by line, with its versions."""
    state = each.state
    return {
        **brief(each),
        "parties": [_party(one) for one in standings(found, state, today)],
        "lines": [_line(line) for line in state.lines],
        "versions": [_version(n, one) for n, one in enumerate(state.versions, 1)],
        "disputes": [_dispute(n, one) for n, one in enumerate(state.disputes, 1)],
        "payments": [
            {
                "number": n,
                "party": one.paid.party,
                "way": one.paid.way,
                "amount": _text(one.paid.amount, one.paid.unit),
                "unit": one.paid.unit,
                "day": str(one.paid.day),
                "voucher": one.paid.voucher,
                "taken_back": one.taken_back is not None,
            }
            for n, one in enumerate(state.payments, 1)
        ],
    }


def _party(one: Standing) -> dict[str, Plain]:
    return {
        "party": one.party,
        "unit": one.unit,
        "pays": _text(one.pays, one.unit),
        "receives": _text(one.receives, one.unit),
        "net": _text(one.net, one.unit),
        "paid_in": _text(one.paid_in, one.unit),
        "paid_out": _text(one.paid_out, one.unit),
        "due": _text(one.due, one.unit),
        "answer": one.answer or None,
    }


def _line(line: Line) -> dict[str, Plain]:
    return {
        "name": line.name,
        "giver": line.giver,
        "taker": line.taker,
        "amount": _text(line.amount, line.unit),
        "unit": line.unit,
        "period": line.period,
        "of": dict(line.of),
        "clause": line.clause,
    }


def _version(n: int, version: Version) -> dict[str, Plain]:
    worked: Worked = version.worked
    return {
        "number": n,
        "rule_version": worked.version,
        "in_force": worked.in_force,
        "known": worked.known.isoformat(),
        "known_on": str(worked.known_on),
        "digest": worked.digest,
        "facts": list(worked.facts),
        "drawn": str(version.day),
        "checked": str(version.checked[2]) if version.checked else None,
        "sent": str(version.sent[1]) if version.sent else None,
        "approved": str(version.approved[1]) if version.approved else None,
        "corrects": list(version.corrects),
    }


def _dispute(n: int, dispute: Dispute) -> dict[str, Plain]:
    said, decided = dispute.contested, dispute.decided
    cell = said.cell
    fact: Plain = None
    if cell is not None:
        fact = {
            "period": cell.period,
            "keys": dict(cell.keys),
            "fact": cell.fact,
            "value": cell.value,
            "unit": cell.unit,
        }
    return {
        "number": n,
        "party": said.party,
        "about": said.about,
        "fact": fact,
        "symbol": said.symbol,
        "should": said.should,
        "why": said.why,
        "day": str(dispute.day),
        "version": dispute.version,
        "standing": "dropped" if dispute.dropped else dispute.standing,
        "reasons": decided[0].reasons if decided else "",
        "document": decided[0].number if decided else "",
        "corrected": dispute.corrected,
    }


def _text(amount: int, unit: str) -> str:
    return str(Quantity(amount, unit))
