"""The same code runs a region that nobody had in mind."""

from datetime import date

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from lianxi.charter.load import Loaded
from lianxi.governance.members import area, members
from lianxi.portal.charter.actions import install
from tiny import read
from uploads import NOW

FIRST, LAST = 1900, 2100
SOURCE = """\
[[source]]
id = "x"
kind = "book"
title = { zh = "书", en = "Book" }
author = { zh = "某", en = "Someone" }
date = "1899"
"""
years = st.lists(st.integers(FIRST, LAST), min_size=1, max_size=9)


def region(id_: str, since: list[int], *, proposed: bool) -> Loaded:
    """A region of one body and as many cities as there are years of joining."""
    cities = [f"9{n:05}" for n in range(1, len(since) + 1)]
    joined = list(zip(cities, since, strict=True))
    standing = "proposed" if proposed else "practised"
    begins = "unknown" if proposed else str(min(since))
    seats = "" if proposed else "".join(f"b,{c},{y},founding,stated,x\n" for c, y in joined)
    return read(
        {
            "region.toml": f'id = "{id_}"\nname = {{ zh = "某地", en = "Somewhere" }}\n'
            f'world = "record"\nmain_body = "b"\narea = "all"\nwithin = "the-world"\n'
            f'covers = {{ since = "{FIRST}", until = "{LAST}" }}\n'
            '[sets]\nall = { zh = "全部", en = "All" }\n',
            "sources.toml": SOURCE,
            "parties.csv": "id,kind,name_zh,name_en,province,status,source\n"
            "900000,province,省,Province,900000,stated,x\n"
            + "".join(f"{city},city,城{city},Town {city},900000,stated,x\n" for city in cities),
            "seats.csv": "body,party,since,via,status,source\n" + seats,
            "sets.csv": "set,party,since,status,source\n"
            + "".join(f"all,{city},{year},stated,x\n" for city, year in joined),
            "bodies/b.toml": 'id = "b"\nkind = "body"\nname = { zh = "会", en = "Council" }\n'
            f'[[version]]\nin_force_from = "{begins}"\nstanding = "{standing}"\n'
            'status = "stated"\nsource = "x"\ntier = "decision"\n',
        }
    )


@given(years, st.booleans(), st.integers(FIRST, LAST))
def test_it_loads_and_knows_who_belongs(since: list[int], proposed: bool, year: int) -> None:
    loaded = region("somewhere", since, proposed=proposed)
    package = loaded.package
    assert package is not None, loaded.errors
    day = date(year, 12, 31)
    begun = sum(joined <= year for joined in since)
    assert len(area(package, day)) == begun
    assert len(members(package, "b", day)) == (0 if proposed else begun)


@pytest.mark.django_db(transaction=False)
@given(st.data())
@settings(max_examples=6)
def test_its_pages_show_it(data: st.DataObject) -> None:
    since, proposed = data.draw(years), data.draw(st.booleans())
    id_ = f"r{len(since)}-{since[0]}{'-proposed' if proposed else ''}"
    install(region(id_, since, proposed=proposed), NOW)
    client = Client(headers={"accept-language": "en"})
    for path in ("", "bodies/", "bodies/b/", "articles/", "articles/b/", "parties/900001/"):
        answer = client.get(f"/regions/{id_}/{path}")
        assert answer.status_code == 200, path
    shown = client.get(f"/regions/{id_}/").content.decode()
    assert shown.count("<tr data-row=") == len(since)
