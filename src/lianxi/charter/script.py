"""`script.toml` of a rehearsal: what is done on which day, by whom, at which address.

Each step is what a person would do in the portal: enter a role, open an address, fill in the
form, send it. A step that several do alike says for each of whom; a step that is done to
several commitments says by which list. Nothing else may be said: a script decides nothing.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from lianxi.charter.forms import (
    Both,
    Day,
    Form,
    Group,
    GroupForm,
    Id,
    ListOf,
    Text,
    TextForm,
    kind_of,
)
from lianxi.charter.reading import Names, Reader
from lianxi.charter.tables import key, read_keys
from lianxi.kernel.bilingual import Bilingual, listed, same
from lianxi.kernel.finding import Place
from lianxi.kernel.period import Period

SCRIPT_FILE = "script.toml"
STEP = "step"
STEPS_MAX = 500

Value = str | bool | tuple[str, ...]
Fields = Mapping[str, Value]


class ExactDay(Day):
    """A day, known to the day."""

    expected = Bilingual("写到日的日期，如2009-01-12", "a date to the day, such as 2009-01-12")

    def parse(self, text: str, place: Place, reader: Reader) -> Period | None:
        """Refuse a year or a month: a step has a day."""
        found = super().parse(text, place, reader)
        if found is not None and found.precision != "day":
            reader.report("value.form", place, expected=self.expected, got=same(text))
            return None
        return found


# Addresses that begin so lie beside the work, not under it.
FUNDS, RULES = "funds/", "sharing/"
BESIDE = (FUNDS, RULES)


class Address(TextForm[str]):
    """An address under the region's work, "calls/new/", or under its funds, "funds/…"."""

    expected = Bilingual(
        "合作事项之下的地址，如 calls/new/，或资金之下的，如 funds/dues/book/",
        "an address under the work, such as calls/new/, or under the funds, as funds/dues/book/",
    )

    def parse(self, text: str, place: Place, reader: Reader) -> str | None:
        """Nothing that leads elsewhere."""
        if _ADDRESS.fullmatch(text) and ".." not in text:
            return text
        reader.report("value.form", place, expected=self.expected, got=same(text))
        return None

    def words(self, value: str, names: Names) -> Bilingual:  # noqa: ARG002
        """The address."""
        return same(value)


class FieldsForm(Form[Fields]):
    """What is filled in, by the names of the fields: text, lists of texts, ticks."""

    expected = Bilingual(
        "表：栏名 = 文字、文字的列表、true 或 false", "a table: field = text, a list of texts, true"
    )

    def read(self, raw: object, place: Place, reader: Reader) -> Fields | None:
        """Check each value."""
        if not isinstance(raw, Mapping) or not raw:
            reader.report("value.form", place, expected=self.expected, got=kind_of(raw))
            return None
        found: dict[str, Value] = {}
        for name, value in raw.items():
            if isinstance(value, (str, bool)):
                found[str(name)] = value
            elif isinstance(value, list) and all(isinstance(each, str) for each in value):
                found[str(name)] = tuple(value)
            else:
                at = place.at(str(name))
                reader.report("value.form", at, expected=self.expected, got=kind_of(value))
        return found

    def words(self, value: Fields, names: Names) -> Bilingual:  # noqa: ARG002
        """Each field with what stands in it."""
        return listed([same(f"{name} = {said}") for name, said in value.items()])


class EachForm(Form[Group | tuple[str, ...]]):
    """Of whom a step is done: "seats:council", "set:shore", or a list of ids."""

    expected = Bilingual(
        "seats:机构、set:集合，或标识的列表", "seats:BODY, set:SET, or a list of ids"
    )

    def read(self, raw: object, place: Place, reader: Reader) -> Group | tuple[str, ...] | None:
        """A group by its body or set; else the ids themselves."""
        if isinstance(raw, str):
            return GroupForm().read(raw, place, reader)
        return ListOf(Text()).read(raw, place, reader)

    def words(self, value: Group | tuple[str, ...], names: Names) -> Bilingual:
        """Who they are."""
        if isinstance(value, Group):
            return GroupForm().words(value, names)
        return listed([names.of("party", each) for each in value])


