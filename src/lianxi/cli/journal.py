"""`lianxi journal verify`: does the journal hold, and do the data agree with it?

`lianxi journal rebuild`: lists, duties and links made anew from the acts.
"""

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
    """核对日志链、各行的摘要和各卷宗的状态。 Verify the chain, every row, every dossier."""
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


@app.command()
def rebuild(as_json: JsonOption = False, lang: LangOption = None) -> None:
    """由办理重新得出卷宗的状态。 Make the rows of dossiers anew from their acts."""
    speech = language(lang)
    made = portal("verification").rebuild_from_command()
    if as_json:
        problems = [problem.as_json() for problem in made.problems]
        say_json({"changed": made.changed, "problems": problems})
    else:
        for problem in made.problems:
            say(problem, speech)
        if not made.problems:
            say(REBUILT.fill(n=made.changed), speech)
    if made.problems:
        complain(SPOILT, speech)
        raise typer.Exit(FOUND_ERRORS)


REBUILT = Bilingual(
    "由办理重新得出了{n}处卷宗的状态或编号，其余无须改动",
    "made anew from the acts: {n}; all else was right",
)
SPOILT = Bilingual(
    "日志或办理本身被改动，没有重新得出；请用备份还原",
    "the journal or the acts themselves were changed, so nothing was made anew; restore a backup",
)
