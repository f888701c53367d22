"""Which account an address asks for: its kind, year, day, body and city."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest

from lianxi.governance.road.account import Account, Records
from lianxi.governance.year import asked_year
from lianxi.kernel.bilingual import Bilingual, Lang
from lianxi.kernel.setting import SettingError
from lianxi.portal.dossiers.asked import Asked
from lianxi.portal.dossiers.choices import Choice
from lianxi.portal.dossiers.issued import world_of
from lianxi.portal.dossiers.shown import called
from lianxi.portal.papers import queries
from lianxi.portal.papers.composing import KINDS, Kind, Setting
from lianxi.portal.papers.queries import Scope
from lianxi.portal.ui import asked as asking


@dataclass(frozen=True)
class Wanted:
    """An account that is asked for, with what could be asked for instead."""

    name: str
    kind: Kind
    scope: Scope
    party: str
    records: Records
    bodies: Sequence[Choice]
    parties: Sequence[Choice]
    problems: Sequence[Bilingual]

    @property
    def account(self) -> Account:
        """The account itself."""
        return self.kind.compose(self.records, self.party)

    @property
    def query(self) -> dict[str, str]:
        """What the address asks for, for the addresses of the same account in other forms."""
        scope = self.scope
        said = {"year": str(scope.year), "at": str(scope.day), "body": scope.body}
        return {**said, "party": self.party} if self.kind.of_party else said


def wanted(request: HttpRequest, asked: Asked, name: str) -> Wanted:
    """What the address asks for; what it names wrongly is left out and said."""
    if name not in KINDS:
        raise Http404("account")
    problems: list[Bilingual] = []
    day = asking.day(request, "at", asked.today)
    year = asked.today.year
    if request.GET.get("year", "").strip():
        try:
            year = asked_year(YEAR, request.GET["year"].strip()[:40])
        except SettingError as why:
            problems.append(why.words)
    bodies: list[Choice] = [("", ALL)]
    bodies += [(id_, called(asked.found, f"body:{id_}")) for id_ in queries.bodies(asked.region)]
    given, wrong = asking.words(request.GET.dict(), {"body": dict(bodies)})
    scope = Scope(year, day.day, given.get("body", ""))
    records = queries.records(asked, scope)
    cities = sorted({each.city for each in records.commitments})
    party, unknown = _party(request, asked, cities)
    problems += [each for each in (day.problem, wrong, unknown) if each]
    parties = [(id_, called(asked.found, id_)) for id_ in cities]
    return Wanted(name, KINDS[name], scope, party, records, bodies, parties, problems)


def _party(
    request: HttpRequest, asked: Asked, cities: Sequence[str]
) -> tuple[str, Bilingual | None]:
    """The city that is asked for: one's own, or the first, where none is named."""
    given, wrong = asking.words(request.GET.dict(), {"party": cities})
    if "party" in given:
        return given["party"], None
    own = [id_.partition("/")[0] for id_ in asked.own()]
    mine = [id_ for id_ in own if id_ in cities]
    return next(iter([*mine, *cities]), ""), wrong


def setting(asked: Asked, want: Wanted, lang: Lang) -> Setting:
    """Whose draft it is: the city's, the body's, or of all bodies together."""
    if want.kind.of_party:
        issuers = [want.party] if want.party else []
    else:
        named = [want.scope.body] if want.scope.body else queries.bodies(asked.region)
        issuers = [f"body:{id_}" for id_ in named]
    names = tuple(called(asked.found, id_).in_(lang) for id_ in issuers)
    return Setting(names, want.scope.day, world_of(asked), lang)


ALL = Bilingual("全部机构", "all bodies")
YEAR = "year"
