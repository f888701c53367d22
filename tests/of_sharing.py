"""Mistakes in the articles of sharing rules: cases of `charter/test_bad_input.py`."""

from mistakes import Case, Change, put

F = "rules/piers.toml"
R = "rules/piers-roster.csv"
ROSTER = (
    "pier,role,party,share\nnorth,user,990100,1\nnorth,keeper,990200,0.5\nnorth,keeper,990300,0.5\n"
)
BODY = """
each = "piers-roster.csv"
period = "year"
facts.tolls = { per = ["pier"], unit = "CNY" }
facts.depth = { per = ["pier", "season"], unit = "m" }
parameters.rate = { per = "season", values = { wet = "0.5", dry = "1" } }
parameters.floor = { value = "10", unit = "CNY" }
step = [ { name = "due", value = "tolls - floor" } ]
transfer = [ { from = { role = "user" }, to = { role = "keeper", by = "share" }, amount = "due" } ]
"""


def rule(*swaps: tuple[str, str], roster: str = ROSTER, body: str = BODY) -> Change:
    """The rule of the piers, with some of its words changed, and its roster."""
    for old, new in swaps:
        assert old in body, old
        body = body.replace(old, new, 1)
    head = 'id="piers"\nkind="rule"\nname={zh="码头规则",en="Pier rule"}\n[[version]]\n'
    text = f'{head}in_force_from="2005"\nstatus="stated"\nsource="book"\n{body}'

    def change(files: dict[str, str | bytes]) -> None:
        put(F, text)(files)
        put(R, roster)(files)

    return change


def due(text: str) -> Change:
    """One whose amount is another expression."""
    return rule(("tolls - floor", text))


def step(text: str) -> Change:
    """One with another step behind the first."""
    return rule(('"tolls - floor" }', '"tolls - floor" }, { name = "more", ' + text + " }"))


def moves(text: str) -> Change:
    """One with another transfer."""
    return rule(('amount = "due" }', 'amount = "due" }, { ' + text + " }"))


