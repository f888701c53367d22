"""What is left out for the sake of time hides nothing: one odd row among many is looked at."""

import pytest
from playwright.sync_api import Browser

from screens import accessible

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PAGE = """<!doctype html><html lang="en"><title>Rows</title>
<style>body {{ color: #000; background: #fff }} {style} {{ color: #ccc }}</style>
<main><h1>Rows</h1><table><thead><tr><th>Name</th></tr></thead><tbody>{rows}</tbody></table></main>
"""
ROWS = "<tr><td>one</td></tr>" * 20


@pytest.mark.parametrize(
    ("style", "rows"),
    [
        (".pale", f'{ROWS}<tr class="pale"><td>pale</td></tr>'),
        (".pale", f'{ROWS}<tr><td><span class="pale">pale</span></td></tr>{ROWS}'),
        ("tr:nth-child(even)", ROWS),
        ("td i", f"{ROWS}<tr><td>so <i>pale</i></td></tr>"),
        ("td", ROWS),
    ],
)
def test_a_row_that_looks_different_is_looked_at(browser: Browser, style: str, rows: str) -> None:
    page = browser.new_page()
    page.set_content(PAGE.format(style=".none", rows=rows))
    accessible(page)
    page.set_content(PAGE.format(style=style, rows=rows))
    with pytest.raises(AssertionError, match="color-contrast"):
        accessible(page)
    assert page.locator("[data-alike]").count() == 0
    page.close()
