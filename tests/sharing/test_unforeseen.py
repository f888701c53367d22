"""Rules that nobody had in mind: files in the same words, put together in new ways, run unchanged.

Each is worked out by hand in its docstring, adds up to zero, and is rebuilt from its traces.
"""

from lianxi.sharing.rebuild import rebuild
from lianxi.sharing.run import Shared
from lianxi.sharing.trace import trace
from shares import came, paid, share

PIERS = """\
spot,role,party,share
east,keeper,990100,1
east,lender,990300,3
west,keeper,990200,1
west,lender,990300,1
west,lender,990100,1
"""


def sound(shared: Shared) -> Shared:
    assert sum(shared.net().values()) == 0
    for which in range(len(shared.lines)):
        assert rebuild(trace(shared, which)) == []
    return shared


FERRIES = """\
each = "spots.csv"
period = "year"
facts.trips = { per = ["spot", "month"], unit = "person-time" }
facts.delay = { per = ["spot", "month"], unit = "h", missing = "leave-out" }
facts.debt = { per = "spot", unit = "CNY" }
parameters.toll = { value = "2", unit = "CNY/person-time" }
parameters.bulk_toll = { value = "1", unit = "CNY/person-time" }
parameters.bulk = { value = "100", unit = "person-time" }
parameters.opened = { per = "spot", values = { east = "2005", west = "2006" } }
parameters.grace = { value = "2", unit = "h" }
parameters.fine = { per = "grade", unit = "CNY", values = { 0 = "0", 1 = "10", 2 = "40" } }
[[version.step]]
name = "takings"
slices = "trips"
edges = [{ up_to = "bulk", rate = "toll" }, { rate = "bulk_toll" }]
[[version.step]]
name = "year_takings"
sum = "takings"
over = "month"
[[version.step]]
name = "rest"
waterfall = "year_takings"
into = [{ name = "interest", most = "0.1 * debt" }, { name = "principal", most = "debt" }]
[[version.step]]
name = "lender_part"
since = "opened"
by_year = [{ through = "1", gives = "0" }, { gives = "1/2" }]
[[version.step]]
name = "worst_delay"
worst = "delay"
over = "month"
is = "highest"
[[version.step]]
name = "grade"
bands = "worst_delay"
edges = [{ below = "grace", gives = "0" }, { below = "2 * grace", gives = "1" }, { gives = "2" }]
[[version.step]]
name = "penalty"
lookup = "fine"
by = "grade"
at = "grade"
[[version.transfer]]
name = "service"
from = { role = "keeper" }
to = { role = "lender", by = "share" }
amount = "interest + principal"
[[version.transfer]]
name = "profit"
from = { role = "keeper" }
to = { role = "lender", by = "share" }
amount = "lender_part * rest"
[[version.transfer]]
name = "lateness"
from = { role = "keeper" }
to = "fund:pot"
amount = "penalty"
[[version.transfer]]
name = "comfort"
share_of = "lateness"
when = "worst_delay < grace"
by = "year_takings"
from = "fund:pot"
to = { role = "keeper" }
"""


def test_slices_by_month_run_down_a_waterfall_that_is_shared_by_year() -> None:
    """East: 11 months of 100 trips and one of 160: 11 · 200 + 200 + 60 = 2,460 yuan. Debt 1,000:
    100 and 1,000 go to the lender; of 1,360 left half, for it is the second year. West: 12 · 20 =
    240; debt 100: 10 and 100; nothing else in its first year. East's worst delay of 2 h is grade 1:
    10 yuan, which West gets, whose only report is 1 h.
    """
    months = [f"2006-{n:02d}" for n in range(1, 13)]
    rows = [f"{m} east trips {160 if m == '2006-07' else 100} person-time" for m in months]
    rows += [f"{m} west trips 10 person-time" for m in months]
    rows += ["2006-03 east delay 2 h", "2006-04 east delay 1 h", "2006-05 west delay 1 h"]
    rows += ["2006 east debt 1000 CNY", "2006 west debt 100 CNY"]
    shared = sound(share(FERRIES, "\n".join(rows), PIERS))
    assert came(shared) == [
        ("comfort", "fund:pot", "990200", 10_00),
        ("lateness", "990100", "fund:pot", 10_00),
        ("profit", "990100", "990300", 680_00),
        ("service", "990100", "990300", 1100_00),
        ("service", "990200", "990100", 55_00),
        ("service", "990200", "990300", 55_00),
    ]


