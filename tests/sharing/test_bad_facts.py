"""Bad facts: what a person can get wrong in them, found at its row, and nothing worked out."""

import pytest

from lianxi.sharing.facts import FactRow, read_csv
from lianxi.sharing.texts import in_words
from shares import MONTH, SECTIONS, SPOTS, codes, plan, rows, share, worked

PLAN = plan(SECTIONS)
HEAD = "period,spot,kind,fact,value,unit"
SOUND = [
    "2006-01,s1,k1,c,8,mg/L",
    "2006-01,s1,k2,c,0.3,mg/L",
    "2006-01,s1,,flow,1000,m3",
    "2006-01,s2,k1,c,6,mg/L",
    "2006-01,s2,k2,c,0.2,mg/L",
    "2006-01,s2,,flow,1000,m3",
]


def found(*lines: str, heading: str = HEAD) -> list[tuple[str, int | None]]:
    """What is wrong in a file with these lines: the code, and the row of the file."""
    _, findings = read_csv(PLAN, "\n".join([heading, *lines, ""]), "facts.csv")
    for finding in findings:
        words = in_words(finding)
        assert words.message.zh
        assert words.message.en
    return [(finding.code, finding.place.row) for finding in findings]


def first(line: str) -> list[tuple[str, int | None]]:
    """What is wrong where this stands instead of the first line."""
    return found(line, *SOUND[1:])


def test_sound_facts_have_no_findings() -> None:
    assert found(*SOUND) == []
    assert found("", *SOUND, "") == []  # empty lines are nothing
    assert found(*(f"{line}\r" for line in SOUND), heading=f"\ufeff{HEAD}\r") == []


@pytest.mark.parametrize(
    "value",
    [
        "NaN", "nan", "Infinity", "-inf", "1e3", "1E3", "８", "８.５", "1/3", "eight", "八", "",
        " 8", "8 ", "8mg", "+8", "--8", ".5", "5.", "1_000", "0x8", "1.2.3", "٣", "8\u00a0",
        "9" * 31, "__import__('os').system('x')",
    ],
)  # fmt: skip
def test_what_is_no_number(value: str) -> None:
    """Not one of these becomes a number, and the row is named."""
    assert first(f"2006-01,s1,k1,c,{value},mg/L") == [("fact.value", 2)]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("2006-01,s9,k1,c,8,mg/L", "fact.key"),
        ("2006-01,,k1,c,8,mg/L", "fact.key"),
        ("2006-01,s1,k9,c,8,mg/L", "fact.key"),
        ("2006-01,S1,k1,c,8,mg/L", "fact.key"),
        ("2006-01,ｓ1,k1,c,8,mg/L", "fact.key"),
        ("2006-01,s1,k1,depth,8,m", "fact.unknown"),
        ("2006-01,s1,k1,c,8,CNY", "fact.unit"),
        ("2006-01,s1,k1,c,8,mg", "fact.unit"),
        ("2006-01,s1,k1,c,8,", "fact.unit"),
        ("2006-01,s1,k1,c,8,furlong", "fact.unit"),
        ("2006-01,s1,k1,flow,8,m3", "fact.outside"),
        ("2006,s1,k1,c,8,mg/L", "fact.period"),
        ("2006Q1,s1,k1,c,8,mg/L", "fact.period"),
        ("2006-01-15,s1,k1,c,8,mg/L", "fact.period"),
        ("2006-13,s1,k1,c,8,mg/L", "fact.period"),
        ("２００６-01,s1,k1,c,8,mg/L", "fact.period"),
        ("January,s1,k1,c,8,mg/L", "fact.period"),
        (",s1,k1,c,8,mg/L", "fact.period"),
    ],
)
def test_what_does_not_fit_the_rule(line: str, code: str) -> None:
    """A key, a fact, a unit, a period that is none of the rule's."""
    assert (code, 2) in first(line)


def test_thousands_separators_are_cells_too_many_or_no_number() -> None:
    assert first("2006-01,s1,k1,c,1,000,mg/L") == [("fact.cells", 2)]
    assert first('2006-01,s1,k1,c,"1,000",mg/L') == [("fact.value", 2)]
    assert first("2006-01,s1,k1,c,1，000,mg/L") == [("fact.value", 2)]
    assert first("2006-01,s1,k1,c") == [("fact.cells", 2)]


def test_a_figure_that_stands_twice() -> None:
    """Each second one is named, also where the whole file was pasted twice."""
    assert found(*SOUND, "2006-01,s1,k1,c,9,mg/L") == [("fact.twice", 8)]
    assert found(*SOUND, *SOUND[:2]) == [("fact.twice", 8), ("fact.twice", 9)]
    assert {code for code, _ in found(*SOUND, *SOUND)} == {"fact.twice"}


