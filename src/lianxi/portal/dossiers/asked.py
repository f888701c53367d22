"""The region whose work is looked at, and whoever looks: how every page of the road begins."""

from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from django.http import Http404, HttpRequest

from lianxi.governance.authority import Allowed, can
from lianxi.governance.road.procedure import Procedure
from lianxi.portal.accounts.queries import acting
from lianxi.portal.charter.asked import region as in_use
from lianxi.portal.charter.queries import Current
from lianxi.portal.dossiers import queries
from lianxi.portal.dossiers.actions import Doing, Upload
from lianxi.portal.dossiers.queries import Opened

S = TypeVar("S")


@dataclass(frozen=True)
class Asked:
    """A region in which work is done, and whoever asks."""

    found: Current
    doing: Doing

    @property
    def region(self) -> str:
        """The id of the region."""
        return self.doing.region

    @property
    def today(self) -> date:
        """The day on which it is, there."""
        return self.doing.today

    def frame(self, tab: str) -> dict[str, object]:
        """What every page about the region is given."""
        return {
            "tab": tab,
            "region": self.found.package.region,
            "package": self.found.package,
            "in_use": self.found,
            "today": self.today,
        }

    def may(self, right: str, *, party: str | None = None, body: str | None = None) -> bool:
        """Whether whoever asks may do something, to what is a party's or a body's."""
        named = None if body is None else f"{self.region}/{body}"
        day = queries.right_day(self.doing.found, self.today)
        return isinstance(can(self.doing.actor, right, day, party=party, body=named), Allowed)

    def own(self) -> tuple[str, ...]:
        """The parties and units that whoever asks holds a role for."""
        day = queries.right_day(self.doing.found, self.today)
        appointments = self.doing.actor.appointments if self.doing.actor else ()
        held = (each.party for each in appointments if each.held(day))
        return tuple(dict.fromkeys(party for party in held if party))

    def own_bodies(self) -> tuple[str, ...]:
        """The bodies of the region that whoever asks is secretary of."""
        day = queries.right_day(self.doing.found, self.today)
        appointments = self.doing.actor.appointments if self.doing.actor else ()
        held = (each.body or "" for each in appointments if each.held(day))
        mine = (body.removeprefix(f"{self.region}/") for body in held if "/" in body)
        return tuple(dict.fromkeys(mine))

    def on_behalf_of(self, party: str, letter: str, scan: Upload | None = None) -> Doing:
        """Whoever asks, acting for a party by its letter; oneself where the party is one's own."""
        city = party.partition("/")[0]
        if any(party == own or party.startswith(f"{own}/") for own in self.own()):
            return self.doing
        return replace(self.doing, on_behalf_of=city, letter=letter, scan=scan)


def asked(request: HttpRequest, region: str) -> Asked:
    """The region in which work is done, or a page that says there is none: a record has none."""
    found = in_use(region)
    if found.package.region.world == "record":
        raise Http404("world")
    return Asked(found, Doing(acting(request), found, queries.now(found)))


def dossier(asked: Asked, procedure: Procedure[S], number: int) -> Opened[S]:
    """One of its dossiers, or a page that says there is none."""
    found = queries.opened(asked.region, procedure, number)
    if found is None:
        raise Http404(procedure.name)
    return found
