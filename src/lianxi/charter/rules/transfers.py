"""The transfers of a rule: who they are between, per which words, in which unit."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from lianxi.charter.kinds.rule_words import Side as SaidSide
from lianxi.charter.kinds.rule_words import Transfer as Said
from lianxi.charter.rules.expressing import Scope, condition, expressed, like
from lianxi.charter.rules.roster import Roster
from lianxi.charter.rules.tree import Node, Words
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.finding import Place
from lianxi.kernel.quantity import PLACES
from lianxi.kernel.unit import NONE, YUAN, Unit


@dataclass(frozen=True, eq=False)
class Side:
    """Who stands on one side: one party or fund, the keys of a word, or several by weight.

    `word` is what its parties are the keys of; `spread` says that the amount is split among them.
    """

    who: str = ""
    word: str = ""
    role: str = ""
    spread: bool = False
    by: Node | None = None


@dataclass(frozen=True, eq=False)
class Transfer:
    """A transfer with its names resolved. `words` are what it is worked out for each of."""

    name: str
    title: Bilingual | None
    clause: str
    from_: Side
    to: Side
    words: Words
    unit: Unit
    when: Node | None
    amount: Node | None = None
    share_of: str = ""
    by: Node | None = None
    part: Node | None = None
    within: Words = ()


@dataclass(frozen=True)
class _Round:
    """What all transfers of a rule have in common."""

    scope: Scope
    roster: Roster | None
    parties: frozenset[str]  # the words whose keys are parties


def resolved(
    said: list[Said],
    scope: Scope,
    roster: Roster | None,
    parties: frozenset[str],
    place: Place,
) -> tuple[Transfer, ...]:
    """Every transfer that is sound, in order; what is wrong is reported."""
    common = _Round(scope, roster, parties)
    made: dict[str, Transfer] = {}
    for number, each in enumerate(said, 1):
        at = place.item(number)
        name = each.name or str(number)
        if name in made:
            scope.wrong("rule.name-twice", at.at("name"), name=name)
        transfer = _transfer(each, name, made, common, at)
        if transfer is not None:
            made[name] = transfer
    return tuple(made.values())


def _transfer(
    said: Said, name: str, made: Mapping[str, Transfer], common: _Round, place: Place
) -> Transfer | None:
    scope = common.scope
    if (said.amount is None) == (said.share_of is None):
        scope.wrong("rule.amount", place)
        return None
    for word in ("by", "part", "within"):
        if said.share_of is None and getattr(said, word):
            scope.wrong("rule.word", place.at(word), word=word, verb="amount")
            return None
    sides = [
        _side(side, common, place.at(word))
        for side, word in ((said.from_, "from"), (said.to, "to"))
    ]
    when = condition(said.when, scope, place.at("when")) if said.when else None
    from_, to = sides
    if from_ is None or to is None or (said.when is not None and when is None):
        return None
    unit = said.unit or YUAN
    if unit.text not in PLACES:
        known = ", ".join(PLACES)
        scope.wrong("rule.transfer-unit", place.at("unit"), unit=str(unit), known=known)
        return None
    bare = Transfer(name, said.title, said.clause, from_, to, (), unit, when)
    if said.share_of is not None:
        return _shared(said, bare, made, common, place)
    assert said.amount is not None
    amount = expressed(said.amount, scope, place.at("amount"))
    amount = like(amount, unit, scope, place.at("amount")) if amount is not None else None
    if amount is None:
        return None
    return _fitted(replace(bare, amount=amount), [amount], common, place)


def _shared(
    said: Said, bare: Transfer, made: Mapping[str, Transfer], common: _Round, place: Place
) -> Transfer | None:
    """A transfer that shares what an earlier one brought in."""
    scope = common.scope
    pot = made.get(said.share_of or "")
    if pot is None:
        name = said.share_of or ""
        known = ", ".join(made)
        scope.wrong("rule.share-of", place.at("share_of"), name=name, known=known)
        return None
    by = expressed(said.by, scope, place.at("by")) if said.by else None
    part = expressed(said.part, scope, place.at("part")) if said.part else None
    part = like(part, NONE, scope, place.at("part")) if part is not None else None
    if (said.by and by is None) or (said.part and part is None):
        return None
    for word in said.within:
        if word not in pot.words:
            per = ", ".join(pot.words)
            scope.wrong("rule.over", place.at("within"), word=word, per=per)
            return None
    if part is not None and not set(part.words) <= set(said.within):
        word = next(word for word in part.words if word not in said.within)
        scope.wrong("rule.per", place.at("part"), word=word)
        return None
    within = tuple(word for word in scope.words if word in said.within)
    whole = replace(bare, unit=pot.unit, share_of=pot.name, by=by, part=part, within=within)
    fitted = _fitted(whole, [by] if by is not None else [], common, place)
    if fitted is None or set(within) <= set(fitted.words):
        return fitted
    return replace(fitted, words=tuple(w for w in scope.words if w in {*within, *fitted.words}))


def _side(said: SaidSide, common: _Round, place: Place) -> Side | None:
    scope, roster = common.scope, common.roster
    if said.who is not None:
        return _one(said.who, common, place)
    by = expressed(said.by, scope, place.at("by")) if said.by else None
    if said.by is not None and by is None:
        return None
    if said.role is not None:
        roles = roster.roles if roster is not None else ()
        if said.role not in roles:
            known = ", ".join(roles)
            scope.wrong("rule.role", place.at("role"), role=said.role, known=known)
            return None
        return Side(word="party", role=said.role, spread=True, by=by)
    if said.each not in common.parties:
        known = ", ".join(sorted(common.parties))
        scope.wrong("rule.each", place.at("each"), word=said.each or "", known=known)
        return None
    return Side(word=said.each or "", spread=True, by=by)


def _one(who: str, common: _Round, place: Place) -> Side | None:
    """A word whose keys are parties, a fund, or a party by its id."""
    if who in common.parties:
        return Side(word=who)
    if who in common.scope.words:
        known = ", ".join(sorted(common.parties))
        common.scope.wrong("rule.each", place, word=who, known=known)
        return None
    if who.startswith("fund:"):
        return Side(who=who)
    return Side(who=who) if common.scope.reader.refer("party", who, place) else None


def _fitted(transfer: Transfer, nodes: list[Node], common: _Round, place: Place) -> Transfer | None:
    """The transfer with its words: everything that its amount, condition and parties vary by."""
    scope = common.scope
    words = {word for node in nodes for word in node.words}
    words |= set(transfer.when.words) if transfer.when is not None else set()
    sides = (transfer.from_, transfer.to)
    words |= {side.word for side in sides if side.word and not side.spread}
    if common.roster is not None and any(side.role for side in sides):
        words.add(common.roster.word)
    for side, key in zip(sides, ("from", "to"), strict=True):
        if side.spread and side.word in words:
            scope.wrong("rule.twice-by", place.at(key), word=side.word)
            return None
        allowed = words | {side.word, *(("role",) if side.role else ())}
        for word in side.by.words if side.by is not None else ():
            if word not in allowed:
                scope.wrong("rule.per", place.at(key), word=word)
                return None
    if "role" in words:
        scope.wrong("rule.per", place, word="role")
        return None
    return replace(transfer, words=tuple(word for word in scope.words if word in words))
