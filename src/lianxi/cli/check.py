"""`lianxi check PATH`: is this a region package, and what is wrong with it?"""

from pathlib import Path
from typing import Annotated

import typer

from lianxi.charter.load import load_path
from lianxi.charter.texts import in_words
from lianxi.cli.answer import FOUND_ERRORS, complain, say, say_findings, say_json
from lianxi.cli.options import JsonOption, LangOption, language
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.digest import Plain

app = typer.Typer(pretty_exceptions_enable=False)


@app.command()
def check(
    path: Annotated[Path, typer.Argument(help="地区包文件夹或 zip · the package's folder or zip")],
    notices: Annotated[
        bool, typer.Option("--notices", help="也列出提示 · list the notices too")
    ] = False,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    """检查地区包：列出错误，数出提示。 Check a region package: list errors, count notices."""
    speech = language(lang)
    loaded = load_path(path)
    digest = loaded.package.digest if loaded.package else None
    if as_json:
        findings: list[Plain] = [in_words(finding).as_json() for finding in loaded.findings]
        say_json(
            {
                "region": loaded.region_id or None,
                "digest": digest,
                "errors": len(loaded.errors),
                "notices": len(loaded.notices),
                "findings": findings,
            }
        )
    else:
        say_findings(loaded.findings if notices else loaded.errors, speech, to_error=False)
        counts = {"errors": len(loaded.errors), "notices": len(loaded.notices)}
        say(_summary(loaded.region_id, digest).fill(**counts), speech)
        if loaded.notices and not notices:
            complain(Bilingual("加 --notices 列出提示", "--notices lists the notices"), speech)
    if loaded.errors:
        raise typer.Exit(FOUND_ERRORS)


def _summary(region: str, digest: str | None) -> Bilingual:
    if digest is None:
        return Bilingual(
            "{errors}处错误，{notices}条提示：不能装载",
            "{errors} errors, {notices} notices: it can't be loaded",
        )
    return Bilingual(
        f"{region}：没有错误，{{notices}}条提示\n{digest}",
        f"{region}: no errors, {{notices}} notices\n{digest}",
    )
