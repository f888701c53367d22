"""`lianxi bodies`: the bodies of a region."""

from datetime import date

import typer

from lianxi.charter.asked import day
from lianxi.charter.forms import NOT_STATED
from lianxi.charter.kinds.body import TIERS
from lianxi.charter.kinds.kind import STANDING
from lianxi.cli.answer import package_of, say_if_too_early, say_json, say_table
from lianxi.cli.options import (
    AtOption,
    JsonOption,
    KnownOption,
    LangOption,
    RegionOption,
    language,
)
from lianxi.governance.bodies import bodies as bodies_of
from lianxi.kernel.bilingual import Bilingual, same

app = typer.Typer(pretty_exceptions_enable=False)


@app.command()
def bodies(
    region: RegionOption = None,
    at: AtOption = None,
    known: KnownOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    """各机构；加 --at 则为该日存在的。 The bodies; with --at, those that exist on that day."""
    speech = language(lang)
    on = None if at is None else day("--at", at, date.max)
    known_on = day("--known", known, date.max)
    package = package_of(region, speech)
    found = bodies_of(package, on, known_on)
    if as_json:
        say_json([body.as_json() for body in found])
        return
    say_if_too_early(package, known_on, speech)
    rows = [
        [
            body.id,
            body.name.in_(speech),
            TIERS.get(body.tier or "", same("")).in_(speech),
            package.of("body", body.part_of).in_(speech) if body.part_of else "",
            body.rhythm.in_(speech) if body.rhythm else "",
            str(body.since) if body.since.known else NOT_STATED.in_(speech),
            str(body.until or ""),
            STANDING[body.standing].in_(speech),
        ]
        for body in found
    ]
    headings = [
        Bilingual("标识", "id"),
        Bilingual("名称", "name"),
        Bilingual("层级", "tier"),
        Bilingual("隶属", "part of"),
        Bilingual("会期", "meets"),
        Bilingual("始", "since"),
        Bilingual("止", "until"),
        Bilingual("效力", "standing"),
    ]
    say_table(headings, rows, speech)
