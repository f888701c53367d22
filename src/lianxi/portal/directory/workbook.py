"""The directory as a workbook: a sheet for each city, a row for each post that is not over."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from lianxi.documents.workbook import Book, Column, Row, Sheet
from lianxi.governance.directory import DUTIES, Held, Office
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.charter.queries import Current
from lianxi.portal.directory.queries import Kept

LIST = "directory"

COLUMNS = (
    Column(
        "unit",
        Bilingual("部门", "Department"),
        Bilingual(
            "部门名称；市政府本身留空；新部门直接写名称",
            "the department's name; empty for the city itself; write a new one as it is called",
        ),
        once=True,
        width=26,
        longest=60,
        tells=True,
    ),
    Column(
        "duty",
        Bilingual("职责", "Duty"),
        form="choice",
        choices=DUTIES,
        required=True,
        once=True,
        width=14,
        tells=True,
    ),
    Column(
        "name",
        Bilingual("姓名", "Name"),
        Bilingual(
            "换人时直接改写，并在“起”一栏写接任之日；前任照旧留存",
            "overwrite it for somebody new, with the day under “since”; "
            "who was there before is kept",
        ),
        required=True,
        width=14,
        longest=60,
    ),
    Column(
        "name_en",
        Bilingual("英文名", "Name in English"),
        Bilingual("不填则用拼音", "pinyin if left out"),
        width=18,
        longest=60,
    ),
    Column("title", Bilingual("职务", "Title"), width=20, longest=60),
    Column(
        "phone",
        Bilingual("办公电话", "Office phone"),
        Bilingual("带区号，如0571-87654321转801", "with area code: 0571-87654321 ext. 801"),
        width=20,
        longest=60,
    ),
    Column("mobile", Bilingual("手机", "Mobile"), width=16, longest=60),
    Column("email", Bilingual("邮箱", "E-mail"), width=26, longest=254),
    Column(
        "since",
        Bilingual("起", "Since"),
        Bilingual(
            "任职之日；新增行不填，则为来函之日", "in a new row the day of your letter if empty"
        ),
        form="day",
        width=13,
    ),
    Column(
        "until",
        Bilingual("止", "Until"),
        Bilingual(
            "从这一天起不再任职；仍在任的留空", "the day from which it is over; empty while held"
        ),
        form="day",
        width=13,
    ),
)
LABELS: Mapping[str, Bilingual] = {column.key: column.label for column in COLUMNS}


def book(found: Current, stands: Kept, parties: Sequence[str], day: date) -> Book:
    """The workbook of some parties, for them to fill in."""
    sheets = tuple(
        Sheet(
            party,
            found.party(party),
            tuple(
                Row(str(post.number), cells(post, stands.offices[party]))
                for post in in_order(stands.posts[party])
                if not post.over(day)
            ),
        )
        for party in parties
    )
    title = TITLE.fill(region=found.package.region.title)
    region = found.package.region.id
    return Book(LIST, title, COLUMNS, sheets, day, NOTE, region, taking_out=AN_END)


def in_order(posts: Iterable[Held]) -> list[Held]:
    """Posts unit by unit, the party's own first; in a unit by duty, then by when they began."""
    return sorted(posts, key=lambda p: (p.of, list(DUTIES).index(p.duty), p.since, p.number))


def cells(post: Held, offices: Iterable[Office]) -> dict[str, str]:
    """A post as the cells of its row."""
    unit = next((office.name.zh for office in offices if office.id == post.of), "")
    return {
        "unit": unit if post.of != post.party else "",
        "duty": post.duty,
        "name": post.name.zh,
        "name_en": post.name.en,
        "title": post.title,
        "phone": post.phone,
        "mobile": post.mobile,
        "email": post.email,
        "since": str(post.since),
        "until": str(post.until or ""),
    }


TITLE = Bilingual("{region}通讯录", "Directory of {region}")
AN_END = Bilingual(
    "不再任职的，在“止”一栏写日期。", "For whoever leaves, write the day under “until”."
)
NOTE = Bilingual(
    "内含手机号码，只供本市填报使用，请勿转发。",
    "It holds mobile numbers: for the city's own use; do not pass it on.",
)
