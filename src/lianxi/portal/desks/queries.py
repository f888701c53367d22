"""What is on a desk: open duties by kind, what others owe, what is late."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lianxi.governance.road.procedure import DUTIES
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.charter.queries import Current
from lianxi.portal.commitments import queries as commitments
from lianxi.portal.dossiers import queries as dossiers
from lianxi.portal.dossiers.asked import Asked
from lianxi.portal.dossiers.queries import Row
from lianxi.portal.dossiers.shown import called

MOST = 100  # lines of a group on a page
REMINDED_MOST = 40

# The groups of a desk, in the order in which they are shown, and which duties stand in each.
GROUPS: Mapping[str, tuple[Bilingual, frozenset[str]]] = {
    "answer": (
        Bilingual("待答复", "To answer"),
        frozenset(
            {"propose", "answer", "cosign", "comment", "reply", "explain", "confirm-settlement"}
        ),
    ),
    "do": (
        Bilingual("待办理", "To do"),
        frozenset(
            {
                "do",
                "report",
                "revise",
                "revise-notice",
                "pay-in",
                "account-for",
                "assess",
                "give-back",
                "mend",
                "draft-budget",
                "draw-settlement",
            }
        ),
    ),
    "confirm": (
        Bilingual("待确认", "To confirm"),
        frozenset({"confirm", "sign", "review-lead"}),
    ),
    "decide": (
        Bilingual("待议定", "To decide"),
        frozenset(
            {
                "decide",
                "settle",
                "coordinate",
                "sign-request",
                "release",
                "approve",
                "settle-budget",
                "decide-dispute",
                "approve-settlement",
            }
        ),
    ),
    "run": (
        Bilingual("待处理", "To see to"),
        frozenset(
            {
                "weigh",
                "close",
                "hold",
                "minute",
                "settle-text",
                "bring-in",
                "break-down",
                "enter",
                "close-slip",
                "review",
                "issue-notice",
                "collect",
                "check-application",
                "appropriate",
                "check-voucher",
                "check-assessment",
                "close-year",
                "audit",
                "check-mending",
                "report-year",
                "check-settlement",
                "send-settlement",
                "pay-out",
            }
        ),
    ),
}
assert frozenset().union(*(duties for _, duties in GROUPS.values())) == DUTIES.keys()


@dataclass(frozen=True)
class Item:
    """One line of a desk: who owes what in which dossier, by when."""

    row: Row
    what: str
    who: str
    name: Bilingual
    since: date
    due: date | None
    late: bool
    about: str = ""  # tells two of one kind apart

    @property
    def title(self) -> Bilingual:
        """The title of the dossier."""
        return dossiers.title_of(self.row)

    @property
    def words(self) -> Bilingual:
        """What is owed."""
        return DUTIES[self.what]


@dataclass(frozen=True)
class Group:
    """The lines of one kind: those shown, and how many there are."""

    key: str
    name: Bilingual
    items: tuple[Item, ...]
    count: int

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.count - len(self.items)


@dataclass(frozen=True)
class Desk:
    """What is on a desk: what is overdue first, then by kind."""

    overdue: tuple[Item, ...]
    late: int
    groups: tuple[Group, ...]

    @property
    def empty(self) -> bool:
        """Whether there is nothing on it."""
        return not self.groups and not self.overdue


def desk(found: Current, who: Sequence[str], today: date) -> Desk:
    """The desk of some parties with their units, or of some bodies; one query."""
    every = items(found, who, today)
    overdue = [item for item in every if item.late]
    groups = []
    for key, (name, duties) in GROUPS.items():
        of = [item for item in every if item.what in duties and not item.late]
        if of:
            groups.append(Group(key, name, tuple(of[:MOST]), len(of)))
    return Desk(tuple(overdue[:MOST]), len(overdue), tuple(groups))


def items(found: Current, who: Sequence[str], today: date) -> list[Item]:
    """Every line of the desk of some parties or bodies, what is due first at the top; one query."""
    names: dict[str, Bilingual] = {}
    made = []
    for each in dossiers.owed_under(found.package.region.id, who, today):
        if each.who not in names:
            names[each.who] = called(found, each.who)
        late = each.due is not None and each.due < today
        made.append(
            Item(
                each.dossier,
                each.what,
                each.who,
                names[each.who],
                each.since,
                each.due,
                late,
                each.about,
            )
        )
    return made


def mine(of: Asked) -> list[str]:
    """Whose desks are one's own: one's city or unit, the funds and bodies that one works for."""
    own, package = list(of.own()), of.found.package
    if of.may("fund.book") or of.may("fund.audit"):
        owing = dossiers.owing(of.region, of.today, "fund:")
        own += [f"fund:{each.id}" for each in package.kind("fund") if f"fund:{each.id}" in owing]
    if of.may("supervision.write", body=""):
        owed = dossiers.owing(of.region, of.today, "body:")
        ids = (f"body:{each.id}" for each in package.kind("body"))
        return [*own, *(each for each in ids if each in owed)]
    return [*own, *(f"body:{body}" for body in of.own_bodies())]


def reminders(of: Asked) -> list[commitments.Prompted]:
    """What an office is reminded of, where whoever looks works for it."""
    if not of.may("supervision.write"):
        return []
    own = of.own_bodies()
    found = commitments.prompted(of.found, of.today, REMINDED_MOST)
    every = of.may("supervision.write", body="")
    return [each for each in found if every or each.line.body in own]
