"""A figure as a reader says it: about 17 billion yuan, 约170亿元."""

from decimal import Decimal

from lianxi.charter.columns import QUALIFIERS
from lianxi.charter.rows import Observation
from lianxi.kernel.bilingual import Bilingual, same

# How an English reader counts what Chinese counts in ten thousands and hundred millions.
MYRIADS = {"CNY.wan": 10_000, "CNY.wan/person": 10_000, "CNY.yi": 100_000_000}

# Units whose written form is not what a reader expects beside a figure.
UNITS = {
    "CNY/person": Bilingual("元/人", "yuan a head"),
    "CNY.wan/person": Bilingual("万元/人", "yuan a head"),
    "CNY": Bilingual("元", "yuan"),
    "CNY.wan": Bilingual("万元", "yuan"),
    "CNY.yi": Bilingual("亿元", "yuan"),
    "city": Bilingual("个城市", "cities"),
    "firm": Bilingual("家企业", "firms"),
    "item": Bilingual("项", "items"),
    "person": Bilingual("人", "persons"),
    "person-time": Bilingual("人次", "person-times"),
    "household": Bilingual("户", "households"),
    "set": Bilingual("台（套）", "sets"),
    "each": Bilingual("个", ""),
    "%": same("%"),
    "km2": Bilingual("平方公里", "km²"),
    "CNY/person-time": Bilingual("元/人次", "yuan each"),
    "person-time/day": Bilingual("人次/日", "a day"),
    "1": same(""),
}


def figure_words(observation: Observation) -> Bilingual:
    """A figure with its qualifier and unit."""
    code = observation.unit.text
    unit = UNITS.get(code, same(f" {code}"))
    qualifier = QUALIFIERS[observation.qualifier] if observation.qualifier else same("")
    times = MYRIADS.get(code, 1)
    written = observation.value if times > 1 else _myriads(observation.value)
    value = Bilingual(written, _counted(observation.value, times))
    words = Bilingual("{qualifier}{value}{unit}", "{qualifier} {value} {unit}")
    said = words.fill(qualifier=qualifier, value=value, unit=unit)
    return Bilingual(_tidy(said.zh), _tidy(said.en))


def _tidy(text: str) -> str:
    return " ".join(text.split()).replace(" %", "%")


def _myriads(value: str) -> str:
    """A number as Chinese says it: a large round one in ten thousands.

    >>> [_myriads(each) for each in ("67500", "69442", "1500", "0.5")]
    ['6.75万', '69442', '1500', '0.5']
    """
    number = Decimal(value)
    if number < 10_000 or number % 100:
        return value
    return f"{(number / 10_000).normalize():f}万"


def _counted(value: str, times: int) -> str:
    """A number as English says it: exact, in thousands, millions or billions.

    >>> [_counted(*each) for each in [("170", 10**8), ("2.5", 10**4), ("41", 1), ("0.03", 10**8)]]
    ['17 billion', '25,000', '41', '3 million']
    >>> _counted("69442", 1), _counted("11.0", 1)
    ('69,442', '11.0')
    """
    number = Decimal(value) * times
    if times == 1:
        return f"{number:,f}"
    for size, name in ((10**9, " billion"), (10**6, " million")):
        if abs(number) >= size:
            return f"{(number / size).normalize():f}{name}"
    return f"{number.normalize():,f}"
