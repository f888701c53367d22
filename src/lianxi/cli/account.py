"""`lianxi account add` and `reset`: the first people, and whoever is locked out."""

from typing import Annotated

import typer

from lianxi.cli.answer import say, say_json
from lianxi.cli.on_demand import portal
from lianxi.cli.options import JsonOption, LangOption, language
from lianxi.kernel.bilingual import Bilingual, Lang

app = typer.Typer(pretty_exceptions_enable=False, help="账号。 Accounts.", no_args_is_help=True)

Login = Annotated[str, typer.Argument(help="账号 · the login")]


@app.callback()
def account() -> None:
    """账号。 Accounts."""


@app.command()
def add(
    login: Login,
    name: Annotated[str, typer.Option("--name", help="姓名 · the name")],
    name_en: Annotated[str, typer.Option("--name-en", help="英文名 · the name in English")] = "",
    role: Annotated[str, typer.Option("--role", help="角色 · a role, held from today")] = "",
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    """开立账号，给出一次性口令。 Open an account and print its one-time password."""
    speech = language(lang)
    _answer(login, portal("account").add(login, name, name_en, role), speech, as_json=as_json)


@app.command()
def reset(login: Login, as_json: JsonOption = False, lang: LangOption = None) -> None:
    """发放新的一次性口令，解除动态口令。 A new one-time password; the second factor goes."""
    speech = language(lang)
    _answer(login, portal("account").reset(login), speech, as_json=as_json)


def _answer(login: str, password: str, speech: Lang, *, as_json: bool) -> None:
    if as_json:
        say_json({"login": login, "password": password})
        return
    say(PASSWORD.fill(login=login, password=password), speech)


PASSWORD = Bilingual(
    "{login} 的一次性口令：{password}（首次登录时须更改）",
    "one-time password of {login}: {password} (to be changed at the first sign-in)",
)
