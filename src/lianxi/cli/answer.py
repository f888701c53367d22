"""How commands answer: JSON or a table on standard output, words on standard error."""

import json
import sys
from collections.abc import Sequence

import typer
from rich.console import Console
from rich.table import Table

from lianxi.charter.load import Loaded, load_path
from lianxi.charter.package import Package
from lianxi.charter.texts import in_words
from lianxi.cli.options import language, region_path
from lianxi.kernel.bilingual import Bilingual, Lang
from lianxi.kernel.digest import Plain

FINE, FOUND_ERRORS, WRONG_USE = 0, 1, 2


def say_json(value: Plain) -> None:
    """Print one JSON value and nothing else."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def say_table(headings: Sequence[Bilingual], rows: Sequence[Sequence[str]], lang: Lang) -> None:
    """Print a table for a person; as wide as it needs to be where nobody watches."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in headings:
        table.add_column(heading.in_(lang), overflow="fold")
    for row in rows:
        table.add_row(*row)
    width = None if sys.stdout.isatty() else 400
    Console(width=width, highlight=False, markup=False).print(table)


def say(words: Bilingual, lang: Lang) -> None:
    """Print a sentence on standard output."""
    sys.stdout.write(words.in_(lang) + "\n")


def complain(words: Bilingual, lang: Lang | None = None) -> None:
    """Print a sentence on standard error, in the terminal's language."""
    sys.stderr.write(words.in_(lang or language(None)) + "\n")


def say_findings(loaded: Loaded, lang: Lang, *, to_error: bool) -> None:
    """Print findings one by one: where, what, what was expected, what to do."""
    out = sys.stderr if to_error else sys.stdout
    severities = {"error": Bilingual("错误", "error"), "notice": Bilingual("提示", "notice")}
    for finding in loaded.findings:
        words, place = in_words(finding), finding.place
        where = f"{place.file}:{place.row}" if place.row else place.file
        where = f"{where} {place.key}".strip()
        out.write(f"{severities[finding.severity].in_(lang)} {where}: {words.message.in_(lang)}\n")
        if finding.severity == "error":
            expected = Bilingual("应为", "expected").in_(lang)
            remedy = Bilingual("处理", "to do").in_(lang)
            out.write(f"    {expected}: {words.expected.in_(lang)}\n")
            out.write(f"    {remedy}: {words.remedy.in_(lang)}\n")


def package_of(region: str | None, lang: Lang) -> Package:
    """Load the region a command is asked about; with errors, print them and leave with 1."""
    loaded = load_path(region_path(region))
    if loaded.package is None:
        say_findings(loaded, lang, to_error=True)
        raise typer.Exit(FOUND_ERRORS)
    return loaded.package
