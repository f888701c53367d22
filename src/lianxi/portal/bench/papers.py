"""A trial as a document: what was tried, on what, who gains and who loses, the amendment."""

from collections.abc import Iterator, Sequence
from datetime import date

from lianxi.charter.change import Change
from lianxi.documents.papers.form import SUMMARY
from lianxi.documents.papers.paper import Block, Column, Heading, Paper, Paragraph, Table, World
from lianxi.documents.papers.pictured import place
from lianxi.documents.sharing.naming import figure, unit_words
from lianxi.kernel.bilingual import Bilingual, Lang, listed, same
from lianxi.kernel.digest import short
from lianxi.portal.bench.answering import Unit, signed
from lianxi.portal.bench.trial_pages import OfTrial, factors

ROWS_MAX = 400


def paper(
    of: OfTrial, block: str, changes: Sequence[Change], dated: date, world: World, lang: Lang
) -> Paper:
    """The document of a trial."""
    title = TITLE.fill(rule=of.on.title).in_(lang)
    return Paper(SUMMARY, title, (), tuple(_blocks(of, block, changes, lang)), dated, world, lang)


def _blocks(of: OfTrial, block: str, changes: Sequence[Change], lang: Lang) -> Iterator[Block]:
    said = of.kept.said
    yield Paragraph(TRIAL.in_(lang))
    if said.example:
        yield Paragraph(EXAMPLE.in_(lang))
    yield Paragraph(why(of).in_(lang))
    yield Heading(WHAT.in_(lang))
    if said.changed:
        heads = (Column(VALUE.in_(lang), 4), *_numbers(lang, NOW, TRIED), Column(UNIT.in_(lang)))
        rows = tuple(
            (
                Bilingual(each.zh, each.en).in_(lang),
                figure(each.was),
                figure(each.tried),
                unit_words(each.unit).in_(lang),
            )
            for each in said.changed
        )
        yield Table(heads, rows)
    else:
        yield Paragraph((DRAFTED if of.kept.row.draft else FIGURES).in_(lang))
    for name, factor in factors(of):
        yield Paragraph(FACTOR.fill(name=name, factor=factor).in_(lang))
    for unit in of.units:
        yield Heading(WHO.fill(unit=unit.words).in_(lang))
        if any(row.change.amount for row in unit.rows):
            yield Paragraph(place_of(unit, lang))
        heads = (Column(PARTY.in_(lang), 3), *_numbers(lang, NOW, TRIED, CHANGE))
        yield Table(heads, tuple(_row(unit, lang)))
        yield Paragraph((ZERO if unit.zero else NOT_ZERO).in_(lang))
    yield from _transfers(of, lang)
    if block:
        yield Heading(AMENDMENT.in_(lang))
        for change in changes:
            yield Paragraph(change.text.in_(lang))
        yield Paragraph(block)
    yield Paragraph(rests(of).in_(lang))


def place_of(unit: Unit, lang: Lang) -> str:
    """Where the chart of a unit stands."""
    return place(WHO.fill(unit=unit.words).in_(lang), lang)


def _numbers(lang: Lang, *heads: Bilingual) -> Iterator[Column]:
    return (Column(head.in_(lang), 2, "right") for head in heads)


def _row(unit: Unit, lang: Lang) -> Iterator[tuple[str, ...]]:
    for row in unit.rows:
        yield (row.name.in_(lang), row.before.text, row.after.text, signed(row.change))


def _transfers(of: OfTrial, lang: Lang) -> Iterator[Block]:
    """The transfers that come, go or change."""
    lines = of.transfers
    if not lines:
        return
    yield Heading(LINES.in_(lang))
    heads = (
        Column(TRANSFER.in_(lang), 3),
        Column(GIVER.in_(lang), 2),
        Column(TAKER.in_(lang), 2),
        *_numbers(lang, NOW, TRIED),
    )
    rows = tuple(
        (
            " ".join(
                [each.title.in_(lang), each.period, each.of.in_(lang) if each.of else ""]
            ).strip(),
            each.giver.in_(lang),
            each.taker.in_(lang),
            each.before.text if each.before else "",
            each.after.text if each.after else "",
        )
        for each in lines[:ROWS_MAX]
    )
    yield Table(heads, rows, LINES.in_(lang), wide=True)
    left = of.kept.said.left + max(len(lines) - ROWS_MAX, 0)
    if left:
        yield Paragraph(LEFT.fill(n=left).in_(lang))


