"""Screens that pages are looked at on, and what holds on each of them."""

from collections.abc import Callable, Sequence

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page, ViewportSize

WIDE: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
Open = Callable[..., Page]

# Contrast is three quarters of what axe costs, most of it on rows that look like the row above.
# A row is passed over for this one rule where an earlier one in the same place has the same
# elements with the same classes, among the even rows or among the odd: its colours are the same.
ALIKE = """() => {
    const seen = new Set();
    const looks = row => row.outerHTML
        .replace(/>[^<]+/g, '>').replace(/ (?!class=|style=)[\\w-]+(="[^"]*")?/g, '');
    for (const place of document.querySelectorAll('tbody, ul, ol')) {
        [...place.children].forEach((row, number) => {
            let above = '';
            for (let e = place; e; e = e.parentElement) above += e.tagName + '.' + e.className;
            const look = [above, number % 2, looks(row)].join();
            if (seen.has(look))
                [row, ...row.querySelectorAll('*')].forEach(e => e.setAttribute('data-alike', ''));
            seen.add(look);
        });
    }
    axe.configure({rules: [{id: 'color-contrast', selector: '*:not([data-alike])'}]});
}"""
VIOLATIONS = "() => axe.run({resultTypes: ['violations']}).then(found => found.violations)"
FORGET = """() => document.querySelectorAll('[data-alike]')
    .forEach(e => e.removeAttribute('data-alike'))"""


def accessible(page: Page) -> None:
    """Axe finds nothing."""
    page.evaluate(Axe().axe_script)
    page.evaluate(ALIKE)
    found = page.evaluate(VIOLATIONS)
    page.evaluate(FORGET)
    assert found == [], (page.url, [(v["id"], v["nodes"][0]["html"][:200]) for v in found])


def fits(page: Page) -> None:
    """Nothing runs off the screen."""
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0, page.url


def looked_over(page: Page, addresses: Sequence[str], half: int) -> None:
    """Open pages one by one: nothing runs off the screen; axe looks at every other one.

    A test that is run on two screens passes the two halves, so that axe sees each page once.
    """
    for number, address in enumerate(addresses):
        page.goto(address)
        fits(page)
        if number % 2 == half:
            accessible(page)
