"""A small game divided by every method that fits it, with who would do better alone."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from lianxi.kernel.bilingual import Bilingual, listed
from lianxi.sharing.splits.core import Core
from lianxi.sharing.splits.decimals import decimal, decimals, places_for
from lianxi.sharing.splits.game_error import DoesNotFit, GameError
from lianxi.sharing.splits.games import Game
from lianxi.sharing.splits.read import read_game
from lianxi.sharing.splits.split import METHODS, split

PLAYERS_MAX = 12  # more take too long for a page: `lianxi split` takes them
BLOCKING_MAX = 5
Called = Callable[[str], Bilingual]

FORMS = {
    "json": Bilingual("JSON（任何形式）", "JSON, in any form"),
    "needs": Bilingual("各方需要的规模（如跑道、管线）", "what each needs (a runway, a line)"),
    "claims": Bilingual("各方的要求，总额不够分", "what each claims of too little"),
    "by": Bilingual("按一个数成比例", "in proportion to one figure"),
}


@dataclass(frozen=True)
class Method:
    """The shares by a method, in the order of the players, and whether any group would leave."""

    name: Bilingual
    shares: tuple[str, ...]
    core: str  # "in", "out", or "" where nobody asked
    blocking: tuple[Bilingual, ...] = ()


@dataclass(frozen=True)
class Splits:
    """A game divided: its players, the methods that fit, those that do not."""

    players: tuple[Bilingual, ...]
    total: str
    methods: tuple[Method, ...]
    unfit: tuple[tuple[Bilingual, Bilingual], ...]

    @property
    def rows(self) -> list[tuple[Bilingual, list[str]]]:
        """A row for each player with its share by each method."""
        return [
            (player, [method.shares[at] for method in self.methods])
            for at, player in enumerate(self.players)
        ]


def splits(form: str, text: str, total: str, called: Called) -> Splits | Bilingual:
    """The game in a text by every method, or why it is none."""
    try:
        game = read_game(_json(form, text, total))
    except GameError as why:
        return why.said
    if len(game.players) > PLAYERS_MAX:
        return MANY.fill(n=len(game.players), most=PLAYERS_MAX)
    return _divided(game, called)


def _divided(game: Game, called: Called) -> Splits:
    methods: list[Method] = []
    unfit: list[tuple[Bilingual, Bilingual]] = []
    amount = ""
    for method, of in METHODS.items():
        try:
            found = split(method, game)
        except (DoesNotFit, GameError) as why:
            unfit.append((of.name, why.said))
            continue
        places = places_for(found.total)
        amount = decimal(found.total, places)
        shares = decimals(found.shares, places)
        own = tuple(shares[player] for player in game.players)
        state = "" if found.core is None else "in" if found.core.holds else "out"
        methods.append(Method(of.name, own, state, _blocking(found.core, places, called)))
    players = tuple(called(player) for player in game.players)
    return Splits(players, amount, tuple(methods), tuple(unfit))


def _blocking(core: Core | None, places: int, called: Called) -> tuple[Bilingual, ...]:
    """The groups that would do better alone, those with most to gain first."""
    if core is None:
        return ()
    worst = sorted(core.blocking, key=lambda group: -group.better)[:BLOCKING_MAX]
    return tuple(
        BETTER.fill(
            group=listed([called(player) for player in each.coalition]),
            alone=decimal(each.alone, places),
            asked=decimal(each.asked, places),
        )
        for each in worst
    )


def _json(form: str, text: str, total: str) -> bytes:
    """A game as JSON: as it was typed, or made of a table with a line for each player."""
    if form == "json":
        return text.encode()
    rows = [_cells(line) for line in text.splitlines() if line.strip()]
    named = dict(rows)
    if len(named) < len(rows):
        raise GameError(TWICE)
    said: dict[str, object] = {"players": list(named)}
    if form == "needs":
        said["needs"] = named
    elif form == "claims":
        said |= {"claims": named, "estate": total.strip()}
    else:
        said |= {"by": named, "total": total.strip()}
    return json.dumps(said).encode()


def _cells(line: str) -> tuple[str, str]:
    """A player and its figure: parted by a comma, a tab or a space."""
    for mark in ("\t", "，", ","):
        line = line.replace(mark, " ")
    name, _, amount = line.strip().rpartition(" ")
    if not name:
        raise GameError(NO_ROW.fill(line=line.strip()[:30]))
    return name.strip(), amount


MANY = Bilingual(
    "有{n}个参与方；页面上至多{most}个，更多的请用命令 lianxi split",
    "there are {n} players; a page takes {most}, the command lianxi split takes more",
)
NO_ROW = Bilingual(
    "“{line}”应为名称和一个数，如“苏州 8”", "“{line}” should be a name and a figure: “Suzhou 8”"
)
TWICE = Bilingual("有的参与方写了两次", "a player stands there twice")
BETTER = Bilingual(
    "{group}单独办为{alone}，按此为{asked}", "{group}: {alone} alone, {asked} by this"
)
