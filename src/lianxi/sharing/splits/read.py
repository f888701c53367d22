"""A game from its JSON file: every number is read exactly, every key is known."""

import json
from collections import Counter
from collections.abc import Callable, Mapping

from lianxi.kernel.bilingual import Bilingual
from lianxi.sharing.splits.exact import Amount
from lianxi.sharing.splits.game_error import GameError
from lianxi.sharing.splits.games import (
    By,
    Claims,
    CoalitionGame,
    Factors,
    Game,
    Kind,
    Needs,
    Quantities,
    Total,
    check_players,
    check_same,
)

BYTES_MAX = 20_000_000  # every group of 16 players with long names is some 10 million

# What is in the file: numbers come as the text that stands there.
_Json = Mapping[str, object]


def read_game(content: bytes | str) -> Game:
    """Read a game; raise `GameError` for what is none.

    >>> read_game('{"players": ["1", "2"], "needs": {"1": 8, "2": 10.50}}').total
    Fraction(21, 2)
    """
    stated = _json(content)
    keys = frozenset(stated) - {"players"}
    if keys not in _FORMS:
        raise _no_form(keys)
    return _FORMS[keys](_players(stated), stated)


def _json(content: bytes | str) -> _Json:
    if len(content) > BYTES_MAX:
        raise GameError(TOO_LARGE.fill(most=BYTES_MAX // 1_000_000))
    try:
        text = content if isinstance(content, str) else content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise GameError(NOT_UTF_8) from None
    try:
        stated: object = json.loads(
            text, parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=_once
        )
    except json.JSONDecodeError as why:
        raise GameError(NOT_JSON.fill(line=why.lineno, column=why.colno)) from None
    except RecursionError:
        raise GameError(TOO_DEEP) from None
    if not isinstance(stated, dict):
        raise GameError(NO_OBJECT)
    return stated


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object whose keys are all different."""
    found = dict(pairs)
    if len(found) < len(pairs):
        [(twice, _)] = Counter(key for key, _ in pairs).most_common(1)
        raise GameError(KEY_TWICE.fill(key=twice))
    return found


def _no_form(keys: frozenset[str]) -> GameError:
    """No form has just these keys: say what is missing or too much, beside the nearest form."""
    nearest = max(_FORMS, key=lambda form: (len(form & keys), -len(form - keys)))
    if not nearest & keys:
        return GameError(NOTHING_TO_SPLIT)
    for key in sorted(nearest - keys):
        return GameError(KEY_MISSING.fill(key=key, beside=", ".join(sorted(nearest & keys))))
    unknown = ", ".join(sorted(keys - nearest))
    return GameError(KEY_UNKNOWN.fill(key=unknown, known=", ".join(["players", *sorted(nearest)])))


def _players(stated: _Json) -> list[str]:
    if "players" not in stated:
        raise GameError(KEY_MISSING.fill(key="players", beside=", ".join(stated)))
    players = stated["players"]
    if not isinstance(players, list) or not all(isinstance(player, str) for player in players):
        raise GameError(NOT_A_LIST, "players")
    check_players(players)
    return players


def _coalitions(kind: Kind) -> Callable[[list[str], _Json], Game]:
    def read(players: list[str], stated: _Json) -> Game:
        worth = _object(stated, kind, kind)
        return CoalitionGame.of(players, kind, {k: _amount(v, kind, k) for k, v in worth.items()})

    return read


def _needs(players: list[str], stated: _Json) -> Game:
    return Needs.of(_figures(players, stated, "needs", "needs"))


def _claims(players: list[str], stated: _Json) -> Game:
    claims = _figures(players, stated, "claims", "claims")
    return Claims.of(claims, _single(stated, "estate", "estate"))


def _quantities(players: list[str], stated: _Json) -> Game:
    quantities = _figures(players, stated, "quantities", "quantities")
    cost = stated["cost"]
    if not isinstance(cost, str):
        raise GameError(NOT_A_COST, "cost")
    return Quantities.of(quantities, cost)


def _by(players: list[str], stated: _Json) -> Game:
    return By.of(_single(stated, "total", "total"), _figures(players, stated, "by", "by"))


def _total(players: list[str], stated: _Json) -> Game:
    return Total.of(players, _single(stated, "total", "total"))


def _factors(players: list[str], stated: _Json) -> Game:
    found: dict[str, tuple[Amount, Mapping[str, Amount]]] = {}
    named = _object(stated, "factors", "factors")
    for name in named:
        at = f"factors.{name}"
        factor = _object(named, name, at)
        if set(factor) != {"weight", "of"}:
            raise GameError(NOT_A_FACTOR, at)
        figures = _figures(players, factor, "of", f"{at}.of")
        found[name] = (_single(factor, "weight", f"{at}.weight"), figures)
    return Factors.of(players, _single(stated, "total", "total"), found)


def _figures(players: list[str], stated: _Json, key: str, at: str) -> dict[str, Amount]:
    """The figure of every player, in the order of the players."""
    figures = _object(stated, key, at)
    check_same(players, figures, at)
    return {player: _amount(figures[player], at, player) for player in players}


def _object(stated: _Json, key: str, at: str) -> dict[str, object]:
    found = stated[key]
    if not isinstance(found, dict):
        raise GameError(NOT_AN_OBJECT, at)
    return found


def _single(stated: _Json, key: str, at: str) -> Amount:
    return _amount(stated[key], at)


def _amount(value: object, at: str, key: str = "") -> Amount:
    if isinstance(value, str):
        return value
    raise GameError(NOT_AN_AMOUNT, f"{at}.{key}" if key else at)


# The keys of each form beside `players`, and how it is read.
_FORMS: dict[frozenset[str], Callable[[list[str], _Json], Game]] = {
    frozenset({"cost"}): _coalitions("cost"),
    frozenset({"value"}): _coalitions("value"),
    frozenset({"needs"}): _needs,
    frozenset({"claims", "estate"}): _claims,
    frozenset({"quantities", "cost"}): _quantities,
    frozenset({"total", "factors"}): _factors,
    frozenset({"total", "by"}): _by,
    frozenset({"total"}): _total,
}
TOO_LARGE = Bilingual("文件超过{most} MB，过大", "the file is larger than {most} MB")
NOT_UTF_8 = Bilingual(
    "文件不是 UTF-8 编码；请另存为 UTF-8", "the file is not in UTF-8; save it as UTF-8"
)
NOT_JSON = Bilingual(
    "第{line}行第{column}列起不是 JSON；请检查引号、逗号和括号（均为半角）",
    "not JSON from line {line}, column {column}; look at quotation marks, commas and brackets",
)
TOO_DEEP = Bilingual("括号套得过深，不是分配所用的文件", "brackets nest too deep for a game")
NO_OBJECT = Bilingual(
    '文件应是一个对象，如 {"players": […], "needs": {…}}',
    'the file must be one object, such as {"players": […], "needs": {…}}',
)
KEY_TWICE = Bilingual("“{key}”写了两次；只留一个", "“{key}” stands twice; keep one of them")
KEY_MISSING = Bilingual("有 {beside}，缺少 {key}", "there is {beside}, but {key} is missing")
KEY_UNKNOWN = Bilingual(
    "{key} 不能出现在这里；这种形式只有 {known}",
    "{key} has no place here; this form has {known} alone",
)
NOTHING_TO_SPLIT = Bilingual(
    "没有要分的东西；应有 cost、value、needs、claims、quantities、factors、by 或 total",
    "there is nothing to split; state cost, value, needs, claims, quantities, factors, by or total",
)
NOT_A_LIST = Bilingual(
    '应为名称的列表，如 ["甲", "乙"]', 'expected a list of names, such as ["a", "b"]'
)
NOT_AN_OBJECT = Bilingual(
    '应为每方一个数，如 {"甲": 8, "乙": 11}',
    'expected an amount for each, such as {"a": 8, "b": 11}',
)
NOT_AN_AMOUNT = Bilingual(
    '应为一个数，如 12、12.5 或 "25/2"', 'expected a number, such as 12, 12.5 or "25/2"'
)
NOT_A_COST = Bilingual(
    '应为费用式，如 "100 + 2*q"；各组合的费用不与 quantities 并用',
    'expected a cost such as "100 + 2*q"; costs of groups do not go with quantities',
)
NOT_A_FACTOR = Bilingual(
    "因素应恰有 weight（权重）和 of（各方的数）两项",
    "a factor has weight and of (a figure for each) and nothing else",
)