DAY = key("day", ExactDay(), "日期 — 在哪天", "day — on which day", '"2009-01-12"', required=True)
AS = key("as", Id(), "角色 — 以何种角色", "role — in which role", '"secretariat"', required=True)
OF = key(
    "of",
    Text(),
    "所任 — 联络员的城市、部门负责人的部门、秘书的机构",
    "of — a liaison's city, a lead's department, a secretary's body",
    '"{each}"',
)
AT = key(
    "at",
    Address(),
    "地址 — 合作事项之下的哪个页面",
    "address — which page under the work",
    '"calls/new/"',
    required=True,
)
SAY = key(
    "say",
    Both(),
    "说明 — 这一步办什么",
    "in words — what happens",
    '{ zh = "发出征集", en = "The call goes out" }',
    required=True,
)
FIELDS = key(
    "fields",
    FieldsForm(),
    "栏目 — 表单中填写什么；不写的栏目照表单原样",
    "fields — what is filled in; the others stay as the form has them",
    '{ due = "2009-02-06" }',
)
FILES = key(
    "files",
    FieldsForm(),
    "附件 — 哪一栏附文件；内容是一页写明“演练用”的 PDF",
    "files — the fields that a file goes with: a page of PDF that says it is made for rehearsal",
    '{ scan = "Signed text" }',
)
TABLES = key(
    "tables",
    FieldsForm(),
    "数据表 — 哪一栏附CSV表，写明各行；页面先请审阅的，随即确认",
    "tables — the fields that a CSV goes with, line by line; what is shown for review is confirmed",
    '{ file = "period,section,fact,value,unit" }',
)
PRESS = key(
    "press",
    Text(),
    "按钮 — 页面上有几张表单时，用发往哪个地址的一张",
    "button — of several forms on the page, the one that goes to this address",
    '"enter/"',
)
EACH = key(
    "each",
    EachForm(),
    "逐一 — 对其中每一个各办一次；{each} 为标识，{name} 为名称，{n} 为序号",
    "each — done once for each of them: {each} is the id, {name} the name, {n} the number",
    '"seats:council"',
)
EXCEPT = key(
    "except",
    ListOf(Text()),
    "除外 — 其中哪些不办",
    "except — which of them are left out",
    '["330900"]',
)
ROWS = key(
    "rows",
    Address(),
    "清单 — 对该 CSV 清单所列每一行各办一次；{row} 为编号",
    "rows — done once for each row of this CSV list: {row} is its number",
    '"commitments.csv?city={each}"',
)
WHERE = key(
    "where",
    Text(),
    "只限 — 只办含有这些字的行",
    "where — only the rows that hold these words",
    '"信息化"',
)
WORKBOOK = key(
    "workbook",
    Address(),
    "工作簿 — 先下载哪个工作簿，填好后在本页交回",
    "workbook — downloaded first, filled in, and sent back on this page",
    '"rounds/1/{each}.xlsx"',
)
FILL = key(
    "fill",
    ListOf(FieldsForm()),
    "填写 — 工作簿中填什么；row 为该行须含的字",
    "fill — what is put into the workbook; `row` names words of the rows that are meant",
    '[{ row = "信息化", progress = "已联网测试" }]',
)
STEP_KEYS = (
    DAY,
    AS,
    OF,
    AT,
    SAY,
    FIELDS,
    FILES,
    TABLES,
    PRESS,
    EACH,
    EXCEPT,
    ROWS,
    WHERE,
    WORKBOOK,
    FILL,
)


@dataclass(frozen=True)
class Step:
    """One step of a script; its number is its place in the file."""

    number: int
    day: date
    role: str
    at: str
    say: Bilingual
    of: str = ""
    fields: Fields | None = None
    files: Fields | None = None
    tables: Fields | None = None
    press: str = ""
    each: Group | tuple[str, ...] = ()
    but: tuple[str, ...] = ()
    rows: str = ""
    where: str = ""
    workbook: str = ""
    fill: tuple[Fields, ...] = ()


