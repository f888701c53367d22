"""The language: every word's example reads, articles of all forms come out as they went in."""

import tomllib
from datetime import date

import pytest

from lianxi.charter.amendments import provenance_of
from lianxi.charter.forms import Ref
from lianxi.charter.kinds.agreement import CLAUSE
from lianxi.charter.kinds.body import CHAIR, MEETS
from lianxi.charter.kinds.kind import VERSION_KEYS
from lianxi.charter.kinds.matter import STAGES_KEY
from lianxi.charter.kinds.plan import TASK
from lianxi.charter.language import KINDS, TABLES
from lianxi.charter.load import Loaded
from lianxi.charter.reading import Reader
from lianxi.charter.region import REGION_KEYS
from lianxi.charter.tables import AnyKey
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.finding import Place
from tiny import codes, read, tiny

BLOCKS = (CLAUSE, TASK)  # whose example is not one value
KEYS = [(kind.name, key) for kind in KINDS.values() for key in kind.keys if key not in BLOCKS]
KEYS += [("version", key) for key in VERSION_KEYS]
KEYS += [("region", key) for key in REGION_KEYS if key.name not in ("offices", "sets", "fields")]
COLUMNS = [(path, key) for path, table in TABLES.items() for key in table.keys]


@pytest.mark.parametrize(("where", "key"), KEYS, ids=lambda v: getattr(v, "name", v))
def test_the_example_of_every_key_reads(where: str, key: AnyKey) -> None:
    """References are not checked here: a reader that knows no ids lets them pass."""
    reader = Reader({})
    raw = tomllib.loads(f"x = {key.example}")["x"]
    value = key.form.read(raw, Place(where, key.name), reader)
    assert value is not None
    assert reader.findings == []
    words = key.words(value, Nobody())
    assert words.zh
    assert words.en


@pytest.mark.parametrize(("path", "key"), COLUMNS, ids=lambda v: getattr(v, "name", v))
def test_the_example_of_every_column_reads(path: str, key: AnyKey) -> None:
    reader = Reader({})
    assert key.form.read(key.example, Place(path, key.name), reader) is not None
    assert reader.findings == []


class Nobody:
    """Knows no names."""

    def of(self, kind: str, id_: str) -> Bilingual:
        return Bilingual(id_, id_)


def test_every_reference_can_dangle() -> None:
    """A `Ref` of every kind finds out that what it refers to is not there."""
    for _, key in [*KEYS, *COLUMNS]:
        if isinstance(key.form, Ref):
            reader = Reader({kind: frozenset() for kind in key.form.kinds})
            assert key.form.read("nobody", Place("x"), reader) is None
            assert [finding.code for finding in reader.findings] == ["reference.dangling"]


DELTA_BODY = """
id = "mayors"
kind = "body"
name = { zh = "市长联席会议", en = "Mayors' joint conference" }
part_of = "council"

[[version]]
in_force_from = "1997"
status = "stated"
source = "book, 探索阶段"
seats = { each = "seats:council", offices = ["reeve"] }
meets = { every = "2 years", host = "executive chair" }
chair = { standing = "990100", executive = { rotates_every = "2 years" } }

[[version]]
in_force_from = "2004"
status = "stated"
source = "book, 发展阶段"
meets = { every = "1 year", host = "executive chair" }
chair = { standing = "990100", executive = { rotates_every = "1 year" } }

[[reading]]
key = "meets"
value = { every = "2 years" }
source = "book"
note = { zh = "不一致", en = "disagrees" }
"""


def test_the_first_example_of_the_language() -> None:
    """The mayors' conference as the language's own description writes it."""
    package = read({**tiny(), "bodies/mayors.toml": DELTA_BODY}).package
    assert package is not None
    text = package.text("mayors", date(2003, 12, 31))
    later = package.text("mayors", date(2004, 1, 1))
    assert text is not None
    assert later is not None
    chair, meets = later.get(CHAIR), text.get(MEETS)
    assert chair is not None
    assert chair.executive is not None
    assert str(chair.executive.rotates_every) == "1 year"
    assert meets is not None
    assert meets.host == "executive chair"
    assert package.articles["mayors"].readings[0].note == Bilingual("不一致", "disagrees")


HUZHOU = """
id = "2009-huzhou"
kind = "agreement"
name = { zh = "长江三角洲地区城市合作(湖州)协议", en = "Huzhou agreement on city cooperation" }
parties = { seats_of = "council" }
signed = "2009"
status = "stated"
source = "book, 发展阶段"

[[clause]]
id = "medical-insurance"
status = "derived"
subject = { zh = "医疗保险合作专题", en = "Medical insurance cooperation" }
commitment = { lead = "unknown", support = "each member", due = "unknown" }
"""


def test_the_example_of_an_agreement() -> None:
    """A clause may say what it rests on; that it names no lead or deadline is noticed."""
    loaded = read({**tiny(), "agreements/2009-huzhou.toml": HUZHOU})
    assert loaded.package is not None, codes(loaded)
    assert codes(loaded, "notice")[:2] == ["clause.no-due", "clause.no-lead"]
    text = loaded.package.text("2009-huzhou", date(2009, 1, 1))
    assert text is not None
    clause = text.keys["clause.medical-insurance"]
    assert provenance_of(clause)[0] == "derived"
    assert provenance_of(text.keys["signed"])[0] == "stated"
    spoilt = HUZHOU.replace('status = "derived"', 'status = "example"')
    assert codes(read({**tiny(), "agreements/2009-huzhou.toml": spoilt})) == ["record.example"]


TOPIC = """
id = "council-topic"
kind = "matter"
name = { zh = "合作专题", en = "Cooperation topic" }

[[version]]
in_force_from = "1997"
status = "stated"
source = "book, 建立区域合作协商机制"
stages = ["approve", "fund", "coordinate", "evaluate"]
decided_by = "council"
"""


def test_the_example_of_a_matter() -> None:
    package = read({**tiny(), "matters/council-topic.toml": TOPIC}).package
    assert package is not None
    text = package.text("council-topic", date(1997, 1, 1))
    assert text is not None
    assert text.get(STAGES_KEY) == ("approve", "fund", "coordinate", "evaluate")


def test_an_example_belongs_to_a_rehearsal() -> None:
    files = tiny()
    council = files["bodies/council.toml"]
    files["bodies/council.toml"] = council.replace(
        'status = "stated"\nsource = "book, ch. 4"', 'status = "example"'
    )
    assert codes(read(files)) == ["record.example"]
    files["region.toml"] = files["region.toml"].replace('"record"', '"rehearsal"')
    assert read(files).package is not None


def test_one_reading_of_a_file_serves_both_languages(lakes: Loaded) -> None:
    package = lakes.package
    assert package is not None
    assert package.of("meeting", "council-2") == Bilingual(
        "湖区议会第二次会议", "Lake council, meeting 2"
    )
    assert package.of("party", "nobody") == Bilingual("nobody", "nobody")
