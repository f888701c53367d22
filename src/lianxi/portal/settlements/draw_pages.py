"""Pages: which rule is settled, the settlement worked out, checked, worked out anew."""

from dataclasses import dataclass, field
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lianxi.governance.authority import Refused
from lianxi.governance.road.settlement import SETTLEMENT, short
from lianxi.governance.road.settlement_acts import Terms, Worked
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.finding import Explained
from lianxi.portal.dossiers.asked import Asked, asked, dossier
from lianxi.portal.dossiers.form_page import Sheet, answer, filled, form_page, seen
from lianxi.portal.settlements import actions, working
from lianxi.portal.settlements.articles import settling
from lianxi.portal.settlements.booking import called_rule
from lianxi.portal.settlements.forms import CheckForm, DrawForm, WhyForm
from lianxi.portal.settlements.periods import in_words, spelled
from lianxi.portal.settlements.working import Wrong

TAB = "road"


@dataclass(frozen=True)
class Offered:
    """A rule that may be settled: its name, who decides, in whose books, in force or not."""

    id: str
    name: Bilingual
    body: str
    fund: str
    in_force: bool


@dataclass
class Found:
    """What was found wrong once the form is sent, for its page."""

    findings: list[Explained] = field(default_factory=list)

    def say(self, outcome: str | Refused | Wrong) -> str | Refused:
        """The outcome as the form takes it; what was found is kept for the page."""
        if isinstance(outcome, Wrong):
            self.findings += outcome.findings
            return Refused(outcome.reason)
        return outcome

    @property
    def places(self) -> list[tuple[str, Explained]]:
        """Each thing with where it stands."""
        return [(working.place_of(each), each) for each in self.findings]


@require_safe
@never_cache
def settlement_new(request: HttpRequest, region: str) -> HttpResponse:
    """The rules that a settlement may be worked out by."""
    of = asked(request, region)
    return render(request, "settlements/new.html", {**of.frame(TAB), "rules": _rules(of)})


def _rules(of: Asked) -> list[Offered]:
    package = of.found.package
    found = []
    for rule in package.kind("rule"):
        how = settling(package, rule.id, of.today)
        in_force = package.text(rule.id, of.today) is not None
        found.append(Offered(rule.id, rule.name, how.body, how.fund, in_force))
    return sorted(found, key=lambda each: not each.in_force)


@form_page(DrawForm)
def settlement_draw(request: HttpRequest, region: str, rule: str) -> HttpResponse:
    """Work a settlement out by a rule."""
    of = asked(request, region)
    if all(rule != each.id for each in of.found.package.kind("rule")):
        raise Http404("rule")
    name = called_rule(of.found, rule)
    last = str(of.today.year - 1)
    title = TITLE.fill(rule=name, period=in_words([last]))
    initial = {"title": title.zh, "title_en": title.en, "span": last}
    form = filled(DrawForm, request, {**initial, "day": date(of.today.year - 1, 1, 1)})
    wrong, back = Found(), reverse("settlement-new", args=[region])

    def do() -> Refused | str:
        terms = _terms(of, rule, form)
        if isinstance(terms, Refused):
            return terms
        return _gone(of, wrong.say(actions.draw(of.doing, terms)))

    note = DRAW_NOTE.fill(rule=name)
    sheet = Sheet(DRAW, form, WORK_OUT, back, TAB, note, before="settlements/wrong.html", of=wrong)
    return answer(request, of, sheet, do)


def _terms(of: Asked, rule: str, form: DrawForm) -> Terms | Refused:
    said = form.cleaned_data
    how = settling(of.found.package, rule, said["day"])
    periods = spelled(said["span"].strip(), how.period)
    if isinstance(periods, Refused):
        return periods
    title = Bilingual(said["title"], said["title_en"] or said["title"])
    return Terms(title, rule, periods, said["day"], how.body, how.fund)


def _gone(of: Asked, outcome: str | Refused) -> str | Refused:
    """The address of the settlement that something was done with."""
    if isinstance(outcome, Refused):
        return outcome
    return reverse("settlement", args=[of.region, int(outcome.partition("/")[2])])


@dataclass(frozen=True)
class Anew:
    """A version as it was worked out and as it comes out now."""

    was: str
    now: str
    wrong: Found

    @property
    def same(self) -> bool:
        """Whether both come to the same."""
        return self.was == self.now


@form_page(CheckForm)
def settlement_check(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """Work it out a second time: whoever does it sees both digests before anything is kept."""
    of = asked(request, region)
    found = dossier(of, SETTLEMENT, number)
    form, wrong = filled(CheckForm, request), Found()
    worked = working.again(of.found, found.state, found.state.now)
    now = short(worked.digest) if isinstance(worked, Worked) else ""
    if isinstance(worked, Wrong):
        wrong.say(worked)
    anew = Anew(short(found.state.now.worked.digest), now, wrong)

    def do() -> Refused | str:
        note = form.cleaned_data["note"]
        outcome = actions.check(of.doing, found, note, seen(request))
        return _gone(of, Refused(outcome.reason) if isinstance(outcome, Wrong) else outcome)

    back = reverse("settlement", args=[region, number])
    count = found.row.acts_count
    sheet = Sheet(
        CHECK, form, IT_IS, back, TAB, found.title, count, before="settlements/anew.html", of=anew
    )
    return answer(request, of, sheet, do)


@form_page(WhyForm)
def settlement_redraw(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """Work it out anew, with what was held to be wrong corrected."""
    of = asked(request, region)
    found = dossier(of, SETTLEMENT, number)
    form, wrong = filled(WhyForm, request), Found()
    back = reverse("settlement", args=[region, number])

    def do() -> Refused | str:
        why = form.cleaned_data["why"]
        return _gone(of, wrong.say(actions.redraw(of.doing, found, why, seen(request))))

    pending = found.state.uncorrected
    note = CORRECTS.fill(n=", ".join(map(str, pending))) if pending else REDRAW_NOTE
    count = found.row.acts_count
    sheet = Sheet(
        REDRAW, form, WORK_OUT, back, TAB, note, count, before="settlements/wrong.html", of=wrong
    )
    return answer(request, of, sheet, do)


TITLE = Bilingual("{rule}{period}补偿结算", "{rule}: settlement for {period}")
DRAW = Bilingual("核算补偿结算", "Work a settlement out")
DRAW_NOTE = Bilingual(
    "规则：{rule}。按现有数据核算，结果和依据一并存下，由另一人复核。",
    "The rule is “{rule}”. It is worked out from the figures as they are now; the result is kept "
    "with what it rests on, and somebody else checks it.",
)
WORK_OUT = Bilingual("核算", "Work it out")
CHECK = Bilingual("重新核算的结果相同吗？", "Does it come out the same once more?")
IT_IS = Bilingual("复核无误", "It does: checked")
REDRAW = Bilingual("重新核算", "Work it out anew")
REDRAW_NOTE = Bilingual(
    "按原定日期的条款和现有数据重新核算，成为新的一版；旧版保留。",
    "By the articles of the same day and the figures as they are now, as a new version; the old "
    "one stays on record.",
)
CORRECTS = Bilingual(
    "第{n}项异议成立：按裁决更正数据，以原定日期的条款重新核算，成为新的一版。",
    "Dispute {n} was upheld: its figures are corrected as decided, and it is worked out by the "
    "articles of the same day as a new version.",
)
