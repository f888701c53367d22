"""Public cases, to the last figure: water classes, a municipal scheme, the Xin'an River's index."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

import pytest

from compensation import figures, measured, plan, share, told
from lianxi.kernel.digest import Plain
from lianxi.sharing.run import Shared
from lianxi.sharing.trace import trace
from shares import rows, worked

# GB 3838-2002, table 1, as data/CASES.md has it: the limits of classes I to V.
RIVER = {
    "codmn": ("2", "4", "6", "10", "15"),
    "cod": ("15", "15", "20", "30", "40"),
    "bod5": ("3", "3", "4", "6", "10"),
    "nh3n": ("0.15", "0.5", "1", "1.5", "2"),
    "tp": ("0.02", "0.1", "0.2", "0.3", "0.4"),
}
LAKE = {
    **RIVER,
    "tp": ("0.01", "0.025", "0.05", "0.1", "0.2"),
    "tn": ("0.2", "0.5", "1", "1.5", "2"),
}
OXYGEN = ("7.5", "6", "5", "3", "2")
CLEAN = {"codmn": "1", "cod": "10", "bod5": "1", "nh3n": "0.1", "tp": "0.01"}
CLEAN |= {"oxygen": "9", "ph": "7"}
LUMPS = {0: 0, 50: 1, 120: 2, 200: 3, 300: 4, 400: 5}  # 10,000 yuan: by how many classes
SECTIONS = ("canal", "taipu", "tiaoxi", "wusong")

Water = dict[str, str]


def graded(cases: list[Water]) -> list[int]:
    """The class of river water, told from what is paid: the target of the Tiaoxi is class III."""
    text = [
        measured(" ".join(water), *(f"{s} {' '.join(water.values())}" for s in SECTIONS), period=p)
        for p, water in zip(months(len(cases)), cases, strict=True)
    ]
    return classes(share("section-single-factor", "\n".join(text)), "tiaoxi", 3, len(cases))


def graded_lake(cases: list[Water]) -> list[int]:
    """The same of a lake's water, whose target is class IV."""
    text = [
        measured(" ".join(water), f"dianshan {' '.join(water.values())}", period=period)
        for period, water in zip(months(len(cases)), cases, strict=True)
    ]
    return classes(share("lake-single-factor", "\n".join(text)), "dianshan", 4, len(cases))


