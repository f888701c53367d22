"""The table of commands, and the one place that imports on demand."""

import sys
from collections.abc import Sequence
from importlib import import_module

import typer
from typer.core import TyperCommand, TyperGroup

from lianxi.cli.answer import complain
from lianxi.kernel.setting import SettingError

# verb: the module of `lianxi.cli` that holds it. Only the verb that is called is imported,
# so a command that needs no database loads no portal.
VERBS = {
    "check": "check",
    "members": "members",
    "bodies": "bodies",
    "diff": "diff",
    "serve": "serve",
    "journal": "journal",
}


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
def lianxi() -> None:
    """Lianxi 联席."""


def run(arguments: Sequence[str] | None = None) -> None:
    """Run one command; a setting that is wrong gets one clear line."""
    try:
        app(args=list(sys.argv[1:] if arguments is None else arguments))
    except SettingError as why:
        complain(why.words)
        sys.exit(2)
    except BrokenPipeError:  # the reader of our output went away
        sys.exit(0)
