"""Charts: one definition each, for the page, the report and the notebook.

`figures.py` says what a chart shows, in plain values. `definitions.py` makes the Altair chart of
it, which a notebook shows as it is. `drawing.py` draws that as SVG text for a page, in a fixed
palette that the style sheet turns for a dark screen, or as PNG for a report; it fetches nothing.
`on_demand.py` is the way in: it loads the two when the first chart is asked for.
"""
