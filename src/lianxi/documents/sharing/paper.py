"""Why a line of a result is what it is, as a document: its table says what the page says."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lianxi.documents.papers.form import SUMMARY
from lianxi.documents.papers.paper import Block, Column, Heading, Paper, Paragraph, Table, World
from lianxi.documents.sharing.why import LEAVES, Branch, leaves
from lianxi.kernel.bilingual import Bilingual, Lang

INDENT = "　"
DEPTH_MOST = 12


@dataclass(frozen=True)
class Account:
    """A line with its tree, for a document."""

    rule: Bilingual
    period: Bilingual
    giver: Bilingual
    taker: Bilingual
    amount: str
    unit: Bilingual
    version: str
    digest: str
    branch: Branch
    trial: bool
    held: bool  # whether the separate evaluator came to the same


def paper(of: Account, dated: date, world: World, lang: Lang) -> Paper:
    """The document of a line."""
    title = TITLE.fill(rule=of.rule, period=of.period).in_(lang)
    return Paper(SUMMARY, title, (), tuple(_blocks(of, lang)), dated, world, lang)


def _blocks(of: Account, lang: Lang) -> Iterator[Block]:
    if of.trial:
        yield Paragraph(TRIAL.in_(lang))
    sides = {"giver": of.giver, "taker": of.taker, "unit": of.unit}
    yield Paragraph(PAYS.fill(amount=of.amount, period=of.period, **sides).in_(lang))
    held = (HELD if of.held else DIFFERS).in_(lang)
    yield Paragraph(KNOWN.fill(version=of.version, digest=of.digest).in_(lang) + held)
    yield Heading(HOW.in_(lang))
    steps = (Column(STEP.in_(lang), 5), Column(FORMULA.in_(lang), 6), Column(VALUE.in_(lang), 2.6))
    yield Table(steps, tuple(_rows(of.branch, lang, 0)), STEPS.in_(lang), wide=True)
    yield Heading(RESTS.in_(lang))
    given = (
        Column(WHAT.in_(lang), 3),
        Column(KIND.in_(lang), 1.2),
        Column(VALUE.in_(lang), 2),
        Column(VERSION.in_(lang), 1.6),
        Column(CLAUSE.in_(lang), 2),
        Column(SOURCE.in_(lang), 2.4),
    )
    yield Table(given, tuple(_leaf(each, lang) for each in leaves(of.branch)), wide=True)


def _rows(branch: Branch, lang: Lang, depth: int) -> Iterator[tuple[str, ...]]:
    """A row for each step, further in by its depth."""
    values = [each.in_(lang) for each in (branch.formula, branch.values) if each is not None]
    values += [each.in_(lang) for each in branch.said]
    yield (
        INDENT * min(depth, DEPTH_MOST) + _what(branch, lang),
        "\n".join(values),
        _value(branch, lang),
    )
    for each in branch.branches:
        yield from _rows(each, lang, depth + 1)


def _what(branch: Branch, lang: Lang) -> str:
    what = branch.what.in_(lang)
    return WITH_KEYS.fill(what=what, of=branch.of.in_(lang)).in_(lang) if branch.of else what


def _value(branch: Branch, lang: Lang) -> str:
    return f"{branch.value.in_(lang)} {branch.unit.in_(lang)}".strip()


def _leaf(branch: Branch, lang: Lang) -> tuple[str, ...]:
    of = (branch.version, branch.clause, branch.source)
    return (_what(branch, lang), LEAVES[branch.kind].in_(lang), _value(branch, lang), *of)


TITLE = Bilingual("{rule}{period}核算说明", "{rule}, {period}: how it was worked out")
TRIAL = Bilingual(
    "试算：规则尚未生效，不得据以收付。",
    "A trial: the rule is not in force; nothing is paid by it.",
)
PAYS = Bilingual(
    "{period}，{giver}付给{taker}{amount}{unit}。",
    "For {period} {giver} pays {taker} {amount} {unit}.",
)
KNOWN = Bilingual("规则版本{version}，结果摘要{digest}。", "Version {version}, digest {digest}. ")
HELD = Bilingual(
    "另一套独立程序按所载数据重算，结果一致。",
    "A separate program worked it out again from what stands here alone, and came to the same.",
)
DIFFERS = Bilingual(
    "另一套独立程序重算的结果不一致，不得使用。",
    "A separate program did not come to the same: do not use it.",
)
HOW = Bilingual("计算过程", "How it was worked out")
RESTS = Bilingual("所依据的数据和参数", "What it rests on")
STEPS = Bilingual("逐步计算", "Step by step")
STEP = Bilingual("步骤", "step")
FORMULA = Bilingual("算式", "formula")
VALUE = Bilingual("数值", "value")
WHAT = Bilingual("名称", "name")
KIND = Bilingual("种类", "kind")
VERSION = Bilingual("版本", "version")
CLAUSE = Bilingual("条款", "clause")
SOURCE = Bilingual("来源", "source")
WITH_KEYS = Bilingual("{what}（{of}）", "{what} ({of})")
