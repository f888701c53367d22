"""Pages: every article, and an article's text as of a day."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from lianxi.charter.amendments import amendments
from lianxi.charter.article import Article, as_of, on_record
from lianxi.charter.kinds.kind import STANDING
from lianxi.charter.language import KINDS
from lianxi.charter.package import Package
from lianxi.governance.agreements import agreement
from lianxi.governance.plans import plan
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.charter import queries
from lianxi.portal.charter.asked import region as in_use
from lianxi.portal.charter.basis import basis
from lianxi.portal.charter.key_rows import readings_of, rows_of
from lianxi.portal.ui import asked, column
from lianxi.portal.ui.column import Column
from lianxi.portal.ui.listing import Filter, Listed, Listing
from lianxi.portal.ui.record_columns import ID, NAME, STANDING_LABEL, whose, word
from lianxi.portal.ui.sheet import Form, answer
from lianxi.portal.ui.templatetags.words import reading_language


@dataclass(frozen=True)
class Line:
    """An article in the list, with its standing today; None where nothing is in force."""

    article: Article
    standing: str | None


@require_safe
def articles(request: HttpRequest, region: str) -> HttpResponse:
    """Every article, by kind."""
    found = in_use(region)
    listed = _asked(request, found.package)
    values = {
        "tab": "articles",
        "region": found.package.region,
        "in_use": found,
        "listed": listed,
        "kind": KINDS.get(listed.wanted.get("kind", "")),
    }
    return render(request, "charter/articles.html", values)


@require_safe
def articles_file(request: HttpRequest, region: str, form: Form) -> HttpResponse:
    """The articles asked for, for a spreadsheet."""
    found = in_use(region)
    return answer(form, f"{region}-articles", _asked(request, found.package), basis(found))


@require_safe
def article(request: HttpRequest, region: str, article: str) -> HttpResponse:
    """An article's text as of a day and as known on a day, its amendments, readings, sources."""
    found = in_use(region)
    package = found.package
    if article not in package.articles:
        raise Http404("article")
    shown = package.articles[article]
    on = asked.day(request, "at", timezone.localdate())
    known = asked.day(request, "known", timezone.localdate())
    known_on = known.day if known.given else None
    text = as_of(shown, on.day, known_on) or on_record(shown, on.day, known_on)
    kind = shown.kind.name
    bound = agreement(package, shown, on.day, known_on) if kind == "agreement" else None
    planned = plan(shown, on.day, known_on) if kind == "plan" else None
    rows = rows_of(text, package) if text else []
    values = {
        "tab": {"agreement": "agreements", "plan": "plans"}.get(kind, "articles"),
        "region": package.region,
        "in_use": found,
        "package": package,
        "article": shown,
        "asked": on,
        "known": known,
        "text": text,
        "rows": [row for row in rows if not row.key.startswith(f"{shown.kind.item}.")],
        "bound": bound,
        "planned": planned,
        "readings": readings_of(shown, package),
        "history": amendments(shown, package),
    }
    return render(request, "charter/article.html", values)


def _asked(request: HttpRequest, package: Package) -> Listed[Line]:
    lang = reading_language()
    lines = [
        Line(each, _standing(each)) for _, items in queries.by_kind(package, lang) for each in items
    ]
    return LISTING.ask(lines, request.GET.dict(), lang)


def _standing(article: Article) -> str | None:
    if article.proposed:
        return "proposed"
    today = timezone.localdate()
    text = as_of(article, today) or on_record(article, today)
    return text.standing if text else None


KIND = Bilingual("种类", "kind")
KIND_NAMES = {name: kind.label for name, kind in KINDS.items()}
COLUMNS: tuple[Column[Line], ...] = (
    column.text("id", ID, lambda line: line.article.id, page=False, width=26),
    column.both("name", NAME, lambda line: line.article.name, width=44),
    column.named(
        "kind",
        KIND,
        lambda line: word(KIND_NAMES, line.article.kind.name),
    ),
    column.day(
        "since", Bilingual("始于", "since"), lambda line: line.article.versions[0].in_force_from
    ),
    column.named("standing", STANDING_LABEL, lambda line: word(STANDING, line.standing)),
    whose(lambda line: line.article.worlds[-1]),
    column.number(
        "versions", Bilingual("版本数", "versions"), lambda line: len(line.article.versions)
    ),
)
LISTING: Listing[Line] = Listing(
    "articles",
    Bilingual("条文", "articles"),
    COLUMNS,
    (
        Filter(
            "kind", Bilingual("种类", "kind"), lambda line: (line.article.kind.name,), KIND_NAMES
        ),
        Filter(
            "standing",
            STANDING_LABEL,
            lambda line: (line.standing,) if line.standing else (),
            STANDING,
        ),
    ),
)
