"""What is easily got wrong in a cell: gaps, zeros, edges, who stands where, what a pot holds."""

import pytest

from lianxi.sharing.rebuild import rebuild
from lianxi.sharing.run import Shared
from lianxi.sharing.trace import trace
from shares import SPOTS, came, codes, share

MEMBERS = 'each = { member = "seats:council" }\nperiod = "month"\n'
EASTON = '[[version.transfer]]\nfrom = "990100"\nto = "fund:pot"\namount = "{}"\n'
N = 'facts.n = { per = ["member"], unit = "CNY", missing = "leave-out" }\n'


def step(text: str) -> str:
    return f'[[version.step]]\nname = "x"\n{text}\n'


def pays(amount: str) -> str:
    """Each member pays so much into the pot."""
    return f'[[version.transfer]]\nfrom = "member"\nto = "fund:pot"\namount = "{amount}"\n'


def sound(shared: Shared) -> Shared:
    """Every line is rebuilt from its trace."""
    for which in range(len(shared.lines)):
        assert rebuild(trace(shared, which)) == []
    return shared


def test_a_left_out_divisor_is_left_out_and_not_zero() -> None:
    """A gap is no division by zero, whatever number stands in its place."""
    found = sound(share(MEMBERS + N + pays("n * n / n"), "2006-01 990100 n 5 CNY"))
    assert came(found) == [("1", "990100", "fund:pot", 500)]


@pytest.mark.parametrize(
    "text",
    [
        'lookup = "p"\nby = "grade"\nat = "n / fee"',
        'bands = "n"\nedges = [{ above = "0", gives = "fee" }]',
    ],
)
def test_a_left_out_key_is_no_unknown_key(text: str) -> None:
    given = 'parameters.fee = { value = "5", unit = "CNY" }\n'
    given += 'parameters.p = { per = "grade", unit = "CNY", values = { 1 = "5" } }\n'
    found = share(MEMBERS + N + given + step(text) + pays("x"), "2006-01 990100 n 5 CNY")
    assert came(sound(found)) == [("1", "990100", "fund:pot", 500)]


def test_zeros_meet_a_very_fine_number() -> None:
    """A column of nothing but zeros, beside one whose parts do not fit in 64 bits."""
    facts = "2006-01 990100 n 0 CNY\n2006-01 990200 n 0 CNY\n2006-01 990300 n 0 CNY"
    fine = 'parameters.fine = { value = "1.0000000000000000000000001", unit = "CNY" }\n'
    found = share(MEMBERS + N + fine + pays("n + fine"), facts)
    assert [line[-1] for line in came(sound(found))] == [100, 100, 100]


def test_slices_begin_at_zero_whatever_the_edges_say() -> None:
    edges = '[{ up_to = "low", rate = "7" }, { rate = "1" }]'
    rule = 'parameters.low = { value = "-30", unit = "CNY" }\n' + step(
        f'slices = "n"\nedges = {edges}'
    )
    found = share(MEMBERS + N + rule + pays("x"), "2006-01 990100 n 10 CNY")
    assert came(sound(found)) == [("1", "990100", "fund:pot", 1000)]


def test_a_sum_is_over_those_who_stand_there() -> None:
    """Not over every role with every party; and where nobody is asked it is zero, not a gap."""
    rule = 'each = "spots.csv"\nfacts.a = { per = ["spot"], unit = "1" }\n'
    rule += 'parameters.fee = { value = "1", unit = "CNY" }\n'
    rule += step('sum = "max(fee, fee * min(share, 0))"\nover = ["role", "party"]\nwhere = "a > 0"')
    rule += '[[version.transfer]]\nfrom = { role = "up" }\nto = "fund:pot"\namount = "x + fee"\n'
    found = sound(share(rule, "2006-01 s1 a 1 1\n2006-01 s2 a 0 1", SPOTS))
    assert came(found) == [("1", "990100", "fund:pot", 200), ("1", "990200", "fund:pot", 100),
                           ("1", "990300", "fund:pot", 200)]  # fmt: skip