def test_a_gap_and_an_empty_file() -> None:
    assert found(*SOUND[:-1]) == [("fact.gap", None)]
    assert found() == [("fact.none", None)]
    assert found(heading="") == [("fact.columns", 1)]
    assert found(*SOUND, heading=HEAD.replace("value", "amount")) == [("fact.columns", 1)]
    assert found(*SOUND, heading=HEAD.replace("kind", "spot")) == [("fact.columns", 1)]
    assert [code for code, _ in found('"2006-01')] == ["fact.csv"]


def test_ten_bad_rows_among_thousands_are_the_ten() -> None:
    """The million is in benchmarks/sharing.py."""
    months = [f"{2006 + n // 12}-{n % 12 + 1:02}" for n in range(480)]
    lines = [line.replace("2006-01", month) for month in months for line in SOUND]
    bad = {7: "x", 301: "NaN", 302: "", 999: "1e9", 1000: "８", 1500: "1/2", 2001: "--", 2500: "+1",
           2801: "1 0", 2879: "Infinity"}  # fmt: skip
    for at, text in bad.items():
        cells = lines[at].split(",")
        lines[at] = ",".join([*cells[:4], text, cells[5]])
    assert sorted(found(*lines)) == [("fact.value", at + 2) for at in bad]


def test_more_than_a_person_reads_are_counted() -> None:
    lines = [f"2006-01,s{n},k1,c,8,mg/L" for n in range(1000, 1150)]
    codes_ = [code for code, _ in found(*SOUND, *lines)]
    assert codes_.count("fact.key") == 100
    assert codes_[-1] == "fact.more"


def test_an_unknown_party() -> None:
    """One that is no party at all, and one that does not stand there."""
    rule = SECTIONS.replace("facts.flow", 'facts.need = { per = ["spot", "party"] }\nfacts.flow')
    of = plan(rule)
    need = (
        "2006-01 s1 - 990100 need 1 1\n2006-01 s1 - 990200 need 1 1\n2006-01 s1 - 990300 need 1 1\n"
    )
    need += "2006-01 s2 - 990200 need 1 1\n2006-01 s2 - 990300 need 1 1\n"

    def wrong(more: str) -> list[str]:
        given = rows(PLAN, MONTH)
        parts = [line.split() for line in (need + more).strip().splitlines()]
        given += [FactRow(p[0], {"spot": p[1], "party": p[3]}, p[4], p[5], p[6]) for p in parts]
        result = worked(of, given)
        return [finding.code for finding in result] if isinstance(result, tuple) else []

    assert wrong("") == []
    assert wrong("2006-01 s1 - 999999 need 1 1") == ["fact.key"]
    assert wrong("2006-01 s2 - 990100 need 1 1") == ["fact.stands"]


QUOTIENT = 'each = { member = "seats:council" }\nfacts.n = { per = ["member"], unit = "CNY" }\n'
QUOTIENT += 'facts.m = { per = ["member"], unit = "1" }\n[[version.transfer]]\nfrom = "member"\n'
QUOTIENT += 'to = "fund:pot"\n'
FIGURES = "\n".join(
    f"2006 {city} n {n} CNY\n2006 {city} m {m} 1"
    for city, n, m in (("990100", 5, 2), ("990200", 5, 0), ("990300", 5, 1))
)


def test_a_division_by_zero_is_refused_where_it_is_used() -> None:
    """And only there: not behind a condition, a band or a ratio that says what it is."""
    assert codes(QUOTIENT + 'amount = "n / m"\n', FIGURES) == ["run.division"]
    unused = share(QUOTIENT + 'when = "m != 0"\namount = "n / m"\n', FIGURES)
    assert [line.giver for line in unused.lines] == ["990100", "990300"]
    asked = share(QUOTIENT + 'when = "m != 0 and n / m > n"\namount = "n"\n', FIGURES)
    assert len(asked.lines) == 0
    ratio = '[[version.step]]\nname = "x"\nratio = "n"\nof = "m"\nnone = "n"\n'
    head, tail = QUOTIENT.split("[[version.transfer]]")
    whole = share(f'{head}{ratio}[[version.transfer]]{tail}amount = "x"\n', FIGURES)
    assert [line.amount for line in whole.lines] == [250, 500, 500]
    idle = '[[version.step]]\nname = "x"\nvalue = "n / m"\n'
    assert len(share(f'{head}{idle}[[version.transfer]]{tail}amount = "n"\n', FIGURES).lines) == 3


def test_an_amount_beyond_all_books() -> None:
    large = FIGURES.replace("n 5 CNY", "n 99999999999999999999999999 CNY")
    assert codes(QUOTIENT + 'amount = "n"\n', large) == ["run.large"] * 3


def test_weights_that_are_none() -> None:
    nobody = SPOTS.replace("990200,1\ns2", "990200,0\ns2")
    assert codes(SECTIONS, MONTH, nobody) == ["run.weights"]
