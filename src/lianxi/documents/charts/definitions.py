"""The Altair chart of each figure: in the fixed palette, with its data inside it."""

import altair as alt

from lianxi.documents.charts.figures import Bars, Chart, Courses

# Every colour of a chart: the style sheet knows each by its number and turns it for a dark screen.
INK, SOFT, LINE = "#1d2429", "#55626b", "#dcdfdd"
GAIN, LOSS = "#0b5a73", "#a0521d"
LINES = (GAIN, LOSS, "#5b6abf", "#2f7d4f", "#8a3f7a", "#7a6a00")
PALETTE = frozenset({INK, SOFT, LINE, *LINES})
DASHES = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [4, 2], [1, 3])
WIDTH, BAR, HEIGHT = 400, 26, 260  # of the drawing without its words, in pixels
SIZE = 13
LETTER = 8  # about so wide is a digit


def chart(of: Chart) -> alt.LayerChart:
    """The chart of a figure."""
    layers = _bars(of) if isinstance(of, Bars) else _courses(of)
    looks: alt.LayerChart = (
        layers.properties(width=WIDTH, background="transparent")
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=SOFT,
            titleColor=SOFT,
            gridColor=LINE,
            domainColor=SOFT,
            tickColor=SOFT,
            labelFontSize=SIZE,
            titleFontSize=SIZE,
            titleFontWeight="normal",
            labelLimit=190,
        )
        .configure_legend(
            labelColor=INK, labelFontSize=SIZE, labelLimit=190, symbolStrokeWidth=2, title=None
        )
    )
    return looks


def _bars(of: Bars) -> alt.LayerChart:
    rows = [{"name": b.name, "length": b.length, "text": b.text} for b in of.bars]
    names = [each.name for each in of.bars]
    side = alt.condition("datum.length < 0", alt.value(LOSS), alt.value(GAIN))
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y("name:N", sort=names, title=None, axis=alt.Axis(ticks=False, domain=False))
    )
    scale = alt.Scale(domain=_room(of), nice=False)
    length = alt.X("length:Q", title=of.words.across, scale=scale, axis=alt.Axis(tickCount=5))
    drawn = base.mark_bar(height=14).encode(x=length, color=side)
    right = base.transform_filter("datum.length >= 0").mark_text(align="left", dx=5, color=INK)
    left = base.transform_filter("datum.length < 0").mark_text(align="right", dx=-5, color=INK)
    said = [each.encode(x=length, text="text:N", size=alt.value(SIZE)) for each in (right, left)]
    zero = alt.Chart(alt.InlineData(values=[{"at": 0}])).mark_rule(color=SOFT).encode(x="at:Q")
    height = BAR * max(len(rows), 1)
    return alt.LayerChart(layer=[drawn, *said, zero], height=height)


def _room(of: Bars) -> list[float]:
    """From where to where the bars reach, with room for what is written at their ends."""
    lengths = [each.length for each in of.bars]
    least, most = min([*lengths, 0.0]), max([*lengths, 0.0])
    longest = max((len(each.text) for each in of.bars), default=0)
    part = min(longest * LETTER / WIDTH, 0.3)  # of the width, on each side where bars end
    sides = (least < 0) + (most > 0)
    letters = ((most - least) or 1.0) * part / (1 - sides * part)
    return [least - (letters if least < 0 else 0), most + (letters if most > 0 else 0)]


def _courses(of: Courses) -> alt.LayerChart:
    names = [each.name for each in of.courses]
    lines = [
        {"name": each.name, "across": spot.across, "up": spot.up}
        for each in of.courses
        for spot in each.spots
    ]
    turns = [
        {"name": each.name, "across": spot.across, "up": spot.up}
        for each in of.courses
        for spot in each.turns
    ]
    across = alt.X("across:Q", title=of.words.across, scale=alt.Scale(zero=False, nice=False))
    up = alt.Y("up:Q", title=of.words.up)
    n = len(names)
    legend = alt.Legend(orient="bottom", columns=2, symbolType="stroke", symbolSize=400)
    color = alt.Color("name:N", scale=alt.Scale(domain=names, range=LINES[:n]), legend=legend)
    dashes = alt.Scale(domain=names, range=list(DASHES[:n]))
    dash = alt.StrokeDash("name:N", scale=dashes, legend=legend)
    drawn = alt.Chart(alt.InlineData(values=lines)).mark_line(strokeWidth=2)
    points = alt.Chart(alt.InlineData(values=turns)).mark_point(filled=True, size=55, opacity=1)
    marks = [{"across": mark.across, "name": mark.name} for mark in of.marks]
    base = alt.Chart(alt.InlineData(values=marks))
    layers = [
        base.mark_rule(color=SOFT, strokeDash=[3, 3]).encode(x=across),
        base.mark_text(color=SOFT, align="left", dx=4, dy=-6, fontSize=SIZE).encode(
            x=across, y=alt.value(0), text="name:N"
        ),
        drawn.encode(x=across, y=up, color=color, strokeDash=dash),
        points.encode(x=across, y=up, color=color),
    ]
    return alt.LayerChart(layer=layers, height=HEIGHT)