def test_a_band_is_asked_of_those_who_stand_there() -> None:
    """A branch that names no column of the table is still not taken for those who do not."""
    rule = 'each = "spots.csv"\nfacts.a = { per = ["spot"], unit = "1" }\n'
    rule += 'parameters.fee = { value = "1", unit = "CNY" }\n'
    rule += step('bands = "a"\nedges = [{ up_to = "0", gives = "fee * share" }, { gives = "fee" }]')
    rule += '[[version.step]]\nname = "y"\nsum = "x"\nover = ["role", "party"]\n'
    rule += '[[version.transfer]]\nfrom = "990000"\nto = "fund:pot"\namount = "y"\n'
    found = sound(share(rule, "2006-01 s1 a 1 1\n2006-01 s2 a 0 1", SPOTS))
    assert [(line.of["spot"], line.amount) for line in found.lines] == [("s1", 300), ("s2", 200)]


def test_the_last_value_of_a_month_is_the_month_before() -> None:
    rule = 'each = { member = ["a"] }\nperiod = "year"\n'
    rule += 'facts.n = { per = ["member", "month"], unit = "CNY", missing = "last" }\n'
    rule += step('sum = "n"\nover = "month"') + EASTON.format("x")
    found = sound(share(rule, "2006-01 a n 1 CNY\n2006-07 a n 100 CNY"))
    assert came(found) == [("1", "990100", "fund:pot", 60600)]
    assert codes(rule, "2006-02 a n 1 CNY") == ["fact.gap"]


def test_a_pot_of_a_pot_is_shared_within_the_place_of_each_line() -> None:
    """What the second transfer brought to each place goes on within that place."""
    rule = 'each = "spots.csv"\nfacts.a = { per = ["spot"], unit = "1" }\n'
    rule += 'parameters.fee = { value = "9", unit = "CNY" }\n'
    rule += '[[version.transfer]]\nname = "in"\nfrom = "990000"\nto = "fund:pot"\namount = "fee"\n'
    rule += '[[version.transfer]]\nname = "on"\nfrom = "fund:pot"\nto = { role = "up" }\n'
    rule += 'share_of = "in"\nby = "a"\n'
    rule += '[[version.transfer]]\nname = "down"\nfrom = "990000"\nto = { role = "down" }\n'
    rule += 'share_of = "on"\nwithin = "spot"\n'
    found = sound(share(rule, "2006-01 s1 a 2 1\n2006-01 s2 a 1 1", SPOTS))
    down = {line.of["spot"]: line.amount for line in found.lines if line.name == "down"}
    assert down == {"s1": 600, "s2": 300}


def test_the_condition_of_a_part_of_a_pot_is_that_of_its_own_place() -> None:
    rule = 'each = "spots.csv"\nfacts.a = { per = ["spot"], unit = "CNY" }\n'
    rule += 'parameters.one = { value = "1", unit = "CNY" }\n'
    rule += '[[version.transfer]]\nname = "in"\nfrom = "990000"\nto = "fund:pot"\namount = "a"\n'
    rule += '[[version.transfer]]\nfrom = "fund:pot"\nto = { role = "up" }\n'
    rule += 'share_of = "in"\nwhen = "a > one"\n'
    found = sound(share(rule, "2006-01 s1 a 1 CNY\n2006-01 s2 a 2 CNY", SPOTS))
    assert [line.of["spot"] for line in found.lines if line.name == "2"] == ["s2"]


def test_a_pot_whose_part_is_left_out_stays_as_it_is() -> None:
    """Nobody knows how much of it is to be shared, so nothing of it is."""
    given = 'facts.part = { per = [], missing = "leave-out" }\n'
    brings = '[[version.transfer]]\nname = "in"\nfrom = "member"\nto = "fund:pot"\namount = "n"\n'
    shares = '[[version.transfer]]\nname = "out"\nfrom = "fund:pot"\nto = "member"\n'
    shares += 'share_of = "in"\npart = "part"\n'
    found = sound(share(MEMBERS + N + given + brings + shares, "2006-01 990100 n 5 CNY"))
    assert came(found) == [("in", "990100", "fund:pot", 500)]
    assert found.undistributed == {("out", "2006-01"): 500}
