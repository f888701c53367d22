"""`lianxi serve`: the portal on this machine."""

import os
from typing import Annotated

import typer

from lianxi.cli.answer import FOUND_ERRORS, say_findings
from lianxi.cli.answer import complain as say_line
from lianxi.cli.on_demand import portal
from lianxi.cli.options import LangOption, language
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.environment import port as port_setting

app = typer.Typer(pretty_exceptions_enable=False)


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="监听地址 · address to listen on")] = "127.0.0.1",
    port: Annotated[str | None, typer.Option(help="端口 · port [PORT, 8000]")] = None,
    lang: LangOption = None,
) -> None:
    """在本机运行门户。 Serve the portal on this machine."""
    speech = language(lang)
    at = port_setting({"PORT": port} if port is not None else os.environ)
    server = portal("server")
    try:
        server.serve(host, at, lambda words: say_line(words, speech))
    except server.RegionRefused as refused:
        for name, loaded in refused.refused.items():
            say_line(_NOT_LOADED.fill(name=name, n=len(loaded.errors)), speech)
            say_findings(loaded.errors, speech, to_error=True)
        raise typer.Exit(FOUND_ERRORS) from None


_NOT_LOADED = Bilingual(
    "地区 {name} 有{n}处错误，不能装载，门户没有启动；已装载的地区没有改动",
    "the region {name} can't be loaded (errors: {n}): the portal was not started, "
    "and what was loaded before is as it was",
)
