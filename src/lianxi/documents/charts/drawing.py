"""A chart drawn: as SVG text for a page, or as PNG for a report. Nothing is fetched for it.

What is drawn carries no style, script or font of its own: colours are attributes of the fixed
palette, which the style sheet knows by their numbers.
"""

import re
from functools import lru_cache
from html import escape

import altair as alt
import vl_convert

from lianxi.documents.charts.definitions import chart
from lianxi.documents.charts.figures import Chart
from lianxi.kernel.digest import digest_bytes

VEGA_LITE = ".".join(alt.SCHEMA_VERSION.split(".")[:2])  # as the converter names it: "v6.1"
FROM_NOWHERE: list[str] = []  # the addresses that data may be fetched from
REMEMBERED = 64
MARGIN = 14  # at the sides: a reader's font may be wider than the one that was measured
_OPENING = re.compile(r"<svg [^>]*?width=\"([\d.]+)\" height=\"([\d.]+)\"[^>]*>")
_TOLD = re.compile(r" (?:aria-\w+|role|font-family|pointer-events|class)=\"[^\"]*\"")


@lru_cache(maxsize=REMEMBERED)
def svg(of: Chart) -> str:
    """The chart as an `svg` element with its title and what it says."""
    drawn = vl_convert.vegalite_to_svg(
        chart(of).to_dict(), vl_version=VEGA_LITE, allowed_base_urls=FROM_NOWHERE
    )
    found = _OPENING.match(drawn)
    assert found is not None, "the converter begins with the svg element"
    inside = _TOLD.sub("", drawn[found.end() :])
    width, height = float(found[1]) + 2 * MARGIN, found[2]
    name = "chart-" + digest_bytes(inside.encode()).partition(":")[2][:10]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" '
        f'aria-labelledby="{name}-title {name}-about" '
        f'viewBox="-{MARGIN} 0 {width} {height}" width="{width}" height="{height}">'
        f'<title id="{name}-title">{escape(of.words.title)}</title>'
        f'<desc id="{name}-about">{escape(of.words.about)}</desc>{inside}'
    )


@lru_cache(maxsize=REMEMBERED)
def png(of: Chart) -> bytes:
    """The same definition as a picture for paper, on white."""
    return vl_convert.vegalite_to_png(
        chart(of).properties(background="white").to_dict(),
        vl_version=VEGA_LITE,
        scale=2,
        allowed_base_urls=FROM_NOWHERE,
    )