CATCH = """\
each = { member = "seats:council" }
period = "quarter"
facts.caught = { per = ["member", "kind", "month"], unit = "kg" }
facts.boats = { per = ["member", "year"], unit = "each" }
parameters.weight = { per = "kind", values = { eel = "3", roach = "1" } }
parameters.least = { value = "0.2" }
parameters.most = { value = "0.5" }
[[version.step]]
name = "mean_catch"
mean = "caught"
over = "month"
[[version.step]]
name = "counted"
sum = "weight * mean_catch"
over = "kind"
where = "mean_catch > 0"
[[version.step]]
name = "all_counted"
sum = "counted"
over = "member"
[[version.step]]
name = "all_boats"
sum = "boats"
over = "member"
[[version.step]]
name = "boat_part"
ratio = "boats"
of = "all_boats"
none = "0"
[[version.step]]
name = "held_part"
clip = "boat_part"
least = "least"
most = "most"
[[version.step]]
name = "all_parts"
sum = "held_part"
over = "member"
[[version.step]]
name = "surplus"
value = "counted - all_counted * held_part / all_parts"
[[version.transfer]]
name = "landed"
when = "surplus > 0"
from = "member"
to = "fund:pot"
amount = "surplus"
unit = "kg"
[[version.transfer]]
name = "handed_out"
share_of = "landed"
when = "surplus < 0"
by = "-surplus"
from = "fund:pot"
to = "member"
"""


def test_a_common_catch_is_evened_out_in_kilograms() -> None:
    """Means of a month: Easton 20 eels (counted 60), Weston 30 roach, Norham 10 roach: 100 in all.
    Boats 8, 1, 1 are parts 0.8, 0.1, 0.1, held to 0.5, 0.2, 0.2 of 0.9. So Easton may keep 55.5…,
    the others 22.2… each: Easton gives 4.444, Weston 7.778, Norham gets both.
    """
    rows = [
        "2006 990100 - boats 8 each",
        "2006 990200 - boats 1 each",
        "2006 990300 - boats 1 each",
    ]
    caught = {("990100", "eel"): (0, 20, 40), ("990200", "roach"): (30, 30, 30)}
    caught[("990300", "roach")] = (10, 0, 20)
    for member in ("990100", "990200", "990300"):
        for kind in ("eel", "roach"):
            for month, kg in enumerate(caught.get((member, kind), (0, 0, 0)), 4):
                rows.append(f"2006-{month:02d} {member} {kind} caught {kg} kg")
    shared = sound(share(CATCH, "\n".join(rows)))
    assert came(shared) == [
        ("handed_out", "fund:pot", "990300", 12_222),
        ("landed", "990100", "fund:pot", 4_444),
        ("landed", "990200", "fund:pot", 7_778),
    ]


DYKE = """\
each = "spots.csv"
facts.cost = { per = "spot", unit = "CNY.wan" }
facts.height = { per = "spot", unit = "m" }
facts.fields = { per = ["spot", "party"], unit = "ha", missing = "zero" }
parameters.safe = { value = "3", unit = "m" }
parameters.grant = { value = "25", unit = "%" }
parameters.grant_most = { value = "30000", unit = "CNY" }
parameters.one_field = { value = "1", unit = "ha" }
[[version.step]]
name = "granted"
clip = "grant * cost"
most = "grant_most"
[[version.step]]
name = "borne"
value = "cost - granted"
[[version.step]]
name = "low"
bands = "height"
edges = [{ at_least = "safe", gives = "0" }, { above = "0", gives = "1" }]
[[version.transfer]]
name = "grant"
from = "990000"
to = { role = "keeper" }
amount = "granted"
[[version.transfer]]
name = "levy"
when = "low > 0 and not fields == 0"
from = "party"
to = "fund:pot"
amount = "borne * fields / (10 * max(fields, one_field))"
[[version.transfer]]
name = "works"
share_of = "levy"
within = "spot"
part = "0.9"
from = "fund:pot"
to = { role = "keeper" }
"""


def test_an_outside_payer_a_levy_by_place_and_works_within_it() -> None:
    """East's dyke is 2 m high and costs 8 wan: the province grants 20,000. Of 60,000 each pays a
    tenth where it has a field of at least 1 ha, half of that for half a hectare: Easton 6,000,
    Norham 3,000. 90 % of 9,000 go to East's keeper. West's is 3 m high: a grant, held at 30,000.
    """
    rows = "2006 east - cost 8 CNY.wan\n2006 east - height 2 m\n2006 west - cost 20 CNY.wan\n"
    rows += "2006 west - height 3 m\n2006 east 990100 fields 4 ha\n2006 east 990300 fields 0.5 ha"
    shared = sound(share(DYKE, rows, PIERS))
    assert came(shared) == [
        ("grant", "990000", "990100", 20_000_00),
        ("grant", "990000", "990200", 30_000_00),
        ("levy", "990100", "fund:pot", 6_000_00),
        ("levy", "990300", "fund:pot", 3_000_00),
        ("works", "fund:pot", "990100", 8_100_00),
    ]
    assert paid(shared)["fund:pot"] == 900_00
