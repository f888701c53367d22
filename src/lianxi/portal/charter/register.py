"""Page: the register of mechanisms, by kind, state, standing and source."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lianxi.charter.kinds.kind import STANDING
from lianxi.charter.package import Package
from lianxi.charter.register import MECHANISM_KINDS, STATES
from lianxi.charter.rows import Mechanism
from lianxi.kernel.bilingual import Bilingual, listed
from lianxi.portal.charter.asked import region as in_use
from lianxi.portal.charter.basis import basis
from lianxi.portal.charter.queries import Current
from lianxi.portal.ui import column
from lianxi.portal.ui.column import Column, Named
from lianxi.portal.ui.listing import Filter, Listed, Listing
from lianxi.portal.ui.record_columns import ID, STANDING_LABEL, rests_on, word
from lianxi.portal.ui.sheet import Form, answer
from lianxi.portal.ui.templatetags.words import reading_language

NONE = "none"  # of a mechanism that no engine runs


@require_safe
def mechanisms(request: HttpRequest, region: str) -> HttpResponse:
    """The register of mechanisms."""
    found = _registered(region)
    every = found.package.mechanisms.values()
    values = {
        "tab": "mechanisms",
        "region": found.package.region,
        "in_use": found,
        "package": found.package,
        "listed": _asked(request, found.package),
        "states": {state: sum(row.state == state for row in every) for state in STATES},
    }
    return render(request, "charter/mechanisms.html", values)


@require_safe
def mechanisms_file(request: HttpRequest, region: str, form: Form) -> HttpResponse:
    """The mechanisms asked for, for a spreadsheet."""
    found = _registered(region)
    return answer(form, f"{region}-mechanisms", _asked(request, found.package), basis(found))


def _registered(region: str) -> Current:
    """A region that has a register."""
    found = in_use(region)
    if not found.package.mechanisms:
        raise Http404("register")
    return found


def _asked(request: HttpRequest, package: Package) -> Listed[Mechanism]:
    every = tuple(package.mechanisms.values())
    return _listing(package).ask(every, request.GET.dict(), reading_language())


def _listing(package: Package) -> Listing[Mechanism]:
    columns: tuple[Column[Mechanism], ...] = (
        column.text("id", ID, lambda row: row.id, page=False),
        column.both("name", MECHANISM, lambda row: row.name),
        column.both("problem", PROBLEM, lambda row: row.problem, sorts=False),
        column.named("kinds", KINDS, _kinds),
        column.named("state", STATE, lambda row: word(STATES, row.state)),
        column.named("standing", STANDING_LABEL, lambda row: word(STANDING, row.standing)),
        column.named("articles", ARTICLES, lambda row: _articles(package, row)),
        *rests_on(lambda row: row.provenance, lambda row: row.note),
        column.both("area", AREA, lambda row: row.area, page=False),
        column.text("test", TEST, lambda row: row.test, page=False),
    )
    filters: tuple[Filter[Mechanism], ...] = (
        Filter("kind", KIND, lambda row: row.kinds or (NONE,), {**MECHANISM_KINDS, NONE: BY_NONE}),
        Filter("state", STATE, lambda row: (row.state,), STATES),
        Filter("standing", STANDING_LABEL, lambda row: (row.standing,), STANDING),
        Filter(
            "source",
            SOURCE,
            lambda row: tuple(citation.source for citation in row.provenance.source),
            {id_: source.title for id_, source in package.sources.items()},
        ),
    )
    return Listing("mechanisms", Bilingual("机制", "mechanisms"), columns, filters)


def _kinds(row: Mechanism) -> Named:
    return Named(" ".join(row.kinds), listed([MECHANISM_KINDS[kind] for kind in row.kinds]))


def _articles(package: Package, row: Mechanism) -> Named:
    names = [package.of("article", id_) for id_ in row.articles]
    return Named(" ".join(row.articles), listed(names))


MECHANISM = Bilingual("机制", "mechanism")
PROBLEM = Bilingual("解决什么问题", "problem it solves")
KIND = Bilingual("种类", "kind")
KINDS = Bilingual("种类", "kinds")
STATE = Bilingual("状态", "state")
ARTICLES = Bilingual("条文", "articles")
AREA = Bilingual("领域", "area")
TEST = Bilingual("测试", "test")
SOURCE = Bilingual("来源", "source")
BY_NONE = Bilingual("不由引擎运行", "run by no engine")
