"""The table of targets as it is typed or pasted: a line each, its cells parted by | or a tab."""

import re
from collections.abc import Sequence

from lianxi.governance.road.performance import KINDS, Target
from lianxi.kernel.bilingual import Bilingual

CELLS = 4
_PART = re.compile(r"[\t|｜]")
_BY_WORD = {
    word: kind
    for kind, words in KINDS.items()
    for word in (words.zh, words.zh.removesuffix("指标"), words.en, kind)
}


class Unreadable(Exception):
    """A line is no target; `words` says which line, and what it should look like."""

    def __init__(self, words: Bilingual) -> None:
        super().__init__(words.en)
        self.words = words


def read(text: str) -> tuple[Target, ...]:
    """The targets of a text; raise `Unreadable` for the first line that is none.

    >>> read("数量｜检查断面数｜≥40个｜30")
    (Target(kind='quantity', text='检查断面数', planned='≥40个', points=30),)
    """
    lines = [line for line in text.splitlines() if line.strip()]
    return tuple(_target(n, line) for n, line in enumerate(lines, 1))


def _target(n: int, line: str) -> Target:
    cells = [cell.strip() for cell in _PART.split(line)]
    if len(cells) != CELLS:
        raise Unreadable(FORM.fill(n=n))
    kind, said, planned, points = cells
    found = _BY_WORD.get(kind.lower()) or _BY_WORD.get(kind)
    if found is None:
        kinds = {lang: sep.join(getattr(w, lang) for w in KINDS.values()) for lang, sep in SEPS}
        raise Unreadable(
            Bilingual(
                KIND.zh.format(n=n, kinds=kinds["zh"]), KIND.en.format(n=n, kinds=kinds["en"])
            )
        )
    if not (points.isascii() and points.isdigit() and len(points) < CELLS):
        raise Unreadable(POINTS.fill(n=n))
    return Target(found, said, planned, int(points))


def written(targets: Sequence[Target]) -> str:
    """The targets as lines, as they are read back."""
    rows = ((KINDS[each.kind].zh, each.text, each.planned, str(each.points)) for each in targets)
    return "\n".join("｜".join(row) for row in rows)


SEPS = (("zh", "、"), ("en", ", "))
FORM = Bilingual(
    "绩效目标表第{n}行应有四格：类别｜指标｜目标值｜分值",
    "line {n} of the targets needs four cells: kind | what is counted | planned | points",
)
KIND = Bilingual(
    "绩效目标表第{n}行的类别应是：{kinds}", "the kind in line {n} of the targets is one of: {kinds}"
)
POINTS = Bilingual(
    "绩效目标表第{n}行的分值应为整数，如20",
    "the points in line {n} of the targets are a whole number",
)
