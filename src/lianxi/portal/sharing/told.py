"""Rules, results and figures as the API answers with them."""

from collections.abc import Mapping

from lianxi.charter.article import empty
from lianxi.charter.kinds.rule import FACTS
from lianxi.charter.kinds.rule_words import FactAsked
from lianxi.kernel.digest import Plain
from lianxi.portal.dossiers.asked import Asked
from lianxi.portal.sharing import queries
from lianxi.portal.sharing.asked import KIND, OfRule, text_of
from lianxi.portal.sharing.needs import needed
from lianxi.portal.sharing.results import Worked
from lianxi.portal.sharing.words import Amount
from lianxi.sharing.run import Shared


def rules(of: Asked) -> list[dict[str, Plain]]:
    """The rules of a region."""
    newest = queries.newest_periods(of.region)
    lines: list[dict[str, Plain]] = []
    for article in of.found.package.kind(KIND):
        text = text_of(article, of.today) or empty(article).amended(*article.versions)
        proposed = article.proposed
        asked: Mapping[str, FactAsked] = text.get(FACTS) or {}
        lines.append(
            {
                "id": article.id,
                "name_zh": text.name.zh,
                "name_en": text.name.en,
                "standing": "proposed" if proposed else text.standing,
                "since": None if proposed else str(article.versions[0].in_force_from),
                "facts": list(asked),
                "period": newest.get(article.id),
            }
        )
    return lines


def result(found: Worked, shared: Shared) -> dict[str, Plain]:
    """What a rule comes to in a period."""
    transfers: list[Plain] = [
        {
            "n": n + 1,
            "name": line.name,
            "from": line.giver,
            "to": line.taker,
            "amount": Amount(line.amount, line.unit).plain,
            "unit": line.unit,
            "of": dict(line.of),
            "clause": line.clause,
        }
        for n, line in found.lines
    ]
    net: list[Plain] = [
        {"party": party, "unit": unit, "amount": Amount(amount, unit).plain}
        for (party, unit), amount in sorted(found.net.items())
    ]
    plan = shared.plan
    return {
        "rule": plan.rule,
        "period": found.period,
        "version": plan.version,
        "in_force": plan.in_force,
        "digest": shared.digest,
        "transfers": transfers,
        "net": net,
    }


def figures(on: OfRule) -> list[dict[str, Plain]]:
    """The figures that a rule needs for a period."""
    return [
        {
            "period": row.period,
            "keys": dict(row.keys),
            "fact": row.fact,
            "value": row.value,
            "unit": row.unit,
            "batch": int(row.source.rpartition("/")[2]),
        }
        for row in needed(on.of.region, on.article, [on.period], on.known)
    ]
