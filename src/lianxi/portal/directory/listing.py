"""The list of the directory: a line for each duty, its columns, filters and files."""

from collections.abc import Callable, Mapping

from lianxi.charter.kinds.kind import STATUS
from lianxi.governance.directory import DUTIES, Held, Line
from lianxi.kernel.bilingual import Bilingual, Lang
from lianxi.kernel.period import Period
from lianxi.portal.charter.queries import Current
from lianxi.portal.directory.queries import Kept
from lianxi.portal.directory.workbook import LABELS
from lianxi.portal.ui import column
from lianxi.portal.ui.column import Column, Named
from lianxi.portal.ui.listing import Filter, Listed, Listing
from lianxi.portal.ui.record_columns import word

STATES: Mapping[str, Bilingual] = {
    "entered": Bilingual("已登记", "entered"),
    "vacant": Bilingual("未登记", "not entered"),
}


def asked_for(
    found: Current,
    stands: Kept,
    rows: list[Line],
    asked: Mapping[str, str],
    lang: Lang,
    keep: Mapping[str, str] | None = None,
) -> Listed[Line]:
    """The lines that an address asks for."""
    return _listing(found, stands).ask(rows, asked, lang, keep)


def _listing(found: Current, stands: Kept) -> Listing[Line]:
    """Columns that show what a line holds, which is what whoever asks may see."""

    def unit(line: Line) -> Named | None:
        office = stands.office(line.of)
        return Named(office.id, office.name) if office else None

    def rests_on(line: Line) -> Named | None:
        office = stands.office(line.of)
        row = office.row if office else None
        return word(STATUS, row.provenance.status) if row else None

    members = list(stands.posts)
    columns: tuple[Column[Line], ...] = (
        column.named("party", MEMBER, lambda li: Named(li.party, found.party(li.party)), width=16),
        column.named("unit", LABELS["unit"], unit, width=28),
        column.named("duty", LABELS["duty"], lambda li: word(DUTIES, li.duty or None), page=False),
        column.named("state", STATE, lambda li: word(STATES, _state(li)), page=False, sorts=False),
        column.both("name", LABELS["name"], _name, page=False, sorts=False, width=16),
        _text("title", lambda post: post.title),
        _text("phone", lambda post: post.phone),
        _text("mobile", lambda post: post.mobile),
        _text("email", lambda post: post.email),
        column.day("since", LABELS["since"], _since, page=False, sorts=False),
        column.day("until", LABELS["until"], _until, page=False, sorts=False),
        column.named("status", RECORDED, rests_on, page=False, sorts=False),
    )
    named = {id_: found.party(id_) for id_ in members}
    filters: tuple[Filter[Line], ...] = (
        Filter("party", MEMBER, lambda li: (li.party,), named, counted=False),
        Filter("duty", LABELS["duty"], lambda li: (li.duty,) if li.duty else (), DUTIES),
        Filter("state", STATE, lambda li: (_state(li),), STATES),
    )
    title = Bilingual("通讯录", "directory")
    return Listing("directory", title, columns, filters, lambda line: line.party, MEMBERS)


def _text(key: str, says: Callable[[Held], str]) -> Column[Line]:
    def of(line: Line) -> str | None:
        return says(line.post) if line.post else None

    return column.text(key, LABELS[key], of, page=False, sorts=False, width=20)


def _state(line: Line) -> str:
    return "entered" if line.filled else "vacant"


def _name(line: Line) -> Bilingual | None:
    return line.post.name if line.post else None


def _since(line: Line) -> Period | None:
    return Period.on(line.post.since) if line.post else None


def _until(line: Line) -> Period | None:
    return Period.on(line.post.until) if line.post and line.post.until else None


MEMBER = Bilingual("成员", "member")
MEMBERS = Bilingual("{m}个成员中的{n}个", "{n} of {m} members shown")
STATE = Bilingual("登记情况", "state")
RECORDED = Bilingual("部门依据", "department rests on")
AS_OF = Bilingual("截至", "as of")
SHOWN = Bilingual("所示范围", "what is shown")
SHOWS: Mapping[str, Bilingual] = {
    "filled": Bilingual("部门，不含人员", "departments, without people"),
    "people": Bilingual("现任人员，不含手机号码", "who is in post, without mobile numbers"),
    "private": Bilingual(
        "现任人员；手机号码和往届任职只限有权查看的城市和部门",
        "who is in post; mobile numbers and earlier holders where they may be seen",
    ),
}
