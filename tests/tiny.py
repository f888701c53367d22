"""A tiny region that has nothing to do with any real one: two lakes towns and a village.

    files = tiny()
    files["seats.csv"] += "council,village,2005,,…"

`tiny()` gives the files as text by path; `read(files)` loads them.
"""

from collections.abc import Mapping
from pathlib import Path

from lianxi.charter.load import Loaded, load

REGION = """\
id = "lake-district"
name = { zh = "湖区", en = "Lake District" }
world = "record"
main_body = "council"
covers = { since = "1999", until = "2010" }
[offices]
reeve = { zh = "里长", en = "reeve" }
[sets]
shore = { zh = "沿湖", en = "the shore" }
[fields]
boats = { zh = "船", en = "boats" }
fish = { zh = "鱼", en = "fish" }
"""

SOURCES = """\
[[source]]
id = "book"
kind = "book"
title = { zh = "湖区志", en = "Annals of the lakes" }
author = { zh = "佚名", en = "Anonymous" }
date = "2011"
"""

PARTIES = """\
id,kind,name_zh,name_en,province,since,until,status,source
990000,province,湖省,Lakeshire,990000,,,stated,book
990100,city,东镇,Easton,990000,,,stated,"book, ch. 1"
990200,city,西镇,Weston,990000,,,stated,"book, ch. 1"
990300,city,北村,Norham,990000,2001,,stated,"book, ch. 2"
"""

SEATS = """\
body,party,since,until,via,meeting,status,source
moot,990100,1999,2002,founding,,stated,book
council,990100,2002,,founding,council-1,stated,book
council,990200,2002,,founding,council-1,stated,book
council,990300,2005-05-05,,admission,council-2,stated,book
"""

SETS = """\
set,party,status,source
shore,990100,stated,book
shore,990300,stated,book
"""

UNITS = """\
id,name_zh,name_en,status,source
990100/boathouse,船屋,Boathouse,stated,book
"""

MEETINGS = """\
id,body,ordinal,date,host,decided_zh,decided_en,agreement,status,source
council-1,council,1,2002,990100,成立,founded,treaty,stated,book
council-2,council,2,2005-05-05,990200,吸收北村,Norham admitted,,stated,book
council-3,council,3,2006,,,,,derived,book
"""

MECHANISMS = """\
id,name_zh,name_en,kinds,articles,state,test,standing,\
problem_zh,problem_en,area_zh,area_en,status,source,note_zh,note_en
yearly_meeting,年会,Yearly meeting,body,council moot,\
live,tests/governance/test_governance.py::test_bodies_on_a_day_and_ever,practised,\
各村各行其是,each village goes its own way,议事,deliberation,stated,"book, ch. 4",,
fishing_rights,捕鱼约定,Fishing rights,agreement rule,treaty,recorded,,practised,\
争抢渔场,quarrels over fishing grounds,渔业,fishing,stated,book,只有条款,its clauses alone
toll_pool,渡资共担,Pooled tolls,fund rule,,planned,,proposed,,,渡口,ferries,derived,"book, ch. 9",,
harmony,和睦,=Harmony,,,recorded,,ended,,,议事,deliberation,stated,book,,
"""

OBSERVATIONS = """\
subject,set,indicator_zh,indicator_en,period,value,unit,status,source
council-2,,到会,attending,2005,12,person,stated,book
990100,shore,船只,boats,2005,30,each,stated,book
990300,shore,船只,boats,2005,10,each,derived,book
shore,,占湖区船只,share of the lakes' boats,2005,80,%,derived,book
piers,,码头,piers,2005,2,each,stated,book
"""

TOPICS = """\
id,level,kind,name_zh,name_en,period,to,period_status,meeting,matter,fields,lead,\
led_by_zh,led_by_en,outcome_zh,outcome_en,status,source
piers,council,topic,码头,Piers,2002,,,council-1,,boats,990100/boathouse,,,建成,built,stated,book
nets,council,subject,渔网,Nets,2003,2005,derived,,,fish boats,990200,众人,the fishers,,,stated,book
wardens,province,topic-group,巡湖,Wardens,2004,unknown,,,,fish,,,,,,stated,book
"""

READINGS = """\
table,row,column,value_zh,value_en,source
history/topics.csv,nets,period,2001年,2001,book
history/observations.csv,990100/船只/2005,value,三十一,31,book
"""

MOOT = """\
id = "moot"
kind = "body"
name = { zh = "集会", en = "Moot" }
[[version]]
in_force_from = "1999"
status = "stated"
source = "book"
meets = { every = "1 year" }
[[version]]
in_force_from = "2002"
status = "stated"
source = "book"
standing = "ended"
"""

COUNCIL = """\
id = "council"
kind = "body"
name = { zh = "湖区议会", en = "Lake council" }
succeeds = "moot"
[[version]]
in_force_from = "2002"
status = "stated"
source = "book, ch. 3"
tier = "decision"
seats = { each = "seats:council", offices = ["reeve"] }
meets = { every = "2 years", host = "rotation" }
[[version]]
in_force_from = "2005-05-05"
status = "stated"
source = "book, ch. 4"
decided_at = "council-2"
meets = { every = "1 year", host = "rotation" }
[[reading]]
key = "meets"
value = { every = "3 years" }
source = "book, ch. 9"
"""

