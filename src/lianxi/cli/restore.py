"""`lianxi restore FILE`: a backup into a new database."""

from pathlib import Path
from typing import Annotated

import typer

from lianxi.cli.answer import say, say_json
from lianxi.cli.on_demand import portal
from lianxi.cli.options import JsonOption, LangOption, language
from lianxi.kernel.bilingual import Bilingual

app = typer.Typer(pretty_exceptions_enable=False)


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="备份文件 · the backup")],
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    """把备份还原到一个空的数据库。 Restore a backup into an empty database."""
    speech = language(lang)
    made = portal("backup").restore_from(file)
    if as_json:
        say_json({"file": str(file), "at": made.at, "lines": made.lines, "head": made.head})
        return
    words = Bilingual(
        "已还原{at}的备份：日志{n}行，核对相符，链头 {head}",
        "restored the backup of {at}: {n} journal lines, verified, head {head}",
    )
    say(words.fill(at=made.at, n=made.lines, head=made.head or "-"), speech)
