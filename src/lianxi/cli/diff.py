"""`lianxi diff OLD NEW`: what changed between two packages, in words."""

from pathlib import Path
from typing import Annotated

import typer

from lianxi.charter.diff import diff as changes_between
from lianxi.charter.load import load_path
from lianxi.charter.package import Package
from lianxi.cli.answer import FOUND_ERRORS, complain, say, say_findings, say_json
from lianxi.cli.options import JsonOption, LangOption, language
from lianxi.kernel.bilingual import Bilingual, Lang

app = typer.Typer(pretty_exceptions_enable=False)


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(help="旧包 · the old package")],
    new: Annotated[Path, typer.Argument(help="新包 · the new package")],
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    """逐条说明两个地区包的不同。 Say what changed between two packages."""
    speech = language(lang)
    changes = changes_between(_package(old, speech), _package(new, speech))
    if as_json:
        say_json([change.as_json() for change in changes])
        return
    for change in changes:
        say(change.text, speech)
    complain(Bilingual(f"{len(changes)}处不同", f"{len(changes)} changes"), speech)


def _package(path: Path, speech: Lang) -> Package:
    loaded = load_path(path)
    if loaded.package is None:
        complain(Bilingual(f"{path} 不能装载：", f"{path} can't be loaded:"), speech)
        say_findings(loaded.errors, speech, to_error=True)
        raise typer.Exit(FOUND_ERRORS)
    return loaded.package
