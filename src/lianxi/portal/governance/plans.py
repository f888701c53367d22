"""Page: the plans of a region. A plan's own page is its article (`charter/articles.py`)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from lianxi.charter.kinds.kind import STANDING
from lianxi.charter.kinds.plan import PLAN_FORMS
from lianxi.charter.package import Package
from lianxi.charter.rows import Provenance
from lianxi.governance.plans import Plan, plans
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.charter.asked import region as in_use
from lianxi.portal.charter.basis import basis
from lianxi.portal.charter.queries import Current
from lianxi.portal.ui import column
from lianxi.portal.ui.column import Column, Named
from lianxi.portal.ui.listing import Filter, Listed, Listing
from lianxi.portal.ui.record_columns import ID, STANDING_LABEL, rests_on, word
from lianxi.portal.ui.sheet import Form, answer
from lianxi.portal.ui.templatetags.words import reading_language


@require_safe
def plans_page(request: HttpRequest, region: str) -> HttpResponse:
    """Every plan: which body set how many tasks for which period."""
    found = in_use(region)
    listed = _asked(request, found)
    values = {
        "tab": "plans",
        "region": found.package.region,
        "package": found.package,
        "in_use": found,
        "listed": listed,
        "tasks": sum(len(each.terms) for each in listed.every),
        "led": sum(each.led for each in listed.every),
        "due": sum(each.due for each in listed.every),
    }
    return render(request, "governance/plans.html", values)


@require_safe
def plans_file(request: HttpRequest, region: str, form: Form) -> HttpResponse:
    """The plans asked for, for a spreadsheet."""
    found = in_use(region)
    return answer(form, f"{region}-plans", _asked(request, found), basis(found))


def _asked(request: HttpRequest, found: Current) -> Listed[Plan]:
    every = tuple(plans(found.package, timezone.localdate()))
    return _listing(found.package, every).ask(every, request.GET.dict(), reading_language())


def _listing(package: Package, every: tuple[Plan, ...]) -> Listing[Plan]:
    columns: tuple[Column[Plan], ...] = (
        column.text("id", ID, lambda each: each.article.id, page=False, width=26),
        column.both("name", PLAN, lambda each: each.name, width=44),
        column.named("form", FORM, lambda each: word(PLAN_FORMS, each.form), page=False),
        column.day("for", PERIOD, lambda each: each.first),
        column.day("to", TO, lambda each: each.last, page=False),
        column.named("set_by", SET_BY, lambda each: _set_by(package, each), width=26),
        column.number("tasks", TASKS, lambda each: len(each.terms)),
        column.number("led", LED, lambda each: each.led, page=False),
        column.number("due", DUE, lambda each: each.due, page=False),
        column.day("mid_term", MID_TERM, lambda each: each.mid_term),
        column.named("standing", STANDING_LABEL, lambda each: word(STANDING, each.standing)),
        *rests_on(lambda each: Provenance(each.status, each.source, each.world)),
    )
    bodies = {each.set_by: package.of("body", each.set_by) for each in every if each.set_by}
    years = {str(each.first.year) for each in every if each.first and each.first.known}
    filters: tuple[Filter[Plan], ...] = (
        Filter("form", FORM, lambda each: (each.form,) if each.form else (), PLAN_FORMS),
        Filter("set_by", SET_BY, lambda each: (each.set_by,) if each.set_by else (), bodies),
        Filter(
            "year",
            YEAR,
            lambda each: (str(each.first.year),) if each.first else (),
            {year: Bilingual(f"{year}年", year) for year in sorted(years, reverse=True)},
        ),
        Filter("standing", STANDING_LABEL, lambda each: (each.standing,), STANDING),
    )
    return Listing("plans", Bilingual("计划", "plans"), columns, filters)


def _set_by(package: Package, each: Plan) -> Named | None:
    return Named(each.set_by, package.of("body", each.set_by)) if each.set_by else None


PLAN = Bilingual("计划", "plan")
FORM = Bilingual("类型", "form")
PERIOD = Bilingual("计划期", "for")
TO = Bilingual("至", "to")
SET_BY = Bilingual("议定机构", "set by")
TASKS = Bilingual("任务", "tasks")
LED = Bilingual("载明牵头单位的任务", "tasks with a lead")
DUE = Bilingual("载明时限的任务", "tasks with a deadline")
MID_TERM = Bilingual("中期评估", "mid-term review")
YEAR = Bilingual("年份", "year")
