"""Who is asked how much: the articles of the day, who joined, who left, figures on record."""

import pytest

from noticed import HEAD, NEW, ROAD, YEAR, opened, page, post
from notices import EACH, FUND, reload, with_fund
from road import NORHAM, WESTON, load
from uploads import Enter


@pytest.fixture
def there(db: None) -> None:
    """A live region with a fund that three members pay into."""
    load(with_fund())


def test_who_joins_later_is_asked_by_an_additional_notice(there: None, enter: Enter) -> None:
    finance = enter("finance")
    less = {f"amount_{NORHAM}": "20000", f"reason_{NORHAM}": "村小"}  # it is not asked for again
    post(finance, NEW, HEAD | less)
    files = with_fund()
    files["parties.csv"] += "990400,city,南镇,Sutton,990000,,,stated,book\n"
    files["seats.csv"] = files["seats.csv"].replace("990200,2002,,", "990200,2002,2020,")
    files["seats.csv"] += f"council,990400,{YEAR},,admission,council-3,stated,book\n"
    reload(files)  # Sutton joins, Weston has left
    form = page(finance, NEW)
    assert "Weston" not in form
    assert "less 50,000.00 yuan in notices before it" in form
    assert "come to 50,000.00 yuan" in form
    assert "there is payment notice 1" in post(finance, NEW, HEAD, 422)
    post(finance, NEW, {**HEAD, "additional": "南镇新加入"})
    assert [(line.party, line.amount) for line in opened(2).state.terms.lines] == [("990400", EACH)]


def test_dues_that_changed_ask_for_the_difference(there: None, enter: Enter) -> None:
    finance = enter("finance")
    post(finance, NEW, HEAD)
    reload(with_fund(with_fund()["funds/pier-fund.toml"].replace("50000", "60000")))
    post(finance, NEW, {**HEAD, "additional": "标准调整"})
    assert {line.amount for line in opened(2).state.terms.lines} == {1_000_000}


def test_dues_by_a_figure_name_its_year_and_source(db: None, enter: Enter) -> None:
    text = with_fund()["funds/pier-fund.toml"]
    dues = 'by = "figure", payers = "set:shore", total = "100000.00", figure = "船只"'
    files = with_fund(
        text.replace('by = "equal", payers = "seats:council", amount = "50000.00"', dues)
    )
    load(files)
    form = page(enter("finance"), NEW)
    assert "75,000.00" in form
    assert "30 in 2005 (Annals of the lakes)" in form
    less = files["history/observations.csv"].replace("990300,shore,船只", "990300,shore,渔网")
    reload(files | {"history/observations.csv": less})
    answer = enter("finance").get(f"{ROAD}{NEW}")
    assert answer.status_code == 422
    assert "here is no “船只” of one period for Norham" in answer.content.decode()


def test_without_a_formula_finance_fills_the_amounts_in(db: None, enter: Enter) -> None:
    text = with_fund()["funds/pier-fund.toml"]
    load(with_fund("\n".join(line for line in text.splitlines() if "dues" not in line)))
    finance = enter("finance")
    assert "nobody is asked to pay" in post(finance, NEW, HEAD, 422)
    post(finance, NEW, {**HEAD, f"amount_{WESTON}": "300.50"})
    assert [(line.party, line.amount) for line in opened().state.terms.lines] == [(WESTON, 30050)]
    assert "take the day" not in page(enter("secretariat"), "notices/1/issue/")


def test_there_is_no_fund_or_year_but_those_that_are_offered(there: None, enter: Enter) -> None:
    finance = enter("finance")
    for path in ("notices/new/nets/2026/", f"notices/new/{FUND}/2019/", "notices/9/"):
        assert finance.get(f"{ROAD}{path}").status_code == 404