RISE = "parameters.rise = { per = "
KINDS = """['season', 'kind'], values = { wet = { a = '1', b = '2' }, dry = { a = '1' } } }
parameters.floor"""
STEP, MORE = "version[1].step[1]", "version[1].step[2]"
MOVE, NEXT = "version[1].transfer[1]", "version[1].transfer[2]"
CASES = [
    Case("expression.empty", due(" "), F, f"{STEP}.value"),
    Case("expression.long", due("floor" + " + floor" * 100), F, f"{STEP}.value"),
    Case("expression.deep", due("(" * 40 + "floor" + ")" * 40), F, f"{STEP}.value"),
    Case("expression.sign", due("tolls。floor"), F, f"{STEP}.value"),
    Case("expression.sign", due("__import__(\'os\').system(\'x\')"), F, f"{STEP}.value"),
    Case("expression.sign", due("tolls.__class__"), F, f"{STEP}.value"),
    Case("expression.name", due("Tolls"), F, f"{STEP}.value"),
    Case("expression.place", due("10**10**10"), F, f"{STEP}.value"),
    Case("expression.place", due("tolls floor"), F, f"{STEP}.value"),
    Case("expression.end", due("tolls -"), F, f"{STEP}.value"),
    Case("expression.operands", due("max(tolls)"), F, f"{STEP}.value"),
    Case("name.form", rule(("facts.tolls", "facts.Tolls")), F, "version[1].facts.Tolls"),
    Case("name.form", rule(('name = "due"', 'name = "and"')), F, f"{STEP}.name"),
    Case("parameter.per", rule(('{ value = "10"', '{ per = "season", value = "10"')), F,
         "version[1].parameters.floor"),
    Case("ratio.form", rule(('value = "10"', 'value = "1,0"')), F, "version[1].parameters.floor.value"),
    Case("ratio.form", rule(('value = "10"', 'value = "１０"')), F, "version[1].parameters.floor.value"),
    Case("ratio.form", rule(('value = "10"', 'value = "NaN"')), F, "version[1].parameters.floor.value"),
    Case("unit.unknown", rule(('unit = "m"', 'unit = "feet"')), F, "version[1].facts.depth.unit"),
    Case("roster.columns", rule(roster="role,pier\nuser,north\n"), R),
    Case("roster.empty", rule(roster="pier,role,party,share\n"), R),
    Case("roster.cell", rule(roster=ROSTER + "north,user,,1\n"), R, "party", 5),
    Case("roster.twice", rule(roster=ROSTER + "north,user,990100,1\n"), R, None, 5),
    Case("roster.negative", rule(roster=ROSTER.replace("0.5", "-0.5", 1)), R, "share", 3),
    Case("roster.shares", rule(roster=ROSTER.replace("0.5", "0.4", 1)), R, "share", 3),
    Case("reference.dangling", rule(roster=ROSTER.replace("990300", "990309")), R, "party", 4),
    Case("ratio.form", rule(roster=ROSTER.replace("0.5", "half", 1)), R, "share", 3),
    Case("rule.needs", rule(('each = "piers-roster.csv"', "")), F, "version[1].each"),
    Case("rule.table", rule(("piers-roster.csv", "other.csv")), F, "version[1].each"),
    Case("rule.name-twice", rule(('name = "due"', 'name = "floor"')), F, STEP),
    Case("rule.unknown-name", due("tolls - ceiling"), F, f"{STEP}.value"),
    Case("rule.circle", step('value = "more + due"'), F, MORE),
    Case("rule.units", due("tolls - 10"), F, f"{STEP}.value"),
    Case("rule.units", rule(("tolls - floor", "depth * 2"), ('amount = "due"', 'amount = "due"')), F,
         f"{MOVE}.amount"),
    Case("rule.truth", due("tolls > floor"), F, f"{STEP}.value"),
    Case("rule.truth", moves('from = "990100", to = "990200", when = "due", amount = "due"'), F, f"{NEXT}.when"),
    Case("rule.verb", step('over = "season"'), F, MORE),
    Case("rule.verb", step('value = "due", clip = "due"'), F, MORE),
    Case("rule.word", step('value = "due", most = "floor"'), F, f"{MORE}.most"),
    Case("rule.lacks", step('sum = "depth"'), F, MORE),
    Case("rule.over", step('sum = "due", over = "season"'), F, f"{MORE}.over"),
    Case("rule.edge", step('bands = "due", edges = [{ gives = "1" }, { up_to = "floor", gives = "2" }]'), F,
         f"{MORE}.edges[1]"),
    Case("rule.edge-word", step('bands = "due", edges = [{ up_to = "floor", gives = "1", rate = "2" }]'), F,
         f"{MORE}.edges[1].rate"),
    Case("rule.edge-lacks", step('bands = "due", edges = [{ up_to = "floor" }]'), F, f"{MORE}.edges[1]"),
    Case("rule.tier", step('waterfall = "due", into = [{ name = "a" }, { name = "b" }]'), F, f"{MORE}.into[1]"),
    Case("rule.lookup", step('lookup = "floor", by = "season", at = "1"'), F, f"{MORE}.lookup"),
    Case("rule.hole", rule(("parameters.floor", RISE + "'season', values = { wet = '1' } }\nparameters.floor")), F, "version[1].parameters.rise"),
    Case("rule.uneven", rule(("parameters.floor", RISE + KINDS)), F,
         "version[1].parameters.rise"),
    Case("rule.amount", moves('from = "990100", to = "990200"'), F, NEXT),
    Case("rule.share-of", moves('from = "990100", to = "990200", share_of = "charge"'), F, f"{NEXT}.share_of"),
    Case("rule.role", moves('from = { role = "owner" }, to = "990200", amount = "due"'), F, f"{NEXT}.from.role"),
    Case("rule.each", moves('from = "pier", to = "990200", amount = "due"'), F, f"{NEXT}.from"),
    Case("reference.dangling", moves('from = "990109", to = "990200", amount = "due"'), F, f"{NEXT}.from"),
    Case("rule.per", moves('from = { role = "user", by = "depth" }, to = "990200", amount = "due"'), F,
         f"{NEXT}.from"),
    Case("rule.twice-by", moves('from = { role = "user" }, to = "990200", amount = "due * share"'), F,
         f"{NEXT}.from"),
    Case("rule.transfer-unit", moves('from = "990100", to = "990200", amount = "due", unit = "mg"'), F,
         f"{NEXT}.unit"),
    Case("rule.key-twice", rule(('wet = "0.5", dry = "1"', '990100 = "1", 99010O = "2"')), F,
         "version[1].parameters.rate"),
]  # fmt: skip
