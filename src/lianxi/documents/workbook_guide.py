"""The first sheet of a workbook: what it is, who fills in what, and how it goes back."""

from dataclasses import dataclass

from lianxi.documents.workbook import Book, Column
from lianxi.kernel.bilingual import Bilingual, Lang
from lianxi.kernel.period import Period

ID = Column(
    "id",
    Bilingual("标识（勿改）", "Id (leave as it is)"),
    Bilingual("新增的行留空", "leave empty in a new row"),
    locked=True,
)


@dataclass(frozen=True)
class Line:
    """A line of the guide: one text across the page, or the cells of a table."""

    cells: tuple[str, ...]
    heading: bool = False


def guide_title() -> Bilingual:
    """How the sheet is called."""
    return Bilingual("填表说明", "How to fill in")


def guide_lines(book: Book, lang: Lang) -> list[Line]:
    """Every line of the guide, in order."""
    made = _MADE.fill(day=Period.on(book.made_on).words(), n=len(book.sheets)).in_(lang)
    lines = [Line((book.title.in_(lang),), heading=True), Line((made,))]
    if book.note.in_(lang):
        lines.append(Line((book.note.in_(lang),)))
    lines += [Line(("",)), Line((_HOW.in_(lang),), heading=True)]
    lines += [Line((f"{n}. {step.in_(lang)}",)) for n, step in enumerate(_steps(book), 1)]
    lines += [Line(("",)), Line(tuple(head.in_(lang) for head in _HEADS), heading=True)]
    lines += [Line(_about(column, lang)) for column in book.columns]
    return lines


def _steps(book: Book) -> list[Bilingual]:
    """What to do, step by step; how to write a date only as the columns of the book take it."""
    forms = {column.form for column in book.columns}
    dates = [_DATES] if "date" in forms else [_DAYS] if "day" in forms else []
    return [*_FILLING, _KEEPING.fill(instead=book.taking_out), *dates, *_RETURNING]


def _about(column: Column, lang: Lang) -> tuple[str, str, str]:
    who = _NOBODY if column.locked else _ONCE if column.once else _CITY
    if column.required and not column.locked:
        who = _REQUIRED.fill(who=who)
    what = column.hint.in_(lang)
    if column.choices:
        names = [words.in_(lang) for words in column.choices.values()]
        between, before = ("、", "可选：") if lang == "zh" else (", ", "one of: ")
        stop = ("；" if lang == "zh" else "; ") if what else ""
        what = f"{what}{stop}{before}{between.join(names)}"
    elif column.form in _SHAPES:
        shapes = _SHAPES[column.form]
        what = _SUCH_AS.fill(what=what, shapes=shapes).in_(lang) if what else shapes
    return column.label.in_(lang), who.in_(lang), what


_MADE = Bilingual("{day}制表，共{n}张表。", "Made on {day}; sheets to fill in: {n}.")
_HOW = Bilingual("如何填写、如何报回", "How to fill it in and how to return it")
_FILLING = (
    Bilingual(
        "浅黄色的格子由填表单位填写；灰色的格子已锁定，不用填写。",
        "Fill in the pale yellow cells; grey cells are locked and stay as they are.",
    ),
    Bilingual(
        "没有变化的内容不用动。新增的内容填在表末的空行里，“标识”一栏留空。",
        "Leave alone what has not changed. Put what is new into the empty rows at the end, "
        "without an id.",
    ),
)
_KEEPING = Bilingual(
    "不要删行：删去的行按“未改动”处理。{instead}",
    "Do not delete rows: a row that is missing counts as unchanged. {instead}",
)
_DATES = Bilingual(
    "日期写作2026-11-22；只知道年、月的，写2026或2026-11。",
    "Write a date as 2026-11-22, or 2026-11 or 2026 where no more is known.",
)
_DAYS = Bilingual(
    "日期写明年月日，如2026-11-22。",
    "Write a date with its year, month and day, as in 2026-11-22.",
)
_SHAPES = {"date": "2026-11-22, 2026-11, 2026", "day": "2026-11-22"}
_SUCH_AS = Bilingual("{what}（{shapes}）", "{what} ({shapes})")
_RETURNING = (
    Bilingual(
        "有下拉箭头的格子从列表中选。不要写公式，不要合并单元格。",
        "Choose from the list where a cell has one. No formulas, no merged cells.",
    ),
    Bilingual(
        "用Excel或WPS保存为xlsx工作簿，连同盖章的来函发回发表单位。",
        "Save it as an xlsx workbook from Excel or WPS and send it back with your sealed letter.",
    ),
)
_HEADS = (
    Bilingual("栏目", "Column"),
    Bilingual("谁来填", "Who fills it in"),
    Bilingual("填什么", "What belongs in it"),
)
_NOBODY = Bilingual("已锁定", "locked")
_ONCE = Bilingual("新增行填写", "you, in a new row")
_CITY = Bilingual("填表单位", "you")
_REQUIRED = Bilingual("{who}，必填", "{who}, required")
