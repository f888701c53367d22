"""Pages: the rules of a region, and one of them with what it comes to in a period."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lianxi.charter.article import Article, empty
from lianxi.charter.kinds.kind import STANDING
from lianxi.charter.kinds.rule import AIM, FACTS, FUND_KEY
from lianxi.documents.sharing import article as said
from lianxi.documents.sharing.article import naming_of
from lianxi.kernel.bilingual import Bilingual, listed, same
from lianxi.portal.charter.basis import basis
from lianxi.portal.dossiers.asked import Asked, asked
from lianxi.portal.dossiers.shown import called
from lianxi.portal.sharing import queries, shown
from lianxi.portal.sharing.asked import KIND, TAB, OfRule, choices, rule_of, text_of
from lianxi.portal.sharing.listing import RuleLine, rules_listing
from lianxi.portal.sharing.results import Worked, worked
from lianxi.portal.ui.listing import Listed
from lianxi.portal.ui.sheet import Form, answer
from lianxi.portal.ui.templatetags.words import reading_language


@require_safe
def rules(request: HttpRequest, region: str) -> HttpResponse:
    """The rules of the region: whether each is in force, what it asks for, its last period."""
    of = asked(request, region)
    values = {**of.frame(TAB), "listed": _rules(request, of), "standing": STANDING}
    return render(request, "sharing/rules.html", values)


@require_safe
def rules_file(request: HttpRequest, region: str, form: Form) -> HttpResponse:
    """The same list, for a spreadsheet."""
    of = asked(request, region)
    return answer(form, f"{region}-sharing", _rules(request, of), basis(of.found))


def _rules(request: HttpRequest, of: Asked) -> Listed[RuleLine]:
    newest = queries.newest_periods(of.region)
    every = of.found.package.kind(KIND)
    lines = [_line(of, each, newest.get(each.id, "")) for each in every]
    return rules_listing().ask(lines, request.GET.dict(), reading_language())


def _line(of: Asked, article: Article, period: str) -> RuleLine:
    text = text_of(article, of.today)
    latest = text or empty(article).amended(*article.versions)
    naming = naming_of(latest, lambda key: called(of.found, key))
    asks = [naming.symbol(name) for name in latest.get(FACTS) or {}]
    since = None if article.proposed else article.versions[0].in_force_from
    standing = "proposed" if article.proposed else latest.standing
    return RuleLine(
        article, latest.name, standing, since, listed(asks) if asks else same(""), period
    )


@require_safe
def rule(request: HttpRequest, region: str, rule: str) -> HttpResponse:
    """A rule in words, and what it comes to in a period: who gets what, on the map, why."""
    on = rule_of(request, region, rule)
    found = worked(on)
    units = shown.units_of(found)
    lang = reading_language()
    values = {
        **on.frame(),
        "choices": choices(on),
        "found": found,
        "nets": shown.nets(on, found),
        "picture": shown.picture(on, found, units[0], lang) if units else None,
        "unit": units[0] if units else "",
        "batches": queries.digests(region, rule, on.known),
        **in_words(on),
    }
    return render(request, "sharing/rule.html", values)


def in_words(on: OfRule) -> dict[str, object]:
    """What the article says, for a page."""
    text = on.text
    if text is None:
        return {"text": None}
    naming, aim, fund = on.naming, text.get(AIM), text.get(FUND_KEY)
    return {
        "text": text,
        "aim": aim,
        "fund": fund,
        "facts": said.facts(text, naming),
        "parameters": said.parameters(text, naming),
        "steps": said.steps(text, naming),
        "transfers": said.transfers(text, naming),
        "versions": text.versions,
    }


def as_of(on: OfRule, found: Worked) -> tuple[tuple[Bilingual, Bilingual], ...]:
    """What stands behind a file: the rule, its version, the period, the digest, whether a trial."""
    digest = found.shared.digest if found.shared else ""
    version = str(found.plan.version) if found.plan else ""
    lines = (
        (RULE, on.title),
        (VERSION, same(version)),
        (PERIOD, on.period_words),
        (DIGEST, same(digest)),
    )
    return (*lines, (NOTE, TRIAL)) if on.trial else lines


RULE = Bilingual("规则", "rule")
VERSION = Bilingual("规则版本", "version of the rule")
PERIOD = Bilingual("核算期", "period")
DIGEST = Bilingual("结果摘要", "digest of the result")
NOTE = Bilingual("说明", "note")
TRIAL = Bilingual(
    "试算：规则尚未生效，不得据以收付", "a trial: the rule is not in force, nothing is booked by it"
)
