"""Two small rules of the lakes: two towns at a river section, and a fee that is only proposed."""

from collections.abc import Mapping

from lianxi.sharing.facts import FactRow
from road import EASTON, NORHAM, WESTON, live

RULE, TRIAL = "stream-water", "boat-fee"
STREAM = """\
id = "stream-water"
kind = "rule"
name = { zh = "溪水补偿", en = "Stream compensation" }
[[version]]
in_force_from = "2025"
status = "stated"
source = "book, ch. 7"
aim = { zh = "上下游按水质互相补偿", en = "Upstream and downstream pay each other" }
each = "sections.csv"
period = "month"
[[version.step]]
name = "due"
title = { zh = "应补偿额", en = "what is due" }
sum = "(c - target) * flow * price"
over = "pollutant"
[[version.transfer]]
name = "pay"
title = { zh = "断面补偿", en = "section payment" }
clause = "§ 5"
from = { role = "upstream", by = "share" }
to = "990200"
amount = "due"
[version.facts]
c = { per = ["section", "pollutant"], unit = "mg/L", title = { zh = "浓度", en = "concentration" } }
flow = { per = ["section"], unit = "m3", title = { zh = "水量", en = "flow" } }
[version.names]
mill = { zh = "水磨断面", en = "Mill bridge" }
[version.parameters]
price = { value = "1000", unit = "CNY/t", clause = "§ 4", title = { zh = "单价", en = "price" } }
[version.parameters.target]
per = "pollutant"
unit = "mg/L"
values = { cod = "6", nh3 = "1" }
clause = "§ 3"
title = { zh = "目标浓度", en = "target" }
[[version]]
in_force_from = "2026-03"
status = "stated"
source = "book, ch. 8"
[version.parameters]
price = { value = "2000", unit = "CNY/t", clause = "§ 4", title = { zh = "单价", en = "price" } }
"""
SECTIONS = """\
section,role,party,share
mill,upstream,990100,0.75
mill,upstream,990300,0.25
"""
FEE = """\
id = "boat-fee"
kind = "rule"
name = { zh = "船只分担", en = "Boat fee" }
[[version]]
in_force_from = "unknown"
standing = "proposed"
status = "example"
source = "book"
each = { party = "seats:council" }
period = "year"
transfer = [{ name = "fee", from = "party", to = "990000", amount = "boats * fee" }]
[version.facts]
boats = { per = "party", unit = "each", title = { zh = "船只", en = "boats" } }
[version.parameters]
fee = { value = "12.50", unit = "CNY/each", title = { zh = "每船", en = "fee a boat" } }
"""
HEAD = "period,section,pollutant,fact,value,unit"
MARCH = f"""\
{HEAD}
2026-03,mill,cod,c,8,mg/L
2026-03,mill,nh3,c,0.5,mg/L
2026-03,mill,,flow,1000000,m3
"""
PARTIES = {"upstream": (EASTON, NORHAM), "downstream": WESTON}


def with_rules(files: Mapping[str, str] | None = None) -> dict[str, str]:
    """The lakes as a live region with both rules."""
    return {
        **(files or live()),
        "rules/stream-water.toml": STREAM,
        "rules/sections.csv": SECTIONS,
        "rules/boat-fee.toml": FEE,
    }


def march(text: str = MARCH) -> list[FactRow]:
    """The figures of a CSV, those of March unless others are given."""
    rows = []
    for line in text.strip().splitlines()[1:]:
        period, section, pollutant, fact, value, unit = line.split(",")
        keys = {"section": section} | ({"pollutant": pollutant} if pollutant else {})
        rows.append(FactRow(period, keys, fact, value, unit))
    return rows