def classes(shared: Shared, section: str, target: int, count: int) -> list[int]:
    """The class in each period: the target, and by how many classes it was missed or bettered."""
    found = dict.fromkeys(months(count), target)
    for line in shared.lines:
        if line.of["section"] == section:
            steps = LUMPS[line.amount // 1_000_000]
            found[line.period] += steps if line.name == "missed" else -steps
    return list(found.values())


def months(count: int) -> list[str]:
    """One month after another."""
    return [f"{2026 + n // 12}-{n % 12 + 1:02d}" for n in range(count)]


def just_above(text: str) -> str:
    return f"{text}{'' if '.' in text else '.'}0001"


@pytest.mark.parametrize("factor", RIVER)
def test_both_sides_of_every_limit_of_a_river(factor: str) -> None:
    """S1: a limit is inclusive; of equal limits the better class counts (COD, BOD5)."""
    limits = RIVER[factor]
    at, above = ([{**CLEAN, factor: f(x)} for x in limits] for f in (str, just_above))
    equal = limits[0] == limits[1]
    assert graded([*at, *above]) == [1, 1 if equal else 2, 3, 4, 5, 3 if equal else 2, 3, 4, 5, 6]


def test_oxygen_runs_the_other_way_and_ph_has_two_ends() -> None:
    """S1: oxygen is to be no less than its limit, pH between 6 and 9."""
    at = [{**CLEAN, "oxygen": limit} for limit in OXYGEN]
    below = [{**CLEAN, "oxygen": text} for text in ("7.4999", "5.9999", "4.9999", "2.9999", "1.9")]
    assert graded([*at, *below]) == [1, 2, 3, 4, 5, 2, 3, 4, 5, 6]
    sour = [{**CLEAN, "ph": text} for text in ("5.99", "6", "9", "9.01")]
    assert graded(sour) == [6, 1, 1, 6]


def test_the_worst_factor_decides() -> None:
    water = {**CLEAN, "codmn": "3.9", "tp": "0.15", "oxygen": "6.8"}  # II, III, II
    assert graded([CLEAN, water, {**water, "nh3n": "1.6"}]) == [1, 3, 5]


def test_total_nitrogen_must_not_grade_a_river() -> None:
    """S1: it is of lakes and reservoirs alone, and is refused where somebody brings it along."""
    of = plan("section-single-factor")
    findings = worked(of, rows(of, "2026-01 canal tn c 9.9 mg/L"))
    assert isinstance(findings, tuple)
    assert "fact.key" in {finding.code for finding in findings}


@pytest.mark.parametrize("factor", ["tp", "tn"])
def test_both_sides_of_the_limits_of_a_lake(factor: str) -> None:
    clean = {**CLEAN, "tp": "0.005", "tn": "0.1"}
    at, above = ([{**clean, factor: f(x)} for x in LAKE[factor]] for f in (str, just_above))
    assert graded_lake([*at, *above]) == [1, 2, 3, 4, 5, 2, 3, 4, 5, 6]


def test_the_scheme_of_zhenjiang() -> None:
    """S2: 8 against 6, 1.4 against 1.0 and 0.25 against 0.20 mg/L at ten million m3.

    2 g/m3 × 10⁷ m3 = 20 t at 15,000 yuan is 300,000; 4 t at 100,000 is 400,000; 0.5 t is 50,000:
    750,000 in all, of which Danyang bears 85.78, 84.45 and 88.07 %, Dantu the rest.
    """
    shared = share("county-pollution", measured("codmn nh3n tp flow", "jiuli 8 1.4 0.25 10000000"))
    assert told(shared) == [
        "pollution: Dantu > Wujin 42660.00",
        "pollution: Danyang > Wujin 257340.00",
        "pollution: Dantu > Wujin 62200.00",
        "pollution: Danyang > Wujin 337800.00",
        "pollution: Dantu > Wujin 5965.00",
        "pollution: Danyang > Wujin 44035.00",
    ]
    assert shared.net() == {
        ("320412", "CNY"): 750_000_00,
        ("321112", "CNY"): -110_825_00,
        ("321181", "CNY"): -639_175_00,
    }


def test_the_case_of_zhenjiang_stands_in_the_shipped_figures() -> None:
    march = "".join(
        line.replace(",", " ").replace("  ", " - ") + "\n"
        for line in figures("county-pollution").splitlines()
        if line.startswith("2026-03")
    )
    assert share("county-pollution", march).net()["320412", "CNY"] == 750_000_00


BASE = {"codmn": "2", "nh3n": "0.2", "tn": "1.2", "tp": "0.04"}


def index(water: Water, k0: str = "0.85") -> tuple[Fraction, Shared]:
    """The index of a year's figures, as the trace of the payment tells it; and what is paid."""
    of = plan("section-index").varied("k0", Fraction(k0))
    line = f"jiekou {' '.join(water.values())}"
    shared = share(of, measured(" ".join(water), line, period="2026"))
    [p] = {node["value"] for node in nodes(trace(shared, 0)) if node.get("symbol") == "p"}
    return Fraction(str(p)), shared


def test_the_index_is_k0_where_nothing_has_changed() -> None:
    """S7: the weights add up to 1 and every Ci is its Ci0."""
    assert index(BASE)[0] == Fraction("0.85")
    assert index(BASE, "0.9")[0] == Fraction("0.9")


@pytest.mark.parametrize("factor", BASE)
def test_the_index_is_linear_in_each_concentration(factor: str) -> None:
    """S7: one more tenth of the base moves it by the same each time: k0 · ki / 10 = 0.02125."""
    tenth = Fraction(BASE[factor]) / 10
    values = [index({**BASE, factor: str(float(n * tenth))})[0] for n in (10, 11, 12, 20)]
    steps = [after - values[0] for after in values[1:]]
    assert steps == [Fraction("0.02125"), Fraction("0.0425"), Fraction("0.2125")]


def test_both_outcomes_of_the_round() -> None:
    """S7: up to 1, itself included, downstream pays upstream 100 million yuan; above it the other.

    With k0 = 0.5 and every figure at twice its base the index is exactly 1.
    """
    twice = {"codmn": "4", "nh3n": "0.4", "tn": "2.4", "tp": "0.08"}
    support = "support: The central government > Anhui 300000000.00"
    p, shared = index(twice, "0.5")
    assert p == 1
    assert told(shared) == ["met: Zhejiang > Anhui 100000000.00", support]
    p, shared = index({**twice, "tp": "0.0800001"}, "0.5")
    assert p > 1
    assert told(shared) == ["missed: Anhui > Zhejiang 100000000.00", support]


def test_amounts_are_published_and_coefficients_are_examples() -> None:
    """S7: whoever asks why is told which is which."""
    rests_on = {
        node["symbol"]: node["status"]
        for node in nodes(trace(index(BASE)[1], 0))
        if node.get("is") == "parameter"
    }
    assert rests_on == {
        "stake": "published",
        "k0": "example",
        "weight": "example",
        "base": "example",
    }


def nodes(told: Plain) -> Iterator[Mapping[str, Plain]]:
    """Every node of a trace."""
    if isinstance(told, Mapping):
        yield told
        for each in told.values():
            yield from nodes(each)
    elif isinstance(told, list | tuple):
        for each in told:
            yield from nodes(each)
