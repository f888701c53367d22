"""`lianxi backup FILE`: the whole instance in one file."""

from pathlib import Path
from typing import Annotated

import typer

from lianxi.cli.answer import say, say_json
from lianxi.cli.on_demand import portal
from lianxi.cli.options import JsonOption, LangOption, language
from lianxi.kernel.bilingual import Bilingual

app = typer.Typer(pretty_exceptions_enable=False)


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="写到哪个文件 · the file to write")],
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    """把整个系统备份到一个文件。 Back the whole instance up into one file."""
    speech = language(lang)
    made = portal("backup").backup_to(file)
    if as_json:
        say_json({"file": str(file), "at": made.at, "lines": made.lines, "head": made.head})
        return
    words = Bilingual(
        "已备份到 {file}：日志{n}行，链头 {head}",
        "backed up into {file}: {n} journal lines, head {head}",
    )
    say(words.fill(file=str(file), n=made.lines, head=made.head or "-"), speech)
