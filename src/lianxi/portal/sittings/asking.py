"""What every form of a sitting begins with and ends at."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from lianxi.documents.scan import BYTES_MAX, kind_of
from lianxi.governance.authority import Refused
from lianxi.governance.road.sitting import SITTING, Sitting
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.dossiers.actions import Upload
from lianxi.portal.dossiers.asked import Asked, asked, dossier
from lianxi.portal.dossiers.form_page import seen
from lianxi.portal.dossiers.queries import Opened
from lianxi.portal.dossiers.shown import called
from lianxi.portal.sittings import actions


@dataclass(frozen=True)
class At:
    """A sitting at which something is to be done, by whoever asks."""

    by: Asked
    opened: Opened[Sitting]
    back: str
    seen: int | None

    @property
    def state(self) -> Sitting:
        """How the sitting stands."""
        return self.opened.state

    @property
    def body(self) -> str:
        """The body in charge."""
        return self.state.notice.bodies[0]

    def hold(self, what: object) -> Refused | str:
        """Do what the office does; gives where to go next."""
        return self.then(actions.hold(self.by.doing, self.opened, what, self.seen))

    def then(self, outcome: Refused | None) -> Refused | str:
        """Where to go once something was done."""
        return outcome or self.back

    def parties(self) -> list[tuple[str, Bilingual]]:
        """The seats that whoever asks may answer for, one's own alone where one has some."""
        roll = self.state.notice.roll
        mine = [party for party in roll if self.by.may("sitting.reply", party=party)]
        return [(party, called(self.by.found, party)) for party in mine]


def at(request: HttpRequest, region: str, number: int) -> At:
    """The sitting that an address names."""
    by = asked(request, region)
    opened = dossier(by, SITTING, number)
    back = reverse("sitting", args=[region, number])
    count = opened.row.acts_count if request.method != "POST" else None
    return At(by, opened, back, seen(request) if count is None else count)


def scan_of(found: tuple[str, bytes]) -> Upload | None:
    """A paper as it is kept, by what its bytes are; None where it is none of those kept."""
    name, content = found
    kind = kind_of(content) if len(content) <= BYTES_MAX else None
    return Upload(name, kind, content) if kind else None


NO_PAPER = Bilingual(
    "材料应为 PDF、JPEG 或 PNG 文件，至多 {mib} MiB",
    "a paper should be a PDF, JPEG or PNG file of at most {mib} MiB",
)
NO_ITEM = Bilingual("议程上没有这一项", "there is no such item")
