"""Each rule that is shipped, on figures small enough to follow by hand."""

from compensation import called, measured, plan, share, told
from lianxi.sharing.run import Shared


def flowing(rule: str, *sections: str, pollutants: str = "codmn nh3n") -> Shared:
    """A month at the four sections: concentrations, and the flow in m3."""
    return share(rule, measured(f"{pollutants} flow", *sections))


def test_section_two_way() -> None:
    """The canal is 2 and 0.4 mg/L above its targets at 10⁷ m3: 20 t · 15,000 + 4 t · 100,000 =
    700,000 yuan, of which Wuxi pays 0.7. The Taipu is below them: −10 t · 15,000 − 2 t · 100,000 =
    −350,000, which those downstream pay. The Tiaoxi is at them. The Wusong: 10 t − 1 t: 50,000.
    """
    shared = flowing(
        "section-two-way",
        "canal 8 1.4 10000000",
        "taipu 5 0.8 10000000",
        "tiaoxi 6 1 10000000",
        "wusong 7 0.9 10000000",
    )
    assert told(shared) == [
        "damage: Wuxi > Suzhou 490000.00",
        "damage: Changzhou > Suzhou 210000.00",
        "damage: Suzhou > Shanghai 50000.00",
        "benefit: Shanghai > Suzhou 210000.00",
        "benefit: Jiaxing > Suzhou 140000.00",
    ]


def test_section_single_factor() -> None:
    """The canal's target is class IV; COD of 41 is worse than V: two classes, 1,200,000 yuan. The
    Taipu meets class III; the Tiaoxi is class I, two better than III; the Wusong class III, one.
    """
    names = "codmn cod bod5 nh3n tp oxygen ph"
    shared = share(
        "section-single-factor",
        measured(
            names,
            "canal 5 41 3 0.9 0.1 6 7",
            "taipu 5 18 3 0.9 0.1 6 7",
            "tiaoxi 2 15 3 0.15 0.02 7.5 7",
            "wusong 5 20 3 0.9 0.1 6 7",
        ),
    )
    assert told(shared) == [
        "missed: Wuxi > Suzhou 840000.00",
        "missed: Changzhou > Suzhou 360000.00",
        "bettered: Huzhou > Hangzhou 1200000.00",
        "bettered: Shanghai > Suzhou 500000.00",
    ]


def test_lake_single_factor() -> None:
    """Total nitrogen of 1.6 makes class V of water that is class III by everything else."""
    names = "codmn cod bod5 nh3n tp tn oxygen ph"
    shared = share("lake-single-factor", measured(names, "dianshan 5 18 3 0.4 0.04 1.6 6 8"))
    assert told(shared) == ["missed: Suzhou > Shanghai 500000.00"]


def test_section_index() -> None:
    """P = 0.85 · 0.25 · (1 + 1 + 1 + 2) = 1.0625: above 1, upstream pays."""
    shared = share(
        "section-index", measured("codmn nh3n tn tp", "jiekou 2 0.2 1.2 0.08", period="2026")
    )
    assert told(shared) == [
        "missed: Anhui > Zhejiang 100000000.00",
        "support: The central government > Anhui 300000000.00",
    ]


def test_county_pollution() -> None:
    """Only what is above its target is paid for: 1 t of ammonia at 100,000 yuan."""
    shared = share("county-pollution", measured("codmn nh3n tp flow", "jiuli 5 1.1 0.2 10000000"))
    assert told(shared) == [
        "pollution: Dantu > Wujin 15550.00",
        "pollution: Danyang > Wujin 84450.00",
    ]


def test_banded_excess() -> None:
    """60 t of ammonia: 20 · 50,000 + 30 · 100,000 + 10 · 200,000 = 6,000,000 yuan; 5 t of
    phosphorus: 4 · 50,000 + 1 · 100,000 = 300,000. The Wusong has exactly the first slice.
    """
    shared = flowing(
        "banded-excess",
        "canal 1 0.2 10000000",
        "taipu 0.5 0.1 10000000",
        "tiaoxi 1.6 0.205 100000000",
        "wusong 1.2 0.25 100000000",
        pollutants="nh3n tp",
    )
    # Tiaoxi: 60 t and 0.5 t (25,000); Wusong: 20 t (1,000,000) and 5 t (300,000)
    assert told(shared) == [
        "excess_pay: Hangzhou > Huzhou 6025000.00",
        "excess_pay: Suzhou > Shanghai 1300000.00",
    ]