def why(of: OfTrial) -> Bilingual:
    """In a sentence what the trial found."""
    said = of.kept.said
    unit = next(iter(of.units), None)
    gains = [row for row in unit.rows if row.change.amount > 0] if unit else []
    loses = [row for row in unit.rows if row.change.amount < 0] if unit else []
    periods = listed([same(each) for each in said.periods]) if said.periods else same(said.period)
    if unit is None or not gains or not loses:
        return NOBODY.fill(name=of.kept.row.name, periods=periods)
    return FOUND.fill(
        name=of.kept.row.name,
        periods=periods,
        amount=unit.moved.text,
        unit=unit.words,
        gains=listed([row.name for row in gains[:5]]),
        n=len(gains),
        loses=listed([row.name for row in loses[:5]]),
        m=len(loses),
    )


def what(of: OfTrial) -> Bilingual:
    """In a sentence what would be changed."""
    said = of.kept.said
    if not said.changed:
        return AS_DRAFTED.fill(rule=of.on.title)
    parts = [
        MOVED.fill(
            name=Bilingual(each.zh, each.en),
            was=figure(each.was),
            to=figure(each.tried),
            unit=unit_words(each.unit),
        )
        for each in said.changed
    ]
    return AMEND.fill(rule=of.on.title, changes=listed(parts))


def rests(of: OfTrial) -> Bilingual:
    """What the trial was worked out from."""
    said, row = of.kept.said, of.kept.row
    return RESTS.fill(
        number=row.number,
        by=row.by,
        version=said.version,
        package=short(said.package),
        facts=short(said.facts),
        digest=short(row.digest),
    )


TITLE = Bilingual("“{rule}”修订试算对比", "{rule}: a trial of an amendment, compared")
TRIAL = Bilingual(
    "试算：未经议定，不得据以收付。", "A trial: nobody has agreed to it; nothing is paid by it."
)
EXAMPLE = Bilingual(
    "示例：规则含示例值，不得当作事实引用。",
    "An example: the rule holds example values; cite none of them as fact.",
)
WHAT = Bilingual("试了什么", "What was tried")
DRAFTED = Bilingual("一篇改写的条文，见后。", "A rewritten article; it stands below.")
FIGURES = Bilingual("条文不变，换了数据。", "The article as it is, on other figures.")
FACTOR = Bilingual("{name}按{factor}倍计。", "{name}, times {factor}.")
WHO = Bilingual("各方得失（{unit}）", "Who gains and who loses ({unit})")
ZERO = Bilingual("现行和试算各自合计为零。", "Both add up to zero.")
NOT_ZERO = Bilingual("合计不为零，请勿采用。", "They do not add up to zero: do not use them.")
AMENDMENT = Bilingual("修订条文", "The amendment")
LINES = Bilingual("新增、取消和变动的转移", "Transfers that come, go or change")
LEFT = Bilingual("另有{n}笔没有列出。", "{n} more are not listed.")
RESTS = Bilingual(
    "第{number}号试算，{by}保存；地区包第{version}版（{package}），数据摘要{facts}，试算摘要{digest}。",
    "Trial {number}, kept by {by}; version {version} of the package ({package}), digest of the "
    "figures {facts}, of the trial {digest}.",
)
FOUND = Bilingual(
    "按{periods}的数据试算“{name}”：共有{amount}{unit}换了归属；{gains}等{n}方得益，"
    "{loses}等{m}方受损；各方合计为零。",
    "Tried on the figures of {periods}, “{name}” makes {amount} {unit} change hands: {n} gain "
    "({gains}), {m} lose ({loses}); all adds up to zero.",
)
NOBODY = Bilingual(
    "按{periods}的数据试算“{name}”：各方所得所付都不变。",
    "Tried on the figures of {periods}, “{name}” changes nothing for anybody.",
)
AMEND = Bilingual("修订“{rule}”：{changes}。", "Amend {rule}: {changes}.")
AS_DRAFTED = Bilingual("按所附条文修订“{rule}”。", "Amend {rule} as the draft enclosed says.")
MOVED = Bilingual("{name}由{was}改为{to}{unit}", "{name} from {was} to {to} {unit}")
VALUE = Bilingual("参数", "value")
NOW = Bilingual("现行", "now")
TRIED = Bilingual("试算", "trial")
CHANGE = Bilingual("变化", "change")
UNIT = Bilingual("单位", "unit")
PARTY = Bilingual("主体", "party")
TRANSFER = Bilingual("转移", "transfer")
GIVER = Bilingual("付方", "payer")
TAKER = Bilingual("收方", "payee")
