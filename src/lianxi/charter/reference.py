"""The reference of the language, made from the language itself: it cannot drift from it."""

from collections.abc import Iterable, Mapping

from lianxi.charter.citation import SOURCE_KEYS
from lianxi.charter.forms import Form
from lianxi.charter.kinds.kind import READING_KEY, READING_SOURCE, VERSION_KEYS
from lianxi.charter.language import KINDS, TABLES
from lianxi.charter.region import REGION_KEYS
from lianxi.charter.script import STEP_KEYS
from lianxi.charter.tables import AnyKey, TableOf
from lianxi.kernel.bilingual import Bilingual, Lang
from lianxi.kernel.finding import Explanation
from lianxi.kernel.unit import WORDS

_MADE = Bilingual(
    "本页由语言本身生成（`make docs`），不要手工修改。",
    "This page is made from the language itself (`make docs`); don't edit it by hand.",
)
_HEAD = Bilingual(
    "| 字段 | 名称 | 含义 | 形式 | 例 |\n|---|---|---|---|---|",
    "| key | label | meaning | form | example |\n|---|---|---|---|---|",
)
_REQUIRED = Bilingual("（必填）", " (required)")


def vocabulary(lang: Lang) -> str:
    """Every word of the language: kinds, versions, tables, region and sources, units."""
    title = Bilingual("地区包的用词", "The words of the region package")
    parts = [f"# {title.in_(lang)}", _MADE.in_(lang)]
    parts += _section(Bilingual("region.toml", "region.toml"), REGION_KEYS, lang)
    parts += _section(
        Bilingual("sources.toml：[[source]]", "sources.toml: [[source]]"), SOURCE_KEYS, lang
    )
    version = Bilingual(
        "每个版本：[[version]]、[[amendment]]", "Every version: [[version]], [[amendment]]"
    )
    parts += _section(version, VERSION_KEYS, lang)
    parts.append(
        Bilingual(
            '版本还可以用 `repeals = ["…"]` 废止字段；协议用条款的标识废止条款。',
            'A version may also repeal keys with `repeals = ["…"]`; an agreement repeals '
            "clauses by their id.",
        ).in_(lang)
    )
    reading = Bilingual("另一种说法：[[reading]]", "Another reading: [[reading]]")
    parts += _section(reading, (READING_KEY, READING_SOURCE), lang)
    for kind in KINDS.values():
        heading = Bilingual(
            f"种类 {kind.name}：{kind.label.zh}（{kind.folder}/）",
            f"Kind {kind.name} ({kind.folder}/)",
        )
        parts += _section(heading, kind.keys, lang, kind.meaning)
    for path, table in TABLES.items():
        parts += _section(Bilingual(path, path), table.keys, lang, table.meaning)
    script = Bilingual("script.toml：[[step]]", "script.toml: [[step]]")
    parts += _section(script, STEP_KEYS, lang)
    units = Bilingual("计量单位", "Units of measure")
    parts.append(f"## {units.in_(lang)}")
    parts.append(", ".join(f"`{word}`" for word in WORDS))
    return "\n\n".join(parts) + "\n"


def findings(lang: Lang, texts: Mapping[str, Explanation]) -> str:
    """Every finding there may be: its message, what is expected, what to do."""
    title = Bilingual("检查会说什么", "What the check may say")
    head = Bilingual(
        "| 代码 | | 说明 | 应为 | 处理 |\n|---|---|---|---|---|",
        "| code | | message | expected | to do |\n|---|---|---|---|---|",
    )
    severity = {"error": Bilingual("错误", "error"), "notice": Bilingual("提示", "notice")}
    rows = [
        _row(
            f"`{code}`",
            severity[text.severity].in_(lang),
            text.message.in_(lang),
            text.expected.in_(lang),
            text.remedy.in_(lang),
        )
        for code, text in sorted(texts.items())
    ]
    return (
        "\n\n".join([f"# {title.in_(lang)}", _MADE.in_(lang), "\n".join([head.in_(lang), *rows])])
        + "\n"
    )


def _section(
    heading: Bilingual, keys: Iterable[AnyKey], lang: Lang, meaning: Bilingual | None = None
) -> list[str]:
    rows = [row for key in keys for row in _rows("", key, lang)]
    said = [] if meaning is None else [meaning.in_(lang) + ("。" if lang == "zh" else ".")]
    return [f"## {heading.in_(lang)}", *said, "\n".join([_HEAD.in_(lang), *rows])]


def _rows(above: str, key: AnyKey, lang: Lang) -> list[str]:
    """A key, and the keys of the table that it is."""
    name = f"{above}{key.name}" + (".NAME" if key.named else "")
    required = _REQUIRED.in_(lang) if key.required else ""
    row = _row(
        f"`{name}`{required}",
        key.label.in_(lang),
        key.meaning.in_(lang),
        _form(key.form).in_(lang),
        f"`{key.example}`",
    )
    inner = key.form.keys if isinstance(key.form, TableOf) else ()
    return [row, *(line for each in inner for line in _rows(f"{name}.", each, lang))]


def _form(form: Form[object]) -> Bilingual:
    return Bilingual("表", "a table") if isinstance(form, TableOf) else form.expected


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