def read_script(raw: Mapping[str, object], reader: Reader, file: str) -> tuple[Step, ...]:
    """Read the steps, in their order; only a rehearsal has any."""
    if reader.world != "rehearsal":
        reader.report("script.world", Place(file))
        return ()
    for name in raw:
        if name != STEP:
            reader.report("key.unknown", Place(file, name), word=name, known=STEP)
    steps = raw.get(STEP, [])
    if not isinstance(steps, list) or not all(isinstance(each, dict) for each in steps):
        reader.report("block.form", Place(file, STEP), word=STEP)
        return ()
    if len(steps) > STEPS_MAX:
        reader.report("script.long", Place(file), n=len(steps), most=STEPS_MAX)
        return ()
    numbered = enumerate(steps, 1)
    read = [_step(n, each, Place(file, f"{STEP}[{n}]"), reader) for n, each in numbered]
    found = tuple(each for each in read if each is not None)
    _in_order(found, file, reader)
    return found


def _step(number: int, raw: Mapping[str, object], place: Place, reader: Reader) -> Step | None:
    values = read_keys(raw, STEP_KEYS, place, reader)
    if not values.complete(STEP_KEYS):
        return None
    day = values.need(DAY).start
    assert day is not None, "a day that is exact has a start"
    step = Step(
        number,
        day,
        values.need(AS),
        values.need(AT),
        values.need(SAY),
        values.get(OF) or "",
        values.get(FIELDS),
        values.get(FILES),
        values.get(TABLES),
        values.get(PRESS) or "",
        values.get(EACH) or (),
        values.get(EXCEPT) or (),
        values.get(ROWS) or "",
        values.get(WHERE) or "",
        values.get(WORKBOOK) or "",
        values.get(FILL) or (),
    )
    _whole(step, place, reader)
    return step


def _whole(step: Step, place: Place, reader: Reader) -> None:
    """What belongs together is there together, and every {word} has something to stand for."""
    known = {name for name, by in _STANDS.items() if getattr(step, by)}
    for word in sorted({word for text in texts(step) for word in _WORD.findall(text)} - known):
        reader.report("script.word", place, word=word, known=_listed(known))
    for name, needs in (("except", "each"), ("where", "rows"), ("fill", "workbook")):
        has = step.but if name == "except" else getattr(step, name)
        if has and not getattr(step, needs):
            reader.report("script.alone", place.at(name), word=name, needs=needs)


def _listed(known: Iterable[str]) -> str:
    return ", ".join(f"{{{each}}}" for each in sorted(known)) or "—"


def _in_order(steps: tuple[Step, ...], file: str, reader: Reader) -> None:
    """No step comes before the one that stands before it: the clock only goes on."""
    latest = None
    for step in steps:
        if latest is not None and step.day < latest:
            place = Place(file, f"{STEP}[{step.number}].day")
            reader.report("script.order", place, day=str(step.day), before=str(latest))
        latest = step.day if latest is None else max(latest, step.day)


def followed(steps: tuple[Step, ...]) -> str:
    """What a script follows: a commitment, a yuan through a fund's year, or a rule."""
    start = steps[0].at if steps else ""
    return "rule" if start.startswith(RULES) else "yuan" if "fund" in start else "commitment"


def texts(step: Step) -> Iterator[str]:
    """Every text of a step in which a {word} may stand."""
    yield from (step.of, step.at, step.rows, step.where, step.workbook, step.press)
    for fields in (step.fields or {}, step.files or {}, step.tables or {}, *step.fill):
        yield from fields
        for value in fields.values():
            yield from _said(value)


def _said(value: Value) -> tuple[str, ...]:
    """The texts of a value; a tick has none."""
    if isinstance(value, bool):
        return ()
    return (value,) if isinstance(value, str) else value


def filled_in(text: str, words: Mapping[str, str]) -> str:
    """A text with what its {words} stand for.

    >>> filled_in("rounds/1/{each}.xlsx", {"each": "330100"})
    'rounds/1/330100.xlsx'
    """
    return _WORD.sub(lambda found: words.get(found[1], found[0]), text)


_ADDRESS = re.compile(r"[\w{}./?=&+ -]{1,200}")
_WORD = re.compile(r"\{(\w+)\}")
# By the word: the key of a step that gives it something to stand for.
_STANDS = {"each": "each", "name": "each", "n": "each", "row": "rows"}
