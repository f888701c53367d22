"""The documents of a sitting: notice with reply slip, agenda, minutes, as the office sends them.

They are in Chinese, as documents of the office are; the number is the office's to give.
"""

from datetime import date
from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lianxi.documents.papers.form import MINUTES, NOTICE, PLAN
from lianxi.documents.papers.number import Number
from lianxi.documents.papers.paper import (
    Annex,
    Block,
    Column,
    Heading,
    Paper,
    Paragraph,
    People,
    Table,
    World,
)
from lianxi.governance.road.agenda import REASONS
from lianxi.governance.road.sitting import SITTING, Sitting
from lianxi.governance.road.sitting_acts import ItemListed
from lianxi.kernel.period import Period
from lianxi.kernel.unreadable import Unreadable
from lianxi.portal.charter.queries import Current
from lianxi.portal.dossiers.asked import asked, dossier
from lianxi.portal.dossiers.issued import As, issued
from lianxi.portal.dossiers.shown import called

KINDS = ("notice", "agenda", "minutes")


@never_cache
@require_safe
def paper(request: HttpRequest, region: str, number: int, paper: str, form: As) -> HttpResponse:
    """A document of a sitting."""
    by = asked(request, region)
    state = dossier(by, SITTING, number).state
    if paper not in KINDS:
        raise Http404("paper")
    made = paper_of(by.found, state, paper)
    if made is None:
        raise Http404("paper")
    return issued(request, f"{region}-sitting-{number}-{paper}", made, form)


def paper_of(found: Current, state: Sitting, kind: str) -> Paper | None:
    """A document of a sitting; None where there is nothing yet that it could say."""
    if kind == "notice":
        return _notice(found, state)
    if kind == "agenda":
        return _agenda(found, state) if state.items else None
    return _minutes(found, state) if state.minutes else None


def _notice(found: Current, state: Sitting) -> Paper:
    notice = state.notice
    said = [f"定于{_day(notice.day)}在{notice.place}召开{notice.title.zh}。"]
    if notice.chair:
        said.append(f"会议由{notice.chair}主持。")
    if notice.reply_by:
        said.append(f"请于{_day(notice.reply_by)}前报送回执（见附件）。")
    listed = [item.listed.title.zh for item in state.items if item.struck is None]
    blocks: list[Block] = [Paragraph("".join(said))]
    if listed:
        blocks += [Heading("议程"), *(Paragraph(f"{n}.{t}") for n, t in enumerate(listed, 1))]
    names = [called(found, party).zh for party in (*notice.roll, *notice.guests)]
    return Paper(
        NOTICE,
        f"关于召开{notice.title.zh}的通知",
        _issuers(found, state),
        tuple(blocks),
        state.since,
        _world(found),
        recipients=tuple(names),
        annexes=(Annex("会议回执", (_slip(),)),),
    )


def _slip() -> Table:
    """The reply slip that goes out with the notice, to be filled in by hand."""
    columns = tuple(
        Column(title, share)
        for title, share in (
            ("单位", 2),
            ("是否出席", 1.5),
            ("出席人", 1.5),
            ("职务", 1.5),
            ("联系电话", 2),
        )
    )
    return Table(columns, (("",) * len(columns),) * 2)


def _agenda(found: Current, state: Sitting) -> Paper:
    listed = [item.listed for item in state.items if item.struck is None]
    rows = tuple(
        (str(number), of.title.zh, _why(of), of.presenter) for number, of in enumerate(listed, 1)
    )
    columns = (
        Column("序号", 0.6, "center"),
        Column("议题", 3),
        Column("列入理由", 3),
        Column("汇报单位", 1.5),
    )
    where = f"{_day(state.notice.day)}，{state.notice.place}"
    return Paper(
        PLAN,
        f"{state.notice.title.zh}议程",
        (),
        (Paragraph(where), Table(columns, rows)),
        state.notice.day,
        _world(found),
    )


def _minutes(found: Current, state: Sitting) -> Paper:
    """The minutes as they stand, corrected; who was there, who was not and who sat in."""
    assert state.minutes is not None
    notice = state.notice
    absent = [party for party in notice.roll if party not in state.present]
    rows = {"present": state.present, "apologies": tuple(absent), "attending": notice.guests}
    people = [
        People(presence, tuple(called(found, party).zh for party in parties))  # type: ignore[arg-type]
        for presence, parties in rows.items()
        if parties
    ]
    text = [Paragraph(line) for line in state.minutes.text.splitlines() if line.strip()]
    return Paper(
        MINUTES,
        notice.title.zh,
        _issuers(found, state),
        (*text, *people),
        state.ended or state.minutes.last.since,
        _world(found),
        number=_number(state.concluded.number if state.concluded else ""),
    )


def _number(text: str) -> Number | None:
    """The number of the minutes as the standard writes it; None where it is written otherwise."""
    try:
        return Number.read(text) if text else None
    except Unreadable:
        return None


def _issuers(found: Current, state: Sitting) -> tuple[str, ...]:
    return tuple(called(found, f"body:{body}").zh for body in state.notice.bodies)


def _world(found: Current) -> World:
    return cast("World", found.package.region.world)


def _why(of: ItemListed) -> str:
    reason = REASONS[of.reason].zh
    return f"{reason}：{of.why.zh}" if of.why else reason


def _day(day: date) -> str:
    return Period.on(day).words().zh
