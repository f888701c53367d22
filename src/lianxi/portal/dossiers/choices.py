"""What a form along the road lets choose from: the parties, units and bodies of a region."""

from collections.abc import Iterable, Sequence

from lianxi.governance.rotation import sitting
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.period import Period
from lianxi.portal.dossiers.asked import Asked
from lianxi.portal.dossiers.shown import called

Choice = tuple[str, Bilingual]

CHOOSE: Choice = ("", Bilingual("请选择", "choose one"))
NOT_SAID: Choice = ("", Bilingual("不填", "left out"))


def bodies(asked: Asked) -> list[Choice]:
    """The bodies that there are on the day."""
    package = asked.found.package
    there = (each for each in package.kind("body") if package.text(each.id, asked.today))
    return [(each.id, each.name) for each in there]


def seated(asked: Asked, body: str) -> tuple[str, ...]:
    """The parties with a seat in a body on the day."""
    return sitting(asked.found.package, body, asked.today)


def parties(asked: Asked) -> list[Choice]:
    """The parties of the region that there are on the day."""
    there = (each for each in asked.found.package.parties.values() if _lasts(each.until, asked))
    return [(each.id, called(asked.found, each.id)) for each in there]


def units(asked: Asked) -> list[Choice]:
    """Every unit of the region's parties, each with its party's name."""
    return [(id_, whole(asked, id_)) for id_ in asked.found.package.units]


def _lasts(until: Period | None, asked: Asked) -> bool:
    """Whether what ends then is still there on the day."""
    return until is None or until.start is None or until.start > asked.today


def whole(asked: Asked, id_: str) -> Bilingual:
    """What a party or a unit is called, a unit with its party unless its own name says that."""
    name = called(asked.found, id_)
    if id_ not in asked.found.package.units:
        return name
    party = asked.found.party(id_.partition("/")[0])
    both = UNIT.fill(party=party, unit=name)
    zh = name.zh if name.zh.startswith(party.zh) else both.zh
    return Bilingual(zh, name.en if party.en in name.en else both.en)


def mine(asked: Asked, choices: Iterable[Choice], right: str) -> list[Choice]:
    """Of some choices those of whom whoever asks may do something: one's own, or all."""
    return [each for each in choices if asked.may(right, party=each[0])]


def asking(some: Sequence[Choice]) -> Sequence[Choice]:
    """Choices that ask to choose, where there are several: nobody is chosen by mistake."""
    return [CHOOSE, *some] if len(some) > 1 else some


UNIT = Bilingual("{party}·{unit}", "{party} · {unit}")
