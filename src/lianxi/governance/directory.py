"""The directory: departments and offices under a party, and who leads and who liaises there.

Pure rules: what may not overlap (`faults`), what somebody may see (`sight`, `seen`,
`lines`), what is missing (`missing`). Anybody sees the units and whether each duty is
filled; who holds it now is for those who work together; mobile numbers and who held it
before are for the secretariat and for the party's own.
"""

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import combinations
from typing import Literal

from pypinyin import lazy_pinyin

from lianxi.charter.rows import OrgUnit
from lianxi.governance.authority import Actor, Allowed, can
from lianxi.governance.texts import TEXTS
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.finding import Finding, Place

Sight = Literal["filled", "people", "private"]

DUTIES: Mapping[str, Bilingual] = {
    "lead": Bilingual("负责人", "lead"),
    "deputy": Bilingual("分管负责人", "deputy lead"),
    "liaison": Bilingual("联络员", "liaison"),
}
SOLE = frozenset({"lead"})  # held by one person at a time in a unit
NEEDED = ("lead", "liaison")  # what every member should have
SOON = timedelta(days=30)
SLUG_MAX = 60
YEARS = range(1949, 2100)  # of any day in the directory

NOBODY = Bilingual("", "")

_FROM = Bilingual("登记为{since}起", "from {since} on")
_FROM_TO = Bilingual("登记为{since}至{until}", "from {since} to {until}")
_BRACKETS = str.maketrans("[【〔{〖〘<《〈]】〕}〗〙>》〉", "(" * 9 + ")" * 9)


@dataclass(frozen=True)
class Office:
    """A department or office under a party; `row` where the region package records it."""

    id: str
    name: Bilingual
    since: date | None = None
    until: date | None = None
    row: OrgUnit | None = None

    @property
    def party(self) -> str:
        """Whose it is."""
        return self.id.partition("/")[0]

    @property
    def slug(self) -> str:
        """What it is called in addresses."""
        return self.id.partition("/")[2]

    @property
    def term(self) -> Bilingual:
        """From when to when it is there, in words."""
        words = _FROM if self.until is None else _FROM_TO
        return words.fill(since=str(self.since or "…"), until=str(self.until or ""))

    def exists(self, day: date) -> bool:
        """Whether it is there on a day; a recorded one is on every day."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day < self.until
        )


@dataclass(frozen=True)
class Held:
    """A duty held by somebody from one day up to another, in a unit or for the party itself."""

    of: str
    duty: str
    name: Bilingual
    since: date
    until: date | None = None
    title: str = ""
    phone: str = ""
    mobile: str = ""
    email: str = ""
    number: int = 0

    @property
    def party(self) -> str:
        """Whose it is."""
        return self.of.partition("/")[0]

    def held(self, day: date) -> bool:
        """Whether it is held on a day; one that ends on its first day never was."""
        return self.since <= day and (self.until is None or day < self.until)

    def over(self, day: date) -> bool:
        """Whether it has ended by a day."""
        return self.until is not None and self.until <= day

    def overlaps(self, other: "Held") -> bool:
        """Whether there is a day on which both are held."""
        begins = max(self.since, other.since)
        return self.held(begins) and other.held(begins)


@dataclass(frozen=True)
class Line:
    """A duty in a unit or for the party itself, and who holds it as far as one may see.

    `duty` is empty where a unit has nobody; `post` is None where nobody holds the duty or
    it is not to be seen who does.
    """

    party: str
    of: str
    duty: str
    filled: bool
    post: Held | None = None


@dataclass(frozen=True)
class Fault:
    """What can't be: a post, and the code and values that say why."""

    post: Held
    code: str
    values: Mapping[str, Bilingual | str] = field(default_factory=dict)


def sight(actor: Actor | None, of: str, today: date) -> Sight:
    """How much somebody sees of who is in a unit, or at the party itself.

    >>> sight(None, "330100", date(2026, 11, 22))
    'filled'
    """
    if isinstance(can(actor, "directory.private", today, party=of), Allowed):
        return "private"
    if isinstance(can(actor, "directory.read", today, party=of), Allowed):
        return "people"
    return "filled"


def seen(post: Held, sight: Sight, today: date) -> Held | None:
    """A post as far as one sees it: all of it, without the mobile while it is held, or nothing."""
    if sight == "private":
        return post
    if sight == "people" and post.held(today):
        return replace(post, mobile="")
    return None


def lines(
    party: str,
    offices: Iterable[Office],
    posts: Sequence[Held],
    at: date,
    see: Callable[[Held], Held | None],
) -> list[Line]:
    """The directory of a party on a day: first the party itself, then its units.

    A duty that nobody holds anywhere in the party is a line of the party itself. Several
    holders that are not to be seen are one line.
    """
    held = [post for post in posts if post.held(at)]
    found: list[Line] = []
    there = [office.id for office in offices if office.exists(at)]
    for of in dict.fromkeys([party, *there, *(post.of for post in held)]):
        here = [post for post in held if post.of == of]
        for duty in DUTIES:
            shown = [see(post) for post in here if post.duty == duty]
            found += [
                Line(party, of, duty, filled=True, post=post) for post in dict.fromkeys(shown)
            ]
            anywhere = any(post.duty == duty for post in held)
            if of == party and not anywhere:
                found.append(Line(party, of, duty, filled=False))
        if of != party and not here:
            found.append(Line(party, of, "", filled=False))
    return found


