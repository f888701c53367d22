"""`lianxi members`: who belongs on a day."""

from datetime import date
from typing import Annotated

import typer

from lianxi.charter.asked import day
from lianxi.cli.answer import complain, package_of, say, say_if_too_early, say_json, say_table
from lianxi.cli.options import (
    AtOption,
    JsonOption,
    KnownOption,
    LangOption,
    RegionOption,
    language,
)
from lianxi.governance.members import members as members_of
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.period import Period
from lianxi.kernel.setting import SettingError

app = typer.Typer(pretty_exceptions_enable=False)


@app.command()
def members(
    body: Annotated[
        str | None, typer.Option(help="哪个机构 · which body [the region's main body]")
    ] = None,
    region: RegionOption = None,
    at: AtOption = None,
    known: KnownOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    """某一天的成员。 The members on a day."""
    speech = language(lang)
    on, known_on = day("--at", at, date.today()), day("--known", known, date.max)
    package = package_of(region, speech)
    asked = body or package.region.main_body
    if not any(article.id == asked for article in package.kind("body")):
        raise SettingError(Bilingual(f"没有机构“{asked}”", f"there is no body {asked}"))
    found = members_of(package, asked, on, known_on)
    if as_json:
        say_json([member.as_json() for member in found])
        return
    say_if_too_early(package, known_on, speech)
    if package.articles[asked].proposed:
        complain(_PROPOSED.fill(body=package.of("body", asked)), speech)
    say(_heading(package.of("body", asked), on, at, len(found)), speech)
    rows = [
        [
            member.party.id,
            member.party.name.zh,
            member.party.name.en,
            member.province.formal if member.province else "",
            str(member.seat.since),
            package.of("body", member.seat.body).in_(speech),
        ]
        for member in found
    ]
    headings = [
        Bilingual("代码", "code"),
        Bilingual("中文名", "Chinese"),
        Bilingual("英文名", "English"),
        Bilingual("省份", "province"),
        Bilingual("加入时间", "member since"),
        Bilingual("机构", "body"),
    ]
    say_table(headings, rows, speech)


def _heading(body: Bilingual, on: date, asked: str | None, count: int) -> Bilingual:
    """Whose members, how many, and on which day: of a year or month, its first."""
    day = Period.on(on).words()
    if asked is not None and asked != str(on):
        day = _FIRST_DAY.fill(day=day, asked=Period.read(asked).words())
    return _MEMBERS.fill(body=body, day=day, n=count)


_PROPOSED = Bilingual(
    "“{body}”只是建议，尚无席位", "{body} is only proposed: nobody has a seat in it yet"
)
_FIRST_DAY = Bilingual("{day}（{asked}的首日）", "{day} (the first day of {asked})")
_MEMBERS = Bilingual("{body}，{day}：{n}个成员", "{body}, {day}: {n} members")
