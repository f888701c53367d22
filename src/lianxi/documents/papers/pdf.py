"""A paper as PDF, set by Typst: every text goes in as data, and none of it as markup."""

import json
import re
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime, time
from importlib.resources import files as resources
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from lianxi.documents.letters import em
from lianxi.documents.papers import measures
from lianxi.documents.papers.check import refuse_faulty
from lianxi.documents.papers.compose import lay_out
from lianxi.documents.papers.layout import Grid, Layout, Run
from lianxi.documents.papers.measures import CELL_PT, CHARACTERS, LOOKS, PT_IN_MM, Face
from lianxi.documents.papers.paper import Paper
from lianxi.documents.papers.texts import TEXTS, PaperRefused
from lianxi.documents.papers.unseen import one_line
from lianxi.kernel.finding import Finding, Place

_TEMPLATE = (resources("lianxi.documents.papers") / "paper.typ").read_bytes()

# What each face may be set in, the standard's own first; then what is free and commonly there.
_SERIF = ("Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "Source Han Serif CN")
_SANS = ("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN")
FAMILIES: dict[Face, tuple[str, ...]] = {
    "biaosong": ("FZXiaoBiaoSong-B05S", "方正小标宋简体", "SimSun", "宋体", *_SERIF),
    "fangsong": ("FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", "STFangsong", *_SERIF),
    "heiti": ("SimHei", "黑体", "STHeiti", *_SANS, *_SERIF),
    "kaiti": ("KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体", "STKaiti", *_SERIF),
    "songti": ("SimSun", "宋体", "STSong", *_SERIF),
}
_KNOWN = tuple(dict.fromkeys(name for names in FAMILIES.values() for name in names))

# A word that is longer than its line would stand out of it: it gets places to break.
_WORD = re.compile(r"[!-~]{4,}")
_BREAK = "\u200b"
_LINE_ROOM = CHARACTERS / 2
_CELL_PADDING_MM = 3


def to_pdf(paper: Paper, font_folder: Path) -> bytes:
    """The paper as PDF, the same bytes for the same paper and fonts.

    PaperRefused where it has errors, or where the folder has no Chinese font.
    """
    refuse_faulty(paper)
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[font_folder])
    chosen = _faces(fonts.families(), font_folder)
    said = {**_data(paper, lay_out(paper)), "fonts": chosen}
    # The root is a folder with nothing in it: even a fault in the template could read no file.
    with TemporaryDirectory() as empty:
        compiler = typst.Compiler(
            _TEMPLATE,
            root=Path(empty),
            font_paths=fonts,
            sys_inputs={"paper": json.dumps(said, ensure_ascii=False, default=_fields)},
        )
        made = compiler.compile(format="pdf", timestamp=datetime.combine(paper.dated, time(), UTC))
    assert isinstance(made, bytes)
    return made


def _faces(there: list[str], folder: Path) -> dict[str, list[str]]:
    """The families of each face that the folder has; a Chinese one stands in for any other."""
    known = [name for name in _KNOWN if name in there]
    if not known:
        place = Place("paper", "font_folder")
        code = "paper.no-font"
        raise PaperRefused([Finding(TEXTS[code].severity, code, place, {"folder": str(folder)})])
    return {
        face: [*(name for name in names if name in known), *known]
        for face, names in FAMILIES.items()
    }


def _data(paper: Paper, layout: Layout) -> dict[str, object]:
    """The layout and the measures, as the template reads them."""
    return {
        "lang": paper.lang,
        "title": one_line(paper.title),
        "author": [one_line(name) for name in paper.issuers],
        "world": layout.world,
        "head": layout.top,
        "sections": layout.sections,
        "record": layout.record if layout.record else None,
        "looks": LOOKS,
        "measures": {
            name.lower(): value
            for name, value in vars(measures).items()
            if name.isupper() and isinstance(value, int | float | str)
        },
    }


def _fields(value: object) -> dict[str, object]:
    """A value of the layout as JSON has it, with its kind."""
    assert is_dataclass(value)
    said = {field.name: getattr(value, field.name) for field in fields(value)}
    if isinstance(value, Run):
        said["text"] = _breakable(value.text, _LINE_ROOM)
    if isinstance(value, Grid):
        rooms = [(mm - _CELL_PADDING_MM) * PT_IN_MM / CELL_PT for mm in value.widths]
        said["head"] = _cells(value.head, rooms)
        said["parted"] = value.parted
        said["rows"] = [_cells(row, rooms) for row in value.rows]
    return {"is": type(value).__name__.lower(), **said}


def _cells(cells: tuple[str, ...], rooms: list[float]) -> list[str]:
    return [_breakable(cell, room) for cell, room in zip(cells, rooms, strict=False)]


def _breakable(text: str, room: float) -> str:
    """The text, its words that are wider than the room with places to break."""

    def parted(word: re.Match[str]) -> str:
        return _BREAK.join(word[0]) if em(word[0]) > room else word[0]

    return _WORD.sub(parted, text)
