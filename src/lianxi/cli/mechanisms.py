"""`lianxi mechanisms`: the register of a region's mechanisms."""

from typing import Annotated

import typer

from lianxi.charter.asked import word
from lianxi.charter.kinds.kind import STANDING
from lianxi.charter.register import MECHANISM_KINDS, STATES, registered
from lianxi.cli.answer import package_of, say, say_json, say_table
from lianxi.cli.options import JsonOption, LangOption, RegionOption, language
from lianxi.kernel.bilingual import Bilingual, listed

app = typer.Typer(pretty_exceptions_enable=False)


@app.command()
def mechanisms(
    kind: Annotated[
        str | None, typer.Option("--kind", help="哪个种类，如 body · of which kind, such as body")
    ] = None,
    state: Annotated[
        str | None, typer.Option("--state", help="哪种状态 · live, recorded or planned")
    ] = None,
    region: RegionOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    """机制登记表。 The register of mechanisms."""
    speech = language(lang)
    word("--kind", kind, MECHANISM_KINDS)
    word("--state", state, STATES)
    package = package_of(region, speech)
    found = registered(package.mechanisms, kind, state)
    if as_json:
        say_json([mechanism.as_json() for mechanism in found])
        return
    say(_COUNT.fill(region=package.region.name, n=len(found)), speech)
    rows = [
        [
            mechanism.id,
            mechanism.name.in_(speech),
            listed([MECHANISM_KINDS[each] for each in mechanism.kinds]).in_(speech),
            STATES[mechanism.state].in_(speech),
            STANDING[mechanism.standing].in_(speech),
            mechanism.problem.in_(speech) if mechanism.problem else "",
        ]
        for mechanism in found
    ]
    headings = [
        Bilingual("标识", "id"),
        Bilingual("名称", "name"),
        Bilingual("种类", "kinds"),
        Bilingual("状态", "state"),
        Bilingual("效力", "standing"),
        Bilingual("所解决的问题", "problem it solves"),
    ]
    say_table(headings, rows, speech)


_COUNT = Bilingual("{region}：{n}项机制", "{region}: {n} mechanisms")
