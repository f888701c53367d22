"""How commands answer: JSON or a table on standard output, words on standard error."""

import json
import sys
from collections.abc import Sequence
from datetime import date

import typer
from rich.console import Console
from rich.table import Table

from lianxi.charter.load import load_path
from lianxi.charter.package import Package
from lianxi.charter.texts import in_words
from lianxi.cli.options import region_path
from lianxi.kernel.bilingual import Bilingual, Lang
from lianxi.kernel.digest import Plain
from lianxi.kernel.finding import Finding

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


def complain(words: Bilingual, lang: Lang) -> None:
    """Print a sentence on standard error."""
    sys.stderr.write(words.in_(lang) + "\n")


def say_findings(findings: Sequence[Finding], lang: Lang, *, to_error: bool) -> None:
    """Print findings one by one: where, what, and of errors what was expected, what to do."""
    out = sys.stderr if to_error else sys.stdout
    for finding in findings:
        words, place = in_words(finding), finding.place
        where = f"{place.file}:{place.row}" if place.row else place.file
        where = f" {where} {place.key}".rstrip()
        line = _FINDING[finding.severity].fill(where=where, what=words.message)
        out.write(line.in_(lang) + "\n")
        if finding.severity == "error":
            out.write(_EXPECTED.fill(words=words.expected).in_(lang) + "\n")
            out.write(_REMEDY.fill(words=words.remedy).in_(lang) + "\n")


_FINDING = {
    "error": Bilingual("错误{where}：{what}", "error{where}: {what}"),
    "notice": Bilingual("提示{where}：{what}", "notice{where}: {what}"),
}
_EXPECTED = Bilingual("    应为：{words}", "    expected: {words}")
_REMEDY = Bilingual("    处理：{words}", "    to do: {words}")


def say_if_too_early(package: Package, known: date, lang: Lang) -> None:
    """Say so where nothing was known yet on the day that was asked for."""
    first = package.known_since
    if first is not None and known < first:
        complain(_TOO_EARLY.fill(known=str(known), first=str(first)), lang)


_TOO_EARLY = Bilingual(
    "--known：{known}时尚无所知；应为{first}或以后的一天",
    "--known: nothing was known yet on {known}; expected {first} or a later day",
)


def package_of(region: str | None, lang: Lang) -> Package:
    """Load the region a command is asked about; with errors, print them and leave with 1."""
    loaded = load_path(region_path(region))
    if loaded.package is None:
        say_findings(loaded.errors, lang, to_error=True)
        raise typer.Exit(FOUND_ERRORS)
    return loaded.package
