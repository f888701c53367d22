"""Pages: trials that were kept, one of them, and what is made of it."""

from dataclasses import dataclass
from fractions import Fraction
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lianxi.charter.kinds.rule_forms import shown
from lianxi.documents.charts.on_demand import drawing
from lianxi.governance.authority import Refused
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.bench import actions, queries
from lianxi.portal.bench.answering import Moved, Unit, bars, units
from lianxi.portal.bench.kept import Changed, Transfer, said_of
from lianxi.portal.bench.listing import TrialLine, trials_listing
from lianxi.portal.bench.pages import Bench, bench_of, page
from lianxi.portal.bench.queries import Kept
from lianxi.portal.bench.setting import BOX
from lianxi.portal.charter.basis import basis
from lianxi.portal.dossiers.asked import asked
from lianxi.portal.dossiers.form_page import onward
from lianxi.portal.sharing.asked import OfRule, article_of, rule_at
from lianxi.portal.sharing.taking import decoded
from lianxi.portal.sharing.words import Amount
from lianxi.portal.ui.listing import Listed
from lianxi.portal.ui.sheet import Form, answer
from lianxi.portal.ui.templatetags.words import reading_language

ONWARD = {"propose": "trial-propose", "amend": "trial-amend"}
WITH_MAX = 6  # trials beside one


@dataclass(frozen=True)
class OfTrial:
    """A trial that was kept, with the rule that it is of."""

    on: OfRule
    kept: Kept

    @property
    def address(self) -> str:
        """The page of the trial."""
        return reverse("trial", args=[self.on.of.region, self.on.rule, self.kept.row.number])

    @property
    def again(self) -> str:
        """The bench with the same on it; "" where it was a file that is not kept."""
        if self.kept.row.draft or self.kept.said.figures:
            return ""
        said = {f"{BOX}{name}": shown(v) for name, v in self.kept.said.moved().items()}
        known = {"known": self.kept.said.known} if self.kept.said.known else {}
        query = urlencode({"period": self.kept.said.period, **known, **said})
        return f"{reverse('bench', args=[self.on.of.region, self.on.rule])}?{query}"

    @property
    def units(self) -> list[Unit]:
        """Who gains and who loses."""
        return units(self.on, (each.difference for each in self.kept.said.sums))

    @property
    def transfers(self) -> list[Moved]:
        """The transfers that come, go or change."""
        return [_transfer(self.on, each) for each in self.kept.said.transfers]


def _transfer(on: OfRule, kept: Transfer) -> Moved:
    amounts = [Amount(a, kept.unit) if a else None for a in (kept.before, kept.after)]
    return Moved(
        on.naming.symbol(kept.name),
        kept.period,
        on.naming.keys(dict(kept.of)),
        on.called(kept.giver),
        on.called(kept.taker),
        *amounts,
    )


@dataclass(frozen=True)
class Beside:
    """What parties gain or lose in a unit, in each of some trials."""

    unit: Bilingual
    rows: dict[Bilingual, list[Amount | None]]


@require_POST
def keep(request: HttpRequest, region: str, rule: str) -> HttpResponse:
    """Keep what stands on the bench, and go on to it or to what is made of it."""
    of = bench_of(request, region, rule)
    if of.plan is None or not of.found.holds or not of.found.rows:
        return page(request, of, NOTHING, 422)
    said = said_of(of.on, of.setting, of.found, of.plan)
    draft = of.setting.draft
    text = (decoded(draft.content) or "") if draft is not None else ""
    name = request.POST.get("name", "").strip() or _name(of, said.changed)
    outcome = actions.keep(of.on.of.doing, name, said, text)
    if isinstance(outcome, Refused):
        return page(request, of, outcome.reason, 422)
    to = ONWARD.get(request.POST.get("then", ""), "trial")
    return onward(request, reverse(to, args=[region, rule, outcome.number]))