BOATS = """\
id = "boats"
kind = "body"
name = { zh = "船务组", en = "Boat committee" }
part_of = "council"
[[version]]
in_force_from = "2004"
status = "derived"
source = "book"
tier = "committee"
lead = "990100/boathouse"
"""

TREATY = """\
id = "treaty"
kind = "agreement"
name = { zh = "湖约", en = "Treaty of the lakes" }
parties = { seats_of = "council" }
signed = "2002"
status = "stated"
source = "book"
[[clause]]
id = "fish"
subject = { zh = "捕鱼", en = "Fishing" }
commitment = { lead = "990100/boathouse", support = "each member", due = "2003" }
[[clause]]
id = "ice"
subject = { zh = "采冰", en = "Ice" }
[[amendment]]
signed = "2006"
status = "stated"
source = "book"
repeals = ["ice"]
[[amendment.clause]]
id = "fish"
subject = { zh = "捕鱼", en = "Fishing" }
commitment = { lead = "990200", support = "each member", due = "2008" }
"""

FERRY = """\
id = "ferry"
kind = "matter"
name = { zh = "渡船", en = "Ferry" }
[[version]]
in_force_from = "2003"
status = "stated"
source = "book"
stages = ["approve", "fund"]
decided_by = "council"
"""


# A plan, for the tests that ask for one: it is none of `tiny()`.
SEASON = """\
id = "season"
kind = "plan"
name = { zh = "五年船季", en = "Five seasons" }
form = "sector plan"
in_force_from = "2002"
status = "stated"
source = "book"
decided_at = "council-1"
set_by = "council"
for = "2002"
to = "2006"
mid_term = "2004"
[[task]]
id = "piers"
subject = { zh = "码头", en = "Piers" }
commitment = { lead = "990100/boathouse", support = "each member", due = "2004" }
[[task]]
id = "nets"
subject = { zh = "渔网", en = "Nets" }
[[amendment]]
in_force_from = "2005"
status = "stated"
source = "book"
repeals = ["nets"]
[[amendment.task]]
id = "piers"
subject = { zh = "码头", en = "Piers" }
commitment = { lead = "990200", support = "each member", due = "2006" }
"""


def tiny() -> dict[str, str]:
    """The files of the tiny region, fresh each time."""
    return {
        "region.toml": REGION,
        "sources.toml": SOURCES,
        "parties.csv": PARTIES,
        "units.csv": UNITS,
        "seats.csv": SEATS,
        "sets.csv": SETS,
        "mechanisms.csv": MECHANISMS,
        "history/meetings.csv": MEETINGS,
        "history/observations.csv": OBSERVATIONS,
        "history/topics.csv": TOPICS,
        "history/readings.csv": READINGS,
        "bodies/moot.toml": MOOT,
        "bodies/council.toml": COUNCIL,
        "bodies/boats.toml": BOATS,
        "agreements/treaty.toml": TREATY,
        "matters/ferry.toml": FERRY,
    }


# A rehearsal of the tiny region: what it adds, and nothing of what it extends.
REHEARSAL = {
    "region.toml": """\
id = "lakes-rehearsal"
name = { zh = "湖区（演练）", en = "Lake District (rehearsal)" }
world = "rehearsal"
extends = "../lakes"
main_body = "council"
covers = { since = "1999", until = "2010" }
[offices]
ferryman = { zh = "船夫", en = "ferryman" }
""",
    "units.csv": "id,name_zh,name_en,status\n990200/netloft,网房,Net loft,example\n",
    "bodies/council.toml": """\
id = "council"
kind = "body"
[[version]]
in_force_from = "2003"
status = "example"
consults = { within = "5 days" }
settles = ["raft"]
""",
    "bodies/raft.toml": """\
id = "raft"
kind = "body"
name = { zh = "筏会", en = "Raft meeting" }
part_of = "council"
[[version]]
in_force_from = "2003"
status = "example"
seats = { each = "seats:council", offices = ["ferryman"] }
""",
    "agreements/treaty.toml": """\
id = "treaty"
kind = "agreement"
[[amendment]]
in_force_from = "2004"
status = "example"
effect = "binding"
[[amendment.clause]]
id = "eels"
subject = { zh = "鳗", en = "Eels" }
commitment = { lead = "990200/netloft", due = "2005", per = "each member" }
""",
}


def rehearsal() -> dict[str, str]:
    """The files of the rehearsal as a version holds them: its own, and the record's under base/."""
    return {**REHEARSAL, **{f"base/{path}": text for path, text in tiny().items()}}


def read(files: Mapping[str, str | bytes]) -> Loaded:
    """Load files given as text or as bytes."""
    return load({path: c if isinstance(c, bytes) else c.encode() for path, c in files.items()})


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files into a folder, and give it back."""
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def codes(loaded: Loaded, severity: str = "error") -> list[str]:
    """The codes of the findings of one severity, in order."""
    return [f.code for f in loaded.findings if f.severity == severity]
