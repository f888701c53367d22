"""A picture of bodies in their tiers: a row for each tier, a box within a box for a layer.

Tiers are relative to the body they belong to, so a body that has layers is a box with
rows of its own. Whatever has no stated beginning stands apart, and so do proposals.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from lianxi.charter.kinds.body import TIERS
from lianxi.charter.kinds.kind import STANDING
from lianxi.documents.letters import em, wrapped
from lianxi.governance.bodies import Body, Layer
from lianxi.kernel.bilingual import Bilingual, Lang

ROOM = 1190  # the widest a picture gets, in its own units, which are pixels
BOX = 174  # the width of a body without layers
LETTER = 13  # the size of names; the style sheet says the same
LETTER_BOLD = 14  # as wide as they are where a body holds others
LINE = 17
PAD = 12
GAP = 14  # between boxes, wide enough for a line to pass
LANE = 9  # between two lines that run side by side
CAPTION = 28
RISE = 7  # how high above a box a line passes

MAIN = ("decision", "coordination", "execution")  # one above the other; the others side by side
NO_TIER = Bilingual("层级未载明", "tier not stated")
UNDATED = Bilingual("始于何时未载明", "since when is not stated")
PARTS = {"dated": None, "undated": UNDATED, "proposed": STANDING["proposed"]}


@dataclass(frozen=True)
class Text:
    """One line of letters, and where it begins or has its middle."""

    x: float
    y: float
    words: str


@dataclass(frozen=True)
class Box:
    """A body: its frame, its name in lines, and whether it holds layers of its own."""

    id: str
    style: str  # "dated", "undated" or "proposed"
    width: float
    height: float
    name: tuple[str, ...]
    holds: bool = False
    x: float = 0
    y: float = 0

    @property
    def lines(self) -> tuple[Text, ...]:
        """The name line by line: at the top where there are layers below it, else in the middle."""
        top = self.y + (PAD if self.holds else self.height / 2 - LINE * (len(self.name) - 1) / 2)
        x = self.x + (PAD if self.holds else self.width / 2)
        return tuple(Text(x, top + LINE * n, words) for n, words in enumerate(self.name))


@dataclass(frozen=True)
class Band:
    """The row of a tier across the whole picture."""

    y: float
    height: float


@dataclass(frozen=True)
class Tie:
    """A line between two bodies, and where it ends."""

    kind: str  # "guided" or "secretariat"
    path: str
    x: float
    y: float

    @property
    def head(self) -> str:
        """The arrow at its end."""
        return f"M{self.x - 4},{self.y - 6} {self.x + 4},{self.y - 6} {self.x},{self.y}Z"


@dataclass(frozen=True)
class Tiers:
    """The whole: its size, the rows, their captions, the bodies and the lines between them."""

    width: float
    height: float
    bands: tuple[Band, ...]
    headings: tuple[Text, ...]
    captions: tuple[Text, ...]
    boxes: tuple[Box, ...]
    ties: tuple[Tie, ...]

    @property
    def holders(self) -> list[Box]:
        """The bodies with layers, the outer before the inner."""
        return [box for box in self.boxes if box.holds]

    @property
    def leaves(self) -> list[Box]:
        """The bodies without."""
        return [box for box in self.boxes if not box.holds]

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of line and of frame that it has, for its key."""
        nested = {"part" for box in self.boxes if box.holds}
        return frozenset({tie.kind for tie in self.ties} | {b.style for b in self.boxes} | nested)


@dataclass(frozen=True)
class _Block:
    """Something laid out from its own upper left corner."""

    width: float
    height: float
    boxes: tuple[Box, ...] = ()
    captions: tuple[Text, ...] = ()

    def at(self, x: float, y: float) -> "_Block":
        """The same, moved."""
        return replace(
            self,
            boxes=tuple(replace(box, x=box.x + x, y=box.y + y) for box in self.boxes),
            captions=tuple(replace(text, x=text.x + x, y=text.y + y) for text in self.captions),
        )


def style(body: Body) -> str:
    """How a body stands in time: with a beginning, without one stated, or as a proposal."""
    if body.standing == "proposed":
        return "proposed"
    return "dated" if body.since.known else "undated"


def tiers(layers: Sequence[Layer], lang: Lang) -> Tiers | None:
    """Draw bodies with their layers, named in one language; None where there are none."""
    if not layers:
        return None
    bodies = [body for layer in layers for body in _all(layer)]
    ids = {body.id for body in bodies}
    tied = [id_ for body in bodies for id_ in (body.guided_by, body.secretariat) if id_ in ids]
    left = PAD + LANE * len(tied)
    parts: list[tuple[Bilingual | None, list[_Block]]] = []
    for part, heading in PARTS.items():
        own = [layer for layer in layers if style(layer.body) == part]
        if own:
            parts.append((heading, _rows(own, lang, ROOM - left - PAD, flat=part != "dated")))
    bands, headings, blocks = [], [], []
    y = 0.0
    for heading, rows in parts:
        if heading is not None:
            headings.append(Text(left, y + CAPTION, _begun(heading.in_(lang))))
            y += 2 * CAPTION - PAD
        for row in rows:
            bands.append(Band(y, row.height + 2 * PAD))
            blocks.append(row.at(left, y + PAD))
            y += row.height + 2 * PAD + 6
    boxes = tuple(box for block in blocks for box in block.boxes)
    return Tiers(
        left + PAD + max(block.width for block in blocks),
        y,
        tuple(bands),
        tuple(headings),
        tuple(text for block in blocks for text in block.captions),
        boxes,
        tuple(_ties(bodies, boxes)),
    )


def _all(layer: Layer) -> Iterable[Body]:
    yield layer.body
    for inner in layer.inner:
        yield from _all(inner)


