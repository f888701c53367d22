"""`lianxi replay`: the history in order, and what a careful reader finds in it."""

from itertools import groupby

import typer

from lianxi.cli.answer import complain, package_of, say, say_json
from lianxi.cli.options import JsonOption, LangOption, RegionOption, language
from lianxi.governance.chronicle import Event, chronicle
from lianxi.governance.review import review
from lianxi.governance.texts import in_words
from lianxi.kernel.bilingual import Bilingual, Lang, same

app = typer.Typer(pretty_exceptions_enable=False)


@app.command()
def replay(
    region: RegionOption = None, as_json: JsonOption = False, lang: LangOption = None
) -> None:
    """按时间先后重述历史。 The history in order, with what a careful reader finds."""
    speech = language(lang)
    package = package_of(region, speech)
    events = chronicle(package)
    findings = [in_words(finding) for finding in review(package)]
    if as_json:
        say_json(
            {
                "chronicle": [event.as_json() for event in events],
                "findings": [finding.as_json() for finding in findings],
            }
        )
        return
    for year, group in groupby(events, lambda event: event.date.year):
        say(same(f"\n{year}"), speech)
        for event in group:
            _tell(event, speech)
    if findings:
        say(_FINDINGS.fill(n=len(findings)), speech)
    for finding in findings:
        say(_FINDING.fill(what=finding.message), speech)
    complain(Bilingual(f"{len(events)}件事", f"{len(events)} events"), speech)


def _tell(event: Event, lang: Lang) -> None:
    """The event behind its date, and further in what it changed."""
    say(_EVENT.fill(day=str(event.date), what=event.text), lang)
    for sentence in event.inner:
        say(_INNER.fill(what=sentence), lang)


_EVENT = same("  {day}  {what}")
_INNER = same("      {what}")
_FINDINGS = Bilingual("\n细读所见（{n}条）", "\nWhat a careful reader finds ({n})")
_FINDING = same("  · {what}")
