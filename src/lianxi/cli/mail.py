"""`lianxi mail send`: write the digests that are due, send what waits in the outbox."""

import typer

from lianxi.cli.answer import FOUND_ERRORS, complain, say, say_json
from lianxi.cli.on_demand import portal
from lianxi.cli.options import JsonOption, LangOption, language
from lianxi.kernel.bilingual import Bilingual, listed

app = typer.Typer(pretty_exceptions_enable=False, help="邮件。 Mail.", no_args_is_help=True)


@app.callback()
def mail() -> None:
    """邮件。 Mail."""


@app.command()
def send(as_json: JsonOption = False, lang: LangOption = None) -> None:
    """写好应写的提要，发出待发的信。 Write the digests that are due, send what waits."""
    speech = language(lang)
    run = portal("mail").send()
    if as_json:
        say_json(run.as_json())
    else:
        counts = (run.written, run.sent, run.failed, run.given_up, run.waiting)
        said = [words.fill(n=n) for words, n in zip(COUNTS, counts, strict=True) if n]
        if said:
            say(listed(said), speech)
    if run.problem is not None:  # a timer's unit fails, and whoever watches it hears of it
        complain(run.problem, speech)
        raise typer.Exit(FOUND_ERRORS)


COUNTS = (
    Bilingual("写好{n}封", "{n} written"),
    Bilingual("发出{n}封", "{n} sent"),
    Bilingual("被拒{n}封", "{n} refused"),
    Bilingual("放弃{n}封", "{n} given up"),
    Bilingual("待发{n}封", "{n} waiting"),
)
