"""What a person can get wrong in the tables of holidays and of turns."""

from mistakes import Case, put, swap

HOLIDAYS, TURNS, COUNCIL = "holidays.csv", "turns.csv", "bodies/council.toml"


def _days(code: str, cells: str, key: str, row: int = 2) -> Case:
    """A list of holidays with some rows, each written up to its kind."""
    rows = "".join(f"{each},国庆节,National Day,stated,book\n" for each in cells.split())
    head = "day,to,kind,name_zh,name_en,status,source\n"
    return Case(code, put(HOLIDAYS, head + rows), HOLIDAYS, key, row)


def _turns(code: str, cells: str, key: str, row: int = 2) -> Case:
    """Turns of the council, each written up to whose it would be."""
    rows = "".join(f"council,{each},stated,book\n" for each in cells.split())
    head = "body,period,party,how,of,status,source\n"
    return Case(code, put(TURNS, head + rows), TURNS, key, row)


CASES = [
    _days("holiday.inexact", "2006-10,,off", "day"),
    _days("holiday.range", "2006-10-01,2005-10-07,off", "to"),
    _days("holiday.range", "2006-10-01,2007-10-07,off", "to"),
    _days("holiday.twice", "2006-10-01,2006-10-07,off 2006-10-07,,work", "day", 3),
    _days("holiday.weekday", "2006-10-09,,work", "day"),
    _days("holiday.part", "2006-01-01,,off", "day"),
    _days("word.unknown", "2006-01-01,,free", "kind"),
    _turns("turn.undated", "unknown,990100,turn,", "period"),
    _turns("turn.of", "2007,990100,swap,", "of"),
    _turns("turn.of", "2007,990100,skip,990200", "of"),
    _turns("turn.self", "2007,990100,acting,990100", "of"),
    _turns("turn.twice", "2007,990100,turn, 2007,990200,swap,990100", "period", 3),
    _turns("turn.stranger", "2004,990300,turn,", "party"),
    _turns("word.unknown", "2007,990100,take,", "how"),
    Case(
        "list.twice",
        swap(
            COUNCIL,
            'tier = "decision"',
            'tier = "decision"\nchair = { order = ["990100", "990100"] }',
        ),
        COUNCIL,
        "version[1].chair.order[2]",
    ),
]
