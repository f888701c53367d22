"""What holds within the article of a fund: its formula has what it needs, approvals rise."""

from itertools import pairwise

from lianxi.charter.article import Article
from lianxi.charter.kinds.fund import APPROVALS, DUES, Approval, Dues
from lianxi.charter.reading import Reader
from lianxi.kernel.finding import Place

# What each formula needs, and what belongs to another one.
NEEDS = {"equal": ("payers", "amount"), "tier": ("tiers",), "figure": ("payers", "total", "figure")}
ALLOWS = {
    "equal": {"payers", "amount"},
    "tier": {"tiers"},
    "figure": {"payers", "total", "figure", "least", "most"},
}
PARTS = ("payers", "amount", "tiers", "total", "figure", "least", "most")


def check(article: Article, reader: Reader) -> None:
    """Check a fund, version by version: each states the whole of a key."""
    for version in article.versions:
        dues = version.states.get(DUES.name)
        if isinstance(dues, Dues):
            _dues(dues, version.place.at(DUES.name), reader)
        approvals = version.states.get(APPROVALS.name)
        if isinstance(approvals, tuple):
            _approvals(approvals, version.place.at(APPROVALS.name), reader)


def _dues(dues: Dues, place: Place, reader: Reader) -> None:
    for word in NEEDS[dues.by]:
        if not getattr(dues, word):
            reader.report("dues.needs", place, by=dues.by, word=word)
    for word in PARTS:
        if getattr(dues, word) and word not in ALLOWS[dues.by]:
            reader.report("dues.stranger", place.at(word), by=dues.by, word=word)
    if dues.least is not None and dues.most is not None and dues.most < dues.least:
        reader.report("dues.order", place.at("most"), least=str(dues.least), most=str(dues.most))


def _approvals(approvals: tuple[Approval, ...], place: Place, reader: Reader) -> None:
    """The amounts rise, and only the last approves any."""
    for number, (one, next_) in enumerate(pairwise(approvals), 1):
        if one.up_to is None:
            reader.report("approvals.any", place.item(number))
        elif next_.up_to is not None and next_.up_to <= one.up_to:
            said = {"before": str(one.up_to), "text": str(next_.up_to)}
            reader.report("approvals.order", place.item(number + 1).at("up_to"), **said)
