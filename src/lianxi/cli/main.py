"""The table of commands, and the one place that imports on demand."""

import sys
from collections.abc import Sequence
from importlib import import_module

import typer
from typer.core import TyperCommand, TyperGroup

from lianxi.cli import usage
from lianxi.cli.answer import WRONG_USE, complain
from lianxi.cli.options import LangOption, spoken
from lianxi.kernel.setting import SettingError

# verb: the module of `lianxi.cli` that holds it. Only the verb that is called is imported,
# so a command that needs no database loads no portal.
VERBS = {
    "check": "check",
    "members": "members",
    "bodies": "bodies",
    "mechanisms": "mechanisms",
    "diff": "diff",
    "replay": "replay",
    "calendar": "calendar",
    "commitments": "commitments",
    "fund": "fund",
    "share": "share",
    "split": "split",
    "serve": "serve",
    "account": "account",
    "journal": "journal",
    "mail": "mail",
    "backup": "backup",
    "restore": "restore",
}
# The commands within a verb that are given a language before it.
INNER = ("verify", "rebuild", "add", "reset", "send", "balance", "statement", "export")


class Verbs(TyperGroup):
    """The group of commands, read from the table."""

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]  # noqa: ARG002
        """The verbs in the order of the table."""
        return list(VERBS)

    def get_command(  # type: ignore[override]
        self,
        ctx: typer.Context,  # noqa: ARG002
        cmd_name: str,
    ) -> TyperCommand | None:
        """Import the module of one verb and make its command."""
        if cmd_name not in VERBS:
            return None
        module = import_module(f"lianxi.cli.{VERBS[cmd_name]}")
        command = typer.main.get_command(module.app)
        command.name = cmd_name
        return command  # type: ignore[return-value]


app = typer.Typer(
    cls=Verbs,
    name="lianxi",
    help="联席：运行城市群的合作机制。 Lianxi runs the cooperation mechanism of a city cluster.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback()
def lianxi(context: typer.Context, lang: LangOption = None) -> None:
    """Lianxi 联席."""
    if lang is not None:  # a language before the verb is the verb's own unless it names another
        inner = {name: {"lang": lang} for name in INNER}
        context.default_map = {verb: {"lang": lang, **inner} for verb in VERBS}


def run(arguments: Sequence[str] | None = None) -> None:
    """Run one command; wrong use and a wrong setting get one clear line."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        sys.exit(app(args=given, standalone_mode=False))
    except SettingError as why:
        complain(why.words, spoken(given))
        sys.exit(WRONG_USE)
    except typer.TyperException as why:
        if why.format_message():  # without one, the help was printed instead
            complain(usage.in_words(why.format_message()), spoken(given))
        sys.exit(WRONG_USE)
    except BrokenPipeError:  # the reader of our output went away
        sys.exit(0)
