"""What a digest tells of a desk: what is late, what came new, what falls due soon, reminders.

    part = part_of(asked, told)        # told: what lay on the desk at the last digest

Each duty stands in one place: late before new, new before soon. Soon is a week, or as long
before as the articles say that "at risk" begins. The rest of the desk is only counted.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta

from lianxi.portal.commitments.queries import Prompted, limits
from lianxi.portal.desks.queries import Item, items, mine, reminders
from lianxi.portal.dossiers.asked import Asked

SOON = timedelta(days=7)


@dataclass(frozen=True)
class Part:
    """What is told of the desks that somebody has in one region; `keys` is all that lies there."""

    of: Asked
    overdue: tuple[Item, ...] = ()
    new: tuple[Item, ...] = ()
    soon: tuple[Item, ...] = ()
    reminded: tuple[Prompted, ...] = ()
    rest: int = 0
    keys: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to tell: a desk where all goes its way."""
        return not (self.overdue or self.new or self.soon or self.reminded)


def part_of(of: Asked, told: Collection[str]) -> Part:
    """What is told of somebody's desks in one region."""
    if not of.may("road.read"):
        return Part(of)
    found = items(of.found, mine(of), of.today)
    near = limits(of.found, of.today)
    overdue = [each for each in found if each.late]
    new = [each for each in found if not each.late and _key(of, each) not in told]
    known = [each for each in found if not each.late and _key(of, each) in told]
    soon = [
        each
        for each in known
        if each.due is not None
        and each.due <= max(near(each.row.body).bounds.near, of.today + SOON)
    ]
    return Part(
        of,
        tuple(overdue),
        tuple(new),
        tuple(soon),
        tuple(reminders(of)),
        len(known) - len(soon),
        tuple(_key(of, each) for each in found),
    )


def counted(parts: Sequence[Part]) -> tuple[int, int, int, int]:
    """How many are late, new, due soon and reminded of, in all regions."""
    return (
        sum(len(part.overdue) for part in parts),
        sum(len(part.new) for part in parts),
        sum(len(part.soon) for part in parts),
        sum(len(part.reminded) for part in parts),
    )


def _key(of: Asked, item: Item) -> str:
    """What tells a duty from every other."""
    return f"{of.region} {item.row.ref} {item.what} {item.who} {item.about}"
