"""The way to a drawn chart: what draws them takes seconds to load, so the first one loads it."""

from importlib import import_module
from typing import Protocol, cast

from lianxi.documents.charts.figures import Chart

DRAWING = "lianxi.documents.charts.drawing"


class Drawing(Protocol):
    """What draws a chart."""

    def svg(self, of: Chart) -> str:
        """As text for a page."""

    def png(self, of: Chart) -> bytes:
        """As a picture for a report."""


def drawing() -> Drawing:
    """Load what draws charts."""
    return cast("Drawing", import_module(DRAWING))