def test_pooled() -> None:
    """The canal owes 700,000 and pays in 80 %: 560,000. Half goes downstream, 30 % (168,000)
    to the Taipu and the Tiaoxi, which did better by 350,000 and 150,000: 117,600 and 50,400. The
    rest, 112,000, stays.
    """
    shared = flowing(
        "pooled",
        "canal 8 1.4 10000000",
        "taipu 5 0.8 10000000",
        "tiaoxi 5 1 10000000",
        "wusong 6 1 10000000",
    )
    fund = called("fund:eco-compensation")
    assert told(shared) == [
        f"paid_in: Wuxi > {fund} 392000.00",
        f"paid_in: Changzhou > {fund} 168000.00",
        f"relief: {fund} > Suzhou 280000.00",
        f"reward: {fund} > Suzhou 117600.00",
        f"reward: {fund} > Hangzhou 50400.00",
    ]
    assert shared.net()["fund:eco-compensation", "CNY"] == 112_000_00


PARK = "2026 {0} tax {1} CNY\n2026 {0} outstanding {2} CNY\n2026 {0} output 900 CNY\n"
PARK += "2026 {0} energy 1000 kWh\n2026 {0} cod 2.5 t\n"


def parks(year: str, one: tuple[int, int], two: tuple[int, int]) -> list[str]:
    """What comes of tax and outlay not yet repaid, of the park of 2019 and of that of 2024."""
    text = PARK.format("park-1", *one) + PARK.format("park-2", *two)
    return told(share("enclave-park", text.replace("2026 ", f"{year} ")))


def test_enclave_park() -> None:
    """In 2026 the park of 2019 is in its eighth year (30 %), that of 2024 in its third (50 %).

    Of 100 yuan of tax 40 repay the outlay, 60 · 0.3 = 18 are shared; the other's go to the outlay.
    """
    assert parks("2026", (100, 40), (50, 80)) == [
        "repayment: Nantong > Shanghai 40.00",
        "repayment: Chuzhou > Suzhou 50.00",
        "tax_share: Nantong > Shanghai 18.00",
        "energy_counted: Nantong > Shanghai 300 kWh",
        "energy_counted: Chuzhou > Suzhou 500 kWh",
        "emission_counted: Nantong > Shanghai 0.750 t",
        "emission_counted: Chuzhou > Suzhou 1.250 t",
    ]


def test_the_stages_of_a_park() -> None:
    """The fifth year is the last of the first stage, the tenth the last of all: 2028, 2033."""
    shares = {
        year: [line for line in parks(year, (0, 0), (100, 0)) if line.startswith("tax_share")]
        for year in ("2028", "2029", "2033", "2034")
    }
    assert shares == {
        "2028": ["tax_share: Chuzhou > Suzhou 50.00"],
        "2029": ["tax_share: Chuzhou > Suzhou 30.00"],
        "2033": ["tax_share: Chuzhou > Suzhou 30.00"],
        "2034": [],
    }


def test_output_is_counted_as_a_step_alone() -> None:
    """Yuan of output are no payment: the step says 0.3 · 900 and 0.5 · 900."""
    text = PARK.format("park-1", 0, 0) + PARK.format("park-2", 0, 0)
    counted = share("enclave-park", text).work.step("output_counted")
    park = plan("enclave-park").of.words.index("park")
    at = [
        tuple(n if axis == park + 1 else 0 for axis in range(counted.numerators.ndim))
        for n in (0, 1)
    ]
    assert [counted.at(place) for place in at] == [270, 450]