def _name(of: Bench, changed: tuple[Changed, ...]) -> str:
    """A name for a trial that nobody gave one: what was moved."""
    lang = reading_language()
    parts = [
        f"{Bilingual(each.zh, each.en).in_(lang)} {each.was}→{each.tried}" for each in changed[:2]
    ]
    more = "…" if len(changed) > len(parts) else ""
    files = [file.name for file in (of.setting.draft, of.setting.figures) if file is not None]
    return ("; ".join([*parts, *files]) + more)[: actions.NAME_MAX] or of.on.title.in_(lang)


@require_safe
@never_cache
def trials(request: HttpRequest, region: str, rule: str) -> HttpResponse:
    """The trials of a rule, of which some may be laid beside each other."""
    of = asked(request, region)
    on = rule_at(of, article_of(of, rule), "", "")
    listed = _listed(request, on)
    chosen = _chosen(request, on)
    values = {
        **on.frame(),
        "listed": listed,
        "beside": _beside(chosen) if len(chosen) > 1 else None,
        "chosen": chosen,
        "wanted": [each.kept.row.number for each in chosen],
    }
    return render(request, "bench/trials.html", values)


@require_safe
def trials_file(request: HttpRequest, region: str, rule: str, form: Form) -> HttpResponse:
    """The same list, for a spreadsheet."""
    of = asked(request, region)
    on = rule_at(of, article_of(of, rule), "", "")
    return answer(form, f"{region}-{rule}-trials", _listed(request, on), basis(of.found))


def _listed(request: HttpRequest, on: OfRule) -> Listed[TrialLine]:
    lines = [TrialLine(each.row, each.said) for each in queries.trials(on.of.region, on.rule)]
    asked_for = {name: text for name, text in request.GET.dict().items() if name != "with"}
    return trials_listing().ask(lines, asked_for, reading_language())


def _chosen(request: HttpRequest, on: OfRule) -> list[OfTrial]:
    numbers = [n for n in request.GET.getlist("with") if n.isdecimal() and len(n) < 9]
    found = [queries.trial(on.of.region, int(number)) for number in numbers[:WITH_MAX]]
    return [OfTrial(on, each) for each in found if each is not None and each.row.rule == on.rule]


def _beside(chosen: list[OfTrial]) -> list[Beside]:
    """By unit: each party with what it gains or loses in each of the trials."""
    found: dict[str, Beside] = {}
    for at, trial in enumerate(chosen):
        for unit in trial.units:
            beside = found.setdefault(unit.name, Beside(unit.words, {}))
            for row in unit.rows:
                changes = beside.rows.setdefault(row.name, [None] * len(chosen))
                changes[at] = row.change
    return list(found.values())


def of_trial(request: HttpRequest, region: str, rule: str, number: int) -> OfTrial:
    """A trial, or a page that says there is none."""
    of = asked(request, region)
    kept = queries.trial(region, number)
    if kept is None or kept.row.rule != rule:
        raise Http404("trial")
    said = kept.said
    return OfTrial(rule_at(of, article_of(of, rule), said.period, said.known), kept)


@require_safe
def trial(request: HttpRequest, region: str, rule: str, number: int) -> HttpResponse:
    """One trial: what was tried, who gains and who loses, what may be made of it."""
    of = of_trial(request, region, rule, number)
    lang = reading_language()
    chart = bars(of.on, of.units[0], lang) if of.units else None
    values = {
        **of.on.frame(),
        "of": of,
        "kept": of.kept,
        "said": of.kept.said,
        "units": of.units,
        "factors": factors(of),
        "bars": drawing().svg(chart) if chart else "",
        "proposes": of.on.of.may("proposal.write"),
        "package_now": of.on.of.found.version.number,
    }
    return render(request, "bench/trial.html", values)


def factors(of: OfTrial) -> list[tuple[Bilingual, str]]:
    """The kinds of figures that were multiplied, each with its factor."""
    return [
        (of.on.naming.symbol(field.partition(":")[2]), shown(Fraction(text)))
        for field, text in of.kept.said.factors
    ]


NOTHING = Bilingual(
    "没有可以保存的结果：先让试算算得出来",
    "there is no result to keep: see that the trial can be worked out first",
)
