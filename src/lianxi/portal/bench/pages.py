"""The bench of a rule: a draft beside the article in force, and who gains and who loses by it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from lianxi.documents.charts.on_demand import drawing
from lianxi.kernel.bilingual import Bilingual, Lang
from lianxi.kernel.classified import marking
from lianxi.portal.bench.answering import (
    Answer,
    Drawn,
    Row,
    answer,
    bars,
    courses,
    picture,
    value_words,
)
from lianxi.portal.bench.setting import File, Setting, setting_of
from lianxi.portal.bench.sliders import Group, Slider, fact_group, parameter_groups
from lianxi.portal.bench.trying import Tried, base, course, tried
from lianxi.portal.dossiers.asked import asked
from lianxi.portal.sharing.asked import OfRule, article_of, rule_at
from lianxi.portal.sharing.asked import choices as periods
from lianxi.portal.sharing.periods import period_words, within
from lianxi.portal.sharing.taking import decoded
from lianxi.portal.ui.intake import classified
from lianxi.portal.ui.templatetags.words import reading_language
from lianxi.sharing.plan import Plan

TAB = "sharing"


@dataclass(frozen=True)
class Bench:
    """What stands on the bench: the rule, its plan, what is tried of it, what it comes to."""

    on: OfRule
    plan: Plan | None
    setting: Setting
    found: Tried

    @property
    def groups(self) -> tuple[Group, ...]:
        """The sliders of the parameters."""
        if self.plan is None or self.setting.draft is not None:
            return ()
        return tuple(parameter_groups(self.plan, self.on.naming, self.setting.moved))

    @property
    def factors(self) -> Group | None:
        """The sliders of the figures."""
        if self.plan is None:
            return None
        return fact_group(self.plan, self.on.naming, self.setting.moved)

    @property
    def sliders(self) -> dict[str, Slider]:
        """The sliders of the parameters by their fields."""
        return {each.of.field: each for group in self.groups for each in group.sliders}

    @property
    def courses_of(self) -> Mapping[str, Bilingual]:
        """The values whose course may be drawn, in words."""
        return {field: value_words(slider) for field, slider in self.sliders.items()}

    @property
    def course(self) -> Slider | None:
        """The value whose course is drawn: the one that was chosen, else the first moved."""
        sliders = self.sliders
        moved = next((each for each in sliders.values() if each.moved), None)
        return sliders.get(self.setting.course, moved)

    @property
    def address(self) -> str:
        """Where the same is seen again; a file does not go into it."""
        keep = {name: text for name, text in self.on.keep.items() if name != "period"}
        query = self.setting.query(self.on.period, keep)
        return f"{reverse('bench', args=[self.on.of.region, self.on.rule])}?{query}"


def bench_of(request: HttpRequest, region: str, rule: str) -> Bench:
    """What a request puts on the bench."""
    of = asked(request, region)
    data = request.POST if request.method == "POST" else request.GET
    words = (data.get("period", ""), data.get("known", ""))
    on = rule_at(of, article_of(of, rule), *words)
    plan = base(on)
    setting = setting_of(request, plan)
    return Bench(on, plan, setting, tried(on, setting))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def bench(request: HttpRequest, region: str, rule: str) -> HttpResponse:
    """The bench: asked by a link, or by its own form, which carries files along."""
    return page(request, bench_of(request, region, rule))


def page(
    request: HttpRequest, of: Bench, problem: Bilingual | None = None, status: int = 200
) -> HttpResponse:
    """The page of a bench."""
    secret = _secret(request, of.setting.draft, of.setting.figures)
    if secret is not None:
        return secret
    lang = reading_language()
    problems = [*of.setting.problems, *([problem] if problem else [])]
    values = {
        **of.on.frame(),
        "bench": of,
        "choices": choices(of.on),
        "problems": problems,
        "found": of.found,
        "name": request.POST.get("name", ""),
        "keeps": of.on.of.may("trial.keep"),
        "proposes": of.on.of.may("proposal.write"),
        **(_answered(of, lang) if of.found.holds else {}),
    }
    return render(request, "bench/bench.html", values, status=status)


def choices(on: OfRule) -> dict[str, Bilingual]:
    """The periods to choose from, with the years that they lie in."""
    years = sorted({within(each, "year") for each in on.periods} - {""}, reverse=True)
    return {**{year: period_words(year) for year in years}, **periods(on)}


def _answered(of: Bench, lang: Lang) -> dict[str, object]:
    said = answer(of.on, of.found)
    values: dict[str, object] = {"answer": said, "told": _told(said)}
    if said.differs:
        first = said.units[0]
        chart = bars(of.on, first, lang)
        values["bars"] = drawing().svg(chart) if chart else ""
        values["picture"] = picture(of.on, first, lang)
    slider = of.course
    drawn = _course(of, said, slider, lang) if slider is not None and said.units else None
    if drawn is not None:
        values["course"] = drawn
        values["course_svg"] = drawing().svg(drawn.chart)
    return values


def _course(of: Bench, said: Answer, slider: Slider, lang: Lang) -> Drawn | None:
    swept = course(of.found, (slider.low, slider.high), slider.of)
    return courses(of.on, slider, swept, lang, said.units[0].name)


def _told(said: Answer) -> tuple[Sequence[Row], Sequence[Row]]:
    """Those who gain and those who lose most, for the sentence at the top."""
    rows = said.units[0].rows if said.units else ()
    gains = [row for row in rows if row.change.amount > 0][:1]
    loses = [row for row in reversed(rows) if row.change.amount < 0][:1]
    return gains, loses


def _secret(request: HttpRequest, *files: File | None) -> HttpResponse | None:
    """The answer where a file carries a mark of state secrecy."""
    for file in files:
        marked = marking(decoded(file.content) or "") if file is not None else None
        if marked:
            return classified(request, marked.words, IN_FILE.fill(n=marked.line))
    return None


IN_FILE = Bilingual("文件中（第{n}行）", "In line {n} of the file")
