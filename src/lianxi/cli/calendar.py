"""`lianxi calendar`: the meetings and deadlines of a year."""

from datetime import date
from typing import Annotated

import typer

from lianxi.charter.asked import day
from lianxi.charter.package import Package
from lianxi.cli.answer import complain, package_of, say, say_if_too_early, say_json, say_table
from lianxi.cli.options import JsonOption, KnownOption, LangOption, RegionOption, language
from lianxi.governance.planned import Planned
from lianxi.governance.working_days import working_days
from lianxi.governance.year import as_needed, asked_year
from lianxi.governance.year import year as year_of
from lianxi.kernel.bilingual import Bilingual, Lang, listed
from lianxi.kernel.setting import SettingError

app = typer.Typer(pretty_exceptions_enable=False)


@app.command()
def calendar(
    year: Annotated[str, typer.Argument(help="年份，如 2027 · a year such as 2027")],
    body: Annotated[str | None, typer.Option(help="只列一个机构 · of one body alone")] = None,
    region: RegionOption = None,
    known: KnownOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    """一年的会议与期限。 The meetings and deadlines of a year."""
    speech = language(lang)
    of, known_on = asked_year("YEAR", year), day("--known", known, date.max)
    package = package_of(region, speech)
    if body is not None and not any(article.id == body for article in package.kind("body")):
        raise SettingError(Bilingual(f"没有机构“{body}”", f"there is no body {body}"))
    found = [each for each in year_of(package, of, known_on) if body in (None, each.body)]
    if as_json:
        say_json([each.as_json() for each in found])
        return
    say_if_too_early(package, known_on, speech)
    weekdays = working_days(package).unlisted(of)
    if weekdays is not None:
        complain(weekdays, speech)
    say(_COUNTED.fill(region=package.region.name, year=of, n=len(found)), speech)
    say_table(_HEADINGS, [_row(package, each, speech) for each in found], speech)
    undated = [id_ for id_ in as_needed(package, of, known_on) if body in (None, id_)]
    if undated:
        say(_UNDATED.fill(bodies=listed([package.of("body", id_) for id_ in undated])), speech)


def _row(package: Package, each: Planned, lang: Lang) -> list[str]:
    host = package.of("party", each.host).in_(lang) if each.host else ""
    note = each.note.in_(lang) if each.note else ""
    return [str(each.date), each.what.in_(lang), host, each.article, note]


_COUNTED = Bilingual("{region}，{year}年：{n}项", "{region}, {year}: {n} entries")
_UNDATED = Bilingual("不定期召开，未列日期：{bodies}", "Meeting as needed, without a day: {bodies}")
_HEADINGS = [
    Bilingual("日期", "date"),
    Bilingual("事项", "what"),
    Bilingual("承办", "host"),
    Bilingual("条文", "article"),
    Bilingual("说明", "note"),
]