def _rows(layers: Sequence[Layer], lang: Lang, room: float, *, flat: bool) -> list[_Block]:
    """The rows of tiers: the three main ones each for itself, the others side by side."""
    groups = []
    for tier in (*TIERS, None):
        own = [layer for layer in layers if layer.body.tier == tier]
        if own:
            groups.append((tier in MAIN and not flat, _group(tier, own, lang, room)))
    rows = [group for main, group in groups if main]
    beside = [group for main, group in groups if not main]
    return [*rows, *([_flow(beside, room)] if beside else [])]


def _group(tier: str | None, layers: Sequence[Layer], lang: Lang, room: float) -> _Block:
    """The bodies of one tier under its caption."""
    words = _begun((TIERS[tier] if tier else NO_TIER).in_(lang))
    flow = _flow([_block(layer, lang, room) for layer in layers], room).at(0, CAPTION)
    caption = Text(0, LINE / 2, words)
    width = max(flow.width, em(words) * LETTER)
    return replace(
        flow, width=width, height=flow.height + CAPTION, captions=(caption, *flow.captions)
    )


def _begun(words: str) -> str:
    """Words as they stand at the head of something: with a capital, where the script has them."""
    return words[:1].upper() + words[1:]


def _flow(blocks: Sequence[_Block], room: float) -> _Block:
    """Blocks beside each other as long as there is room, then in the next line."""
    lines: list[list[_Block]] = [[]]
    for block in blocks:
        if lines[-1] and sum(each.width + GAP for each in lines[-1]) + block.width > room:
            lines.append([])
        lines[-1].append(block)
    placed, y, width = [], 0.0, 0.0
    for line in lines:
        x = 0.0
        for block in _level(line):
            placed.append(block.at(x, y))
            x += block.width + GAP
        width = max(width, x - GAP)
        y += max(block.height for block in line) + GAP
    return _Block(
        width,
        y - GAP,
        tuple(box for block in placed for box in block.boxes),
        tuple(text for block in placed for text in block.captions),
    )


def _level(line: list[_Block]) -> list[_Block]:
    """Bodies without layers that stand in one line are of one height."""
    plain = [block.boxes[0].height for block in line if _plain(block)]
    return [
        replace(block, boxes=(replace(block.boxes[0], height=max(plain)),))
        if _plain(block)
        else block
        for block in line
    ]


def _plain(block: _Block) -> bool:
    return not block.captions and len(block.boxes) == 1


def _block(layer: Layer, lang: Lang, room: float) -> _Block:
    """A body: a box with its name, or one with the rows of its layers in it."""
    name, shown = layer.body.name.in_(lang), style(layer.body)
    if not layer.inner:
        lines = wrapped(name, (BOX - PAD) / LETTER)
        height = LINE * len(lines) + PAD
        return _Block(BOX, height, (Box(layer.body.id, shown, BOX, height, lines),))
    rows = _rows(layer.inner, lang, room - 2 * PAD, flat=False)
    width = max(row.width for row in rows) + 2 * PAD
    lines = wrapped(name, (width - 2 * PAD) / LETTER_BOLD)
    y: float = LINE * len(lines) + PAD
    inside = []
    for row in rows:
        inside.append(row.at(PAD, y))
        y += row.height + GAP
    frame = Box(layer.body.id, shown, width, y, lines, holds=True)
    return _Block(
        width,
        y,
        (frame, *(box for row in inside for box in row.boxes)),
        tuple(text for row in inside for text in row.captions),
    )


def _ties(bodies: Iterable[Body], boxes: Sequence[Box]) -> Iterable[Tie]:
    """Lines in the gaps between boxes: to a body from its guide, and to its secretariat."""
    frames = {box.id: box for box in boxes}
    lane = LANE
    for body in bodies:
        own = frames[body.id]
        guide, office = frames.get(body.guided_by or ""), frames.get(body.secretariat or "")
        for kind, source, target in (("guided", guide, own), ("secretariat", own, office)):
            if source is None or target is None or source is target:
                continue
            around = _around(target, boxes)
            if source in around:
                begin, around = f"M{_edge(source)},{source.y + PAD}", _within(source, around)
            else:
                begin = f"{_out(source, _around(source, boxes))} H{lane}"
                lane += LANE
            yield Tie(kind, f"{begin} {_into(target, around)}", _foot(target), target.y)


def _around(box: Box, boxes: Sequence[Box]) -> list[Box]:
    """The boxes that a box lies in, the innermost first."""
    holding = [
        each
        for each in boxes
        if 0 < box.x - each.x < each.width and 0 < box.y - each.y < each.height
    ]
    return holding[::-1]


def _within(source: Box, around: list[Box]) -> list[Box]:
    """Of the boxes around something, those that lie in one of them."""
    return around[: around.index(source)]


def _edge(box: Box) -> float:
    """Where a line runs down the inside of a box."""
    return box.x + PAD / 2


def _foot(box: Box) -> float:
    """Where a line meets the top of a box."""
    return box.x + 2 * PAD


def _out(box: Box, around: Sequence[Box]) -> str:
    """From above a box into the open, by the edges of those that it lies in."""
    ways = [f" H{_edge(each)} V{each.y - RISE}" for each in around]
    return f"M{_foot(box) + PAD},{box.y} v{-RISE}{''.join(ways)}"


def _into(box: Box, around: Sequence[Box]) -> str:
    """From where a line runs to the arrow above a box, by the edges of those that it lies in."""
    ways = [f"V{each.y - RISE} H{_edge(each)} " for each in reversed(around)]
    return f"{''.join(ways)}V{box.y - RISE} H{_foot(box)} V{box.y - 4}"
