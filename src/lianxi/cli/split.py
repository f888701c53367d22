"""`lianxi split METHOD GAME.json`: fair shares by a method, and whether any group does better."""

from pathlib import Path
from typing import Annotated

import typer

from lianxi.cli.answer import FOUND_ERRORS, complain, say, say_json, say_table
from lianxi.cli.options import JsonOption, LangOption, language
from lianxi.kernel.bilingual import Bilingual, Lang
from lianxi.kernel.digest import Plain
from lianxi.kernel.setting import SettingError
from lianxi.sharing.splits.core import Blocking, Core
from lianxi.sharing.splits.decimals import PLACES_MAX, decimal, decimals, places_for
from lianxi.sharing.splits.game_error import DoesNotFit, GameError
from lianxi.sharing.splits.read import read_game
from lianxi.sharing.splits.split import METHODS, Split
from lianxi.sharing.splits.split import split as split_by

app = typer.Typer(pretty_exceptions_enable=False)
SHOWN_MAX = 10


@app.command()
def split(
    method: Annotated[str, typer.Argument(help=f"{' '.join(METHODS)}")],
    game: Annotated[Path, typer.Argument(help="JSON 文件 · the game, a JSON file")],
    places: Annotated[
        int | None,
        typer.Option(help="小数位数 · decimals [2, or as many as the total has]"),
    ] = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    """按一种办法公平分担。 Split a cost, an estate or a gain fairly by a method."""
    speech = language(lang)
    if method not in METHODS:
        raise SettingError(NO_METHOD.fill(method=method, known=" ".join(METHODS)))
    if places is not None and not 0 <= places <= PLACES_MAX:
        raise SettingError(NO_PLACES.fill(places=places, most=PLACES_MAX))
    content = _content(game)
    try:
        found = split_by(method, read_game(content))
        digits = places_for(found.total, places)
    except DoesNotFit as why:
        raise SettingError(_at(game, why)) from None
    except GameError as why:
        complain(_at(game, why), speech)
        raise typer.Exit(FOUND_ERRORS) from None
    if as_json:
        say_json(_as_json(found, digits))
        return
    _say_shares(found, digits, speech)
    _say_core(found.core, digits, speech)


def _content(game: Path) -> bytes:
    try:
        return game.read_bytes()
    except OSError as why:
        reason = why.strerror or type(why).__name__
        raise SettingError(NOT_READ.fill(file=str(game), why=reason)) from None


def _at(game: Path, why: GameError) -> Bilingual:
    return IN_FILE.fill(file=game.name, words=why.said)


def _as_json(found: Split, digits: int) -> dict[str, Plain]:
    core = found.core
    return {
        "method": found.method,
        "shares": decimals(found.shares, digits),
        "exact": {player: str(share) for player, share in found.shares.items()},
        "core": None
        if core is None
        else {
            "in": core.holds,
            "blocking": [
                {"coalition": list(group.coalition), **_amounts(group, digits)}
                for group in core.blocking
            ],
        },
    }


def _amounts(group: Blocking, digits: int) -> dict[str, str]:
    """What a group would pay or get alone and is asked to, with decimals enough to differ."""
    alone, asked = decimal(group.alone, digits), decimal(group.asked, digits)
    while alone == asked:
        digits += 1
        alone, asked = decimal(group.alone, digits), decimal(group.asked, digits)
    return {"alone": alone, "asked": asked}


def _say_shares(found: Split, digits: int, speech: Lang) -> None:
    total = decimal(found.total, digits)
    say(HEADING.fill(name=METHODS[found.method].name, total=total), speech)
    shares = decimals(found.shares, digits)
    rows = [[player, shares[player], str(share)] for player, share in found.shares.items()]
    say_table([PLAYER, SHARE, EXACT], rows, speech)


def _say_core(core: Core | None, digits: int, speech: Lang) -> None:
    if core is None:
        say(NOT_ASKED, speech)
        return
    if core.holds:
        say(HOLDS, speech)
        return
    worst = sorted(core.blocking, key=lambda group: -group.better)
    say((BLOCKED if len(worst) <= SHOWN_MAX else BLOCKED_MANY).fill(n=len(worst)), speech)
    rows = [
        [
            ", ".join(group.coalition),
            *_amounts(group, digits).values(),
            decimal(group.better, digits),
        ]
        for group in worst[:SHOWN_MAX]
    ]
    say_table([GROUP, ALONE, ASKED, BETTER], rows, speech)


NO_METHOD = Bilingual(
    "没有分担办法“{method}”；应为 {known} 之一",
    "there is no method {method}; expected one of {known}",
)
NO_PLACES = Bilingual(
    "--places 不能是{places}；应为 0 至 {most}", "--places can't be {places}; expected 0 to {most}"
)
NOT_READ = Bilingual("{file} 读不了：{why}", "{file} can't be read: {why}")
IN_FILE = Bilingual("{file}：{words}", "{file}: {words}")
HEADING = Bilingual("{name}，合计{total}", "{name}, {total} in all")
PLAYER = Bilingual("参与方", "player")
SHARE = Bilingual("份额", "share")
EXACT = Bilingual("精确值", "exactly")
NOT_ASKED = Bilingual(
    "没有核对各组合单独办是否更好：这种形式没有写明各组合单独办会怎样，或参与方超过16个",
    "no group was asked whether it would do better alone: this form does not say what groups"
    " would do alone, or there are more than 16 players",
)
HOLDS = Bilingual(
    "没有哪个组合单独办会更好（在核心之内）", "no group would do better alone (in the core)"
)
BLOCKED = Bilingual(
    "{n}个组合单独办会更好（不在核心之内）：",
    "groups that would do better alone (not in the core): {n}",
)
BLOCKED_MANY = Bilingual(
    "{n}个组合单独办会更好（不在核心之内），差额最大的10个：",
    "groups that would do better alone (not in the core): {n}; the 10 with most to gain:",
)
GROUP = Bilingual("组合", "group")
ALONE = Bilingual("单独", "alone")
ASKED = Bilingual("按此分担", "asked")
BETTER = Bilingual("差额", "better by")