def test_shared_line() -> None:
    """Use is 50, 30, 20 and benefit 20, 20, 60 %: weights 0.38, 0.26, 0.36 of 1,000 yuan."""
    text = "2026 line-1 - cost 1000 CNY\n2026 line-2 - cost 0 CNY\n"
    for line, cities in (("line-1", "310000 320500 330400"), ("line-2", "330100 330500 330600")):
        for city, trips, reached in zip(cities.split(), (50, 30, 20), (20, 20, 60), strict=True):
            text += f"2026 {line} {city} trips {trips} person-time\n"
            text += f"2026 {line} {city} reached {reached} person\n"
    assert told(share("shared-line", text)) == [
        "contribution: Suzhou > Shanghai 260.00",
        "contribution: Jiaxing > Shanghai 360.00",
    ]


NINE = "310000 320200 320400 320500 320600 330200 330400 330500 330900".split()


def test_horizontal_transfer() -> None:
    """Nine cities of 10 people; Shanghai has 1,900 yuan, seven 1,000 and Zhoushan 100: the mean
    is 100 a head. Shanghai pays 2 % of 90 · 10 = 18 yuan, all of it to Zhoushan.
    """
    revenue = dict.fromkeys(NINE, 1000) | {"310000": 1900, "330900": 100}
    text = "".join(
        f"2026 {city} revenue {amount} CNY\n2026 {city} people 10 person\n2026 {city} need 1 1\n"
        for city, amount in revenue.items()
    )
    fund = called("fund:city-transfers")
    shared = share("horizontal-transfer", text)
    assert told(shared) == [
        f"paid_in: Shanghai > {fund} 18.00",
        f"paid_out: {fund} > Zhoushan 18.00",
    ]
    assert shared.net()["fund:city-transfers", "CNY"] == 0


def test_reward_support() -> None:
    """Two cities below 60 pay a million each; 85 and 90 share it 85 to 90. It is a trial."""
    scores = dict.fromkeys(NINE, 70) | {"310000": 85, "320200": 90, "320400": 59, "320500": 0}
    text = "".join(f"2026 {city} score {score} 1\n" for city, score in scores.items())
    shared = share("reward-support", text)
    fund = called("fund:metro-reward")
    assert told(shared) == [
        f"fees: Changzhou > {fund} 1000000.00",
        f"fees: Suzhou > {fund} 1000000.00",
        f"rewards: {fund} > Shanghai 971428.57",
        f"rewards: {fund} > Wuxi 1028571.43",
    ]
    assert not shared.plan.in_force


def test_emission_quota() -> None:
    """Wuxi wants 300 t and Suzhou 100, Huzhou has 200 to spare: half of each demand is met. 150 t
    and 50 t at 4,500 yuan are 675,000 and 225,000, all of which Huzhou gets.
    """
    used = {"320200": 42300, "320400": 36000, "320500": 52100, "330400": 38000, "330500": 23800}
    shared = share("emission-quota", "".join(f"2026 {c} used {t} t\n" for c, t in used.items()))
    fund = called("fund:cod-quota")
    assert told(shared) == [
        f"payment: Wuxi > {fund} 675000.00",
        f"payment: Suzhou > {fund} 225000.00",
        f"proceeds: {fund} > Huzhou 900000.00",
        f"given_up: Huzhou > {fund} 200.000 t",
        f"received: {fund} > Wuxi 150.000 t",
        f"received: {fund} > Suzhou 50.000 t",
    ]


def test_council_dues() -> None:
    """Of 41 cities Shanghai has 960 and the others 1 each, 1,000 in all: 20,000 + 2,880,000 is more
    than the cap, 20,000 + 3,000 less than the floor.
    """
    cities = plan("council-dues").keys["member"] or ()
    assert len(cities) == 41
    gdp = dict.fromkeys(cities, 1) | {"310000": 960}
    shared = share("council-dues", "".join(f"2026 {c} gdp {v} CNY.yi\n" for c, v in gdp.items()))
    fund = called("fund:membership-dues")
    assert told(shared)[0] == f"dues: Shanghai > {fund} 300000.00"
    assert {line.amount for line in shared.lines} == {300_000_00, 35_000_00}
    assert shared.net()["fund:membership-dues", "CNY"] == 300_000_00 + 40 * 35_000_00
