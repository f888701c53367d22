"""`lianxi commitments`: who carries out what, and how it stands on a day."""

from collections import Counter
from datetime import date
from typing import Annotated

import typer

from lianxi.charter.asked import day
from lianxi.cli.answer import say, say_json, say_table
from lianxi.cli.on_demand import portal
from lianxi.cli.options import AtOption, JsonOption, LangOption, RegionOption, language
from lianxi.governance.road.standing import STATUSES
from lianxi.kernel.bilingual import Bilingual, listed
from lianxi.kernel.period import Period
from lianxi.kernel.setting import SettingError

app = typer.Typer(pretty_exceptions_enable=False)


@app.command()
def commitments(
    status: Annotated[
        str | None, typer.Option(help="只列一种状态，如 overdue · of one status alone")
    ] = None,
    region: RegionOption = None,
    at: AtOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    """合作任务及其状态。 The commitments and how they stand."""
    speech = language(lang)
    if status is not None and status not in STATUSES:
        raise SettingError(NO_STATUS.fill(status=status, known=", ".join(STATUSES)))
    if not region or "/" in region:
        raise SettingError(WHICH)
    on = day("--at", at, date.max) if at else None
    when, found = portal("commitments").from_command(region, on)
    counted = Counter(line.status for line in found)
    shown = [line for line in found if status in (None, line.status)]
    if as_json:
        say_json([line.as_json() for line in shown])
        return
    counts = [
        COUNT.fill(status=words, n=counted[word])
        for word, words in STATUSES.items()
        if counted[word]
    ]
    said = TOLD if counts else NONE
    say(said.fill(day=Period.on(when).words(), n=len(found), counts=listed(counts)), speech)
    rows = [
        [
            str(line.number),
            line.title.in_(speech),
            line.doer,
            line.lead,
            str(line.course.due or ""),
            line.standing.words.in_(speech),
        ]
        for line in shown
    ]
    say_table(HEADINGS, rows, speech)


NO_STATUS = Bilingual(
    "没有状态“{status}”，有：{known}", "there is no status {status}; there are: {known}"
)
WHICH = Bilingual(
    "请用 --region 写明已装载的地区的标识", "name a loaded region by its id with --region"
)
COUNT = Bilingual("{status}{n}", "{status} {n}")
TOLD = Bilingual("{day}，共{n}项：{counts}", "{day}, {n} commitments: {counts}")
NONE = Bilingual("{day}，还没有任务{counts}", "{day}: no commitment yet{counts}")
HEADINGS = [
    Bilingual("编号", "no."),
    Bilingual("任务", "commitment"),
    Bilingual("责任单位", "carried out by"),
    Bilingual("牵头单位", "lead unit"),
    Bilingual("完成时限", "due"),
    Bilingual("状态", "status"),
]
