"""`lianxi journal verify`: does the journal hold, and do the data agree with it?"""

import typer

from lianxi.cli.answer import FOUND_ERRORS, complain, say, say_json
from lianxi.cli.on_demand import portal
from lianxi.cli.options import JsonOption, LangOption, language
from lianxi.kernel.bilingual import Bilingual

app = typer.Typer(pretty_exceptions_enable=False, help="日志。 The journal.", no_args_is_help=True)


@app.callback()
def journal() -> None:
    """日志。 The journal."""


@app.command()
def verify(as_json: JsonOption = False, lang: LangOption = None) -> None:
    """核对日志链和各行的摘要。 Verify the chain and every row's digest."""
    speech = language(lang)
    found = portal("verification").from_command()
    if as_json:
        say_json(found.as_json())
    else:
        for problem in found.problems:
            say(problem, speech)
        words = Bilingual(
            "日志完整：{n}行，链头 {head}" if found.holds else "日志不完整：{n}行，链头 {head}",
            "the journal verifies: {n} lines, head {head}"
            if found.holds
            else "the journal does not verify: {n} lines, head {head}",
        )
        say(words.fill(n=found.lines, head=found.head or "-"), speech)
    if not found.holds:
        complain(
            Bilingual(
                "请勿再写入，并与导出的链头核对",
                "write nothing more; compare with an exported head",
            ),
            speech,
        )
        raise typer.Exit(FOUND_ERRORS)
