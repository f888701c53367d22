"""The party whose directory is asked for, with whoever asks."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.utils import timezone

from lianxi.governance.authority import Refused, can
from lianxi.governance.directory import Held, Office
from lianxi.portal.accounts.queries import acting
from lianxi.portal.charter.asked import region as in_use
from lianxi.portal.charter.queries import Current
from lianxi.portal.directory import queries
from lianxi.portal.directory.actions import Doing
from lianxi.portal.directory.queries import Kept


@dataclass(frozen=True)
class Asked:
    """A party of a region, what stands in its directory, and who asks for it."""

    found: Current
    party: str
    stands: Kept
    doing: Doing

    @property
    def offices(self) -> tuple[Office, ...]:
        """The units of the party."""
        return self.stands.offices[self.party]

    @property
    def posts(self) -> tuple[Held, ...]:
        """Everybody who is or was there."""
        return self.stands.posts[self.party]

    @property
    def frame(self) -> dict[str, object]:
        """What every page about the party is given."""
        return {
            "tab": "directory",
            "region": self.found.package.region,
            "package": self.found.package,
            "in_use": self.found,
            "party": self.party,
            "name": self.found.party(self.party),
        }

    @property
    def refused(self) -> Refused | None:
        """Why whoever asks may not write here; None where they may."""
        doing = self.doing
        answer = can(doing.actor, "directory.write", doing.today, party=self.party)
        return answer if isinstance(answer, Refused) else None

    def post(self, number: int) -> Held:
        """A post of the party, or a page that says there is none."""
        post = next((post for post in self.posts if post.number == number), None)
        if post is None:
            raise Http404("post")
        return post

    def unit(self, name: str) -> Office:
        """A unit that was entered here, or a page that says there is none."""
        id_ = f"{self.party}/{name}"
        unit = next((each for each in self.offices if each.id == id_ and each.row is None), None)
        if unit is None:
            raise Http404("unit")
        return unit


def party_of(request: HttpRequest, region: str, party: str) -> Asked:
    """A party that the region knows, or a page that says there is none."""
    found = in_use(region)
    if party not in found.package.parties:
        raise Http404("party")
    doing = Doing(acting(request), party, found, timezone.now())
    return Asked(found, party, queries.kept(found, [party]), doing)
