"""Where a fact is written: a source of `sources.toml` and the section in it.

`source = "document 000, 发展阶段；press 2010-03-26"` names two places. A reader
is shown title, author, year and section, never a bare number.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from lianxi.charter.forms import Both, Day, Text, TextForm, Word
from lianxi.charter.reading import Names, Reader
from lianxi.charter.tables import AnyKey, key
from lianxi.kernel.bilingual import Bilingual, listed
from lianxi.kernel.finding import Place
from lianxi.kernel.period import Period


@dataclass(frozen=True)
class Citation:
    """One place in one source."""

    source: str
    section: str = ""

    def __str__(self) -> str:
        return f"{self.source}, {self.section}" if self.section else self.source


class Cite(TextForm[tuple[Citation, ...]]):
    """One or more places, with semicolons between; the source must be in sources.toml."""

    expected = Bilingual(
        "来源标识, 章节（多处用分号隔开）", "a source's id, its section (several with semicolons)"
    )

    def parse(self, text: str, place: Place, reader: Reader) -> tuple[Citation, ...] | None:
        """Split at semicolons, then at the first comma."""
        citations = []
        for part in text.split(";"):
            source, _, section = part.strip().partition(",")
            if reader.refer("source", source.strip(), place):
                citations.append(Citation(source.strip(), section.strip()))
        return tuple(citations) or None

    def words(self, value: tuple[Citation, ...], names: Names) -> Bilingual:
        """Title and section of each."""
        return listed([cited(citation, names) for citation in value])


def cited(citation: Citation, names: Names) -> Bilingual:
    """A citation as a reader sees it: the source's own wording, then the section."""
    title = names.of("source", citation.source)
    if not citation.section:
        return title
    return Bilingual("{title}，“{section}”", "{title}, “{section}”").fill(
        title=title, section=citation.section
    )


@dataclass(frozen=True)
class Source:
    """A document or public source, as `sources.toml` describes it."""

    id: str
    kind: str
    title: Bilingual
    author: Bilingual
    date: Period
    published_in: Bilingual | None = None
    note: Bilingual | None = None
    world: str = "record"

    def words(self) -> Bilingual:
        """Author, title and date, as a reader cites it."""
        return Bilingual("{author}：《{title}》（{date}）", "{author}: {title} ({date})").fill(
            author=self.author, title=self.title, date=self.date.words()
        )


SOURCE_KINDS: Mapping[str, Bilingual] = {
    "book": Bilingual("图书", "book"),
    "article": Bilingual("期刊文章", "journal article"),
    "report": Bilingual("调研报告", "report"),
    "press": Bilingual("新闻报道", "press"),
    "official": Bilingual("政府网站", "government website"),
    "law": Bilingual("法律", "law"),
    "standard": Bilingual("标准", "standard"),
    "map": Bilingual("地图数据", "map data"),
    "document": Bilingual("签署或印发的文本", "signed or issued text"),
}

SOURCE_KEYS: tuple[AnyKey, ...] = (
    key(
        "id",
        Text(),
        "标识 — 引用时所用的标识",
        "id — what citations call it",
        '"document 000"',
        required=True,
    ),
    key(
        "kind",
        Word(SOURCE_KINDS),
        "类别 — 来源的类别",
        "kind — what kind of source it is",
        '"book"',
        required=True,
    ),
    key(
        "title",
        Both(),
        "题名 — 题名，中文照原文",
        "title — its title; the Chinese as printed",
        '{ zh = "…", en = "…" }',
        required=True,
    ),
    key(
        "author",
        Both(),
        "作者 — 作者或发布者",
        "author — who wrote or published it",
        '{ zh = "…", en = "…" }',
        required=True,
    ),
    key(
        "date",
        Day(),
        "日期 — 出版或发布的日期",
        "date — when it was published",
        '"2017"',
        required=True,
    ),
    key(
        "published_in",
        Both(),
        "出处 — 出版社、期刊或网站及编号",
        "published in — publisher, journal or site, with its number",
        '{ zh = "东方出版中心，ISBN …", en = "…" }',
    ),
    key(
        "note",
        Both(),
        "说明 — 读者须知，如残缺",
        "note — what a reader should know, such as gaps",
        '{ zh = "节选", en = "excerpt" }',
    ),
)
