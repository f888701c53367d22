"""Why a transfer is what it is: the whole tree, down to every figure, parameter and clause.

A trace is plain JSON; `docs/explanation/sharing.md` says what its nodes mean, and `rebuild.py`
works it out again without any of this engine.
"""

from fractions import Fraction

from lianxi.charter.kinds.rule_forms import shown
from lianxi.charter.rules.transfers import Side, Transfer
from lianxi.kernel.digest import Plain
from lianxi.kernel.quantity import PLACES, Quantity
from lianxi.sharing.among import Index, Pair
from lianxi.sharing.moves import Move, Moved, Whole
from lianxi.sharing.run import Line, Shared
from lianxi.sharing.trace_nodes import NodeJson, Telling


def trace(shared: Shared, which: int) -> dict[str, Plain]:
    """The trace of one line of a result."""
    line = shared.lines[which]
    of, n = shared.lines.found(which)
    move = of.move(n)
    plan = shared.plan
    telling = _Lines(shared)
    told: dict[str, Plain] = {
        "rule": plan.rule,
        "version": plan.version,
        "in_force": plan.in_force,
        "status": plan.status,
        "transfer": _heading(line),
    }
    return told | telling.when(of.transfer, move.index) | {"why": telling.part(of, move)}


def _heading(line: Line) -> dict[str, Plain]:
    return {
        "name": line.name,
        "from": line.giver,
        "to": line.taker,
        "amount": str(Quantity(line.amount, line.unit)),
        "unit": line.unit,
        "period": line.period,
        "of": dict(line.of),
        "clause": line.clause,
    }


class _Lines(Telling):
    """Tells the lines of one result."""

    def part(self, of: Moved, move: Move) -> NodeJson:
        """One line: its whole, and where that was split, which part of it."""
        whole, among = move.whole, move.whole.among
        told = self.whole(of, whole)
        if len(among.pairs) == 1:
            return told
        unit = of.transfer.unit.text
        return {
            "is": "split",
            "value": str(Quantity(move.amount, unit)),
            "unit": unit,
            "of": [told],
            "places": PLACES[unit],
            "among": [
                {
                    "from": pair.giver,
                    "to": pair.taker,
                    "key": among.key(n),
                    "weight": self.weight(of.transfer, pair, whole),
                    **({} if pair.at is None else self.when(of.transfer, pair.at)),
                }
                for n, pair in enumerate(among.pairs)
            ],
            "which": move.part,
        }

    def when(self, transfer: Transfer, index: Index) -> NodeJson:
        """The condition that holds there, where the transfer has one."""
        return {} if transfer.when is None else {"when": self.node(transfer.when, index)}

    def whole(self, of: Moved, whole: Whole) -> NodeJson:
        """An amount before it is split: rounded, or what a pot holds."""
        transfer, unit = of.transfer, of.transfer.unit.text
        if transfer.share_of:
            return self.pot(transfer, whole)
        assert transfer.amount is not None
        return {
            "is": "round",
            "value": str(Quantity(whole.amount, unit)),
            "unit": unit,
            "of": [self.node(transfer.amount, whole.index)],
            "places": PLACES[unit],
        }

    def pot(self, transfer: Transfer, whole: Whole) -> NodeJson:
        """What another transfer brought in, or a part of it."""
        unit = transfer.unit.text
        source = next(o for o in self.shared.lines.every if o.transfer.name == transfer.share_of)
        axes = [0, *(self.work.axis(word) for word in transfer.within)]
        moves = [
            move
            for move in source.moves()
            if all(move.index[axis] == whole.index[axis] for axis in axes)
        ]
        total = sum(move.amount for move in moves)
        held: NodeJson = {
            "is": "total",
            "value": str(Quantity(total, unit)),
            "unit": unit,
            "of": [
                self.part(source, move) | self.when(source.transfer, move.index) for move in moves
            ],
        }
        if transfer.part is None:
            return held
        return {
            "is": "part",
            "value": str(Quantity(whole.amount, unit)),
            "unit": unit,
            "of": [held, self.node(transfer.part, whole.index)],
            "places": PLACES[unit],
        }

    def weight(self, transfer: Transfer, pair: Pair, whole: Whole) -> NodeJson:
        """The weight of one pair: of the payer, the receiver, and of its place in a pot."""
        own = self.own_weight(transfer, pair)
        if not transfer.share_of or pair.at is None:
            return own
        by = None if transfer.by is None else self.node(transfer.by, pair.at)
        beside = [(n, p) for n, p in enumerate(whole.among.pairs) if p.at == pair.at]
        if len(beside) == 1:
            return by or _one()
        every = [self.own_weight(transfer, each) for _, each in beside]
        total = sum((_number(each) for each in every), Fraction(0))
        summed: NodeJson = {"is": "sum", "value": shown(total), "unit": "1", "over": ["pair"]}
        summed |= {"of": tuple(every), "keys": [{"pair": whole.among.key(n)} for n, _ in beside]}
        value = shown(_number(own) / total)
        share: NodeJson = {"is": "/", "value": value, "unit": "1", "of": [own, summed]}
        return share if by is None else _multiplied([by, share])

    def own_weight(self, transfer: Transfer, pair: Pair) -> NodeJson:
        """The weight of payer and receiver where they stand."""
        sides = zip((transfer.from_, transfer.to), pair.sides, strict=True)
        told = [self.side(side, at) for side, at in sides if at is not None and side.by]
        return _multiplied(told) if told else _one()

    def side(self, side: Side, at: Index) -> NodeJson:
        """The weight of a party on one side."""
        assert side.by is not None
        return self.node(side.by, at)


def _one() -> NodeJson:
    return {"is": "number", "value": "1", "unit": "1"}


def _number(told: NodeJson) -> Fraction:
    return Fraction(str(told["value"]))


def _multiplied(told: list[NodeJson]) -> NodeJson:
    """The product of one or two weights."""
    if len(told) < 2:
        return told[0]
    value = shown(_number(told[0]) * _number(told[1]))
    return {"is": "*", "value": value, "unit": "1", "of": tuple(told)}