def handed_over(post: Held, day: date) -> Held:
    """A post as it is once somebody else has it from a day on."""
    return replace(post, until=day if post.until is None else min(post.until, day))


def faults(posts: Sequence[Held]) -> list[Fault]:
    """What can't be among the posts of one party: an end before its beginning, an overlap."""
    found = [
        Fault(post, "directory.order", {"since": str(post.since), "until": str(post.until)})
        for post in posts
        if post.until is not None and post.until < post.since
    ]
    by_seat: dict[tuple[str, str], list[Held]] = {}
    for post in posts:
        by_seat.setdefault((post.of, post.duty), []).append(post)
    for (_, duty), held in by_seat.items():
        for one, other in combinations(held, 2):
            if not one.overlaps(other):
                continue
            values: dict[str, Bilingual | str] = {
                "name": other.name,
                "duty": DUTIES[duty],
                "since": str(one.since),
            }
            if one.name.zh == other.name.zh:
                found.append(Fault(other, "directory.twice", values))
            elif duty in SOLE:
                found.append(Fault(other, "directory.sole", {**values, "other": one.name}))
    return found


def new_faults(before: Sequence[Held], after: Sequence[Held]) -> list[Fault]:
    """The faults that a change brings in; those that were there already stay as they are."""
    known = {(fault.code, fault.post) for fault in faults(before)}
    return [fault for fault in faults(after) if (fault.code, fault.post) not in known]


def missing(party: str, name: Bilingual, posts: Sequence[Held], today: date) -> list[Finding]:
    """What the directory lacks of a party: a duty that nobody holds or that ends, no way to reach.

    It names nobody: the duty and the unit say whom it is about.
    """
    found: list[Finding] = []
    for duty in NEEDED:
        of_duty = [post for post in posts if post.duty == duty and post.until != post.since]
        coming = [post for post in of_duty if not post.over(today)]
        ends = [post.until for post in of_duty if post.until is not None]
        day = str(max(ends, default=""))
        values: dict[str, Bilingual | str] = {"party": name, "duty": DUTIES[duty], "day": day}
        if not coming:
            code = "directory.ended" if ends else "directory.vacant"
            found.append(_finding(code, party, values))
        elif all(post.until is not None and post.until <= today + SOON for post in coming):
            found.append(_finding("directory.ends-soon", party, values))
    for post in posts:
        if post.held(today) and not (post.phone or post.mobile or post.email):
            about = {"party": name, "duty": DUTIES[post.duty]}
            found.append(_finding("directory.unreachable", post.of, about))
    return found


def _finding(code: str, of: str, values: Mapping[str, Bilingual | str]) -> Finding:
    return Finding(TEXTS[code].severity, code, Place("directory", of), values)


def letter_key(number: str) -> str:
    """The number of a letter as it is compared: full width, spaces and kinds of brackets as one.

    >>> letter_key("杭合作〔2026〕1号") == letter_key("杭合作[２０２６] 1 号")
    True
    """
    flat = "".join(unicodedata.normalize("NFKC", number).split())
    return flat.translate(_BRACKETS).casefold()


def unit_id(party: str, name: str, taken: Iterable[str]) -> str:
    """The id of a new unit, spelled from its name; a number sets it apart from its namesakes.

    >>> unit_id("330100", "发改委", []), unit_id("330100", "发改委", ["330100/fagaiwei"])
    ('330100/fagaiwei', '330100/fagaiwei-2')
    """
    spelled = spelling(name).casefold()
    plain = "".join(each for each in spelled if each.isascii() and each.isalnum())[:SLUG_MAX]
    slug = plain if plain[:1].isalpha() else f"unit{plain}"
    ids, number = set(taken), 1
    while (id_ := f"{party}/{slug}{'' if number == 1 else f'-{number}'}") in ids:
        number += 1
    return id_


def spelling(name: str) -> str:
    """A unit's Chinese name in letters, where it has no English one.

    >>> spelling("发改委"), spelling("WTO事务中心")
    ('Fagaiwei', 'WTOshiwuzhongxin')
    """
    letters = "".join("".join(lazy_pinyin(name)).split())
    return letters[:1].upper() + letters[1:]


def named(offices: Iterable[Office], name: str, day: date) -> Office | None:
    """The unit that goes by a name, in either language, among those there are on a day."""
    wanted = "".join(name.split()).casefold()
    for office in offices:
        names = {"".join(each.split()).casefold() for each in (office.name.zh, office.name.en)}
        if wanted in names and office.exists(day):
            return office
    return None
