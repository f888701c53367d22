"""A schematic map as SVG paths, from the shapes of a package.

An equirectangular projection with the middle latitude true: for a region of a
few hundred kilometres nothing shows of its distortion, and any reader can redo it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians

from lianxi.documents.letters import em
from lianxi.kernel.bilingual import Bilingual

WIDTH = 1000  # of the drawing, in its own units; the height follows

Point = tuple[float, float]
Ring = Sequence[Point]


@dataclass(frozen=True)
class Area:
    """One party's shape: an SVG path, and where its name goes."""

    id: str
    path: str
    label: Point


@dataclass(frozen=True)
class Outline:
    """All shapes of a region, drawn to one scale, and what must stand beside them."""

    width: int
    height: int
    areas: tuple[Area, ...]
    source: Bilingual | None
    licence: Bilingual | None


def outline(shapes: Mapping[str, object]) -> Outline | None:
    """Draw a GeoJSON FeatureCollection of polygons in degrees; None where it has none."""
    features = shapes.get("features")
    if not isinstance(features, list) or not features:
        return None
    rings = {str(feature["id"]): list(_rings(feature["geometry"])) for feature in features}
    points = [point for each in rings.values() for ring in each for point in ring]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    squeeze = cos(radians((south + north) / 2))
    scale = WIDTH / ((east - west) * squeeze)

    def project(point: Point) -> Point:
        return ((point[0] - west) * squeeze * scale, (north - point[1]) * scale)

    areas = []
    for id_, each in rings.items():
        drawn = [[project(point) for point in ring] for ring in each]
        areas.append(Area(id_, " ".join(map(_path, drawn)), _middle(max(drawn, key=_size))))
    return Outline(
        WIDTH,
        round((north - south) * scale),
        tuple(areas),
        source=_text(shapes.get("source")),
        licence=_text(shapes.get("licence")),
    )


@dataclass(frozen=True)
class Label:
    """A name on the map: for which shape, the text, and the middle of it."""

    id: str
    text: str
    at: Point


def labels(names: Iterable[tuple[Area, str]], size: float, width: float) -> tuple[Label, ...]:
    """Place names on a map so that none covers another, the first of them first.

    A name stands in the middle of its shape or just above, below or beside it; where there
    is no room it is left out, for the list beside the map names everybody. `size` is that of
    the letters and `width` that of the map, both in the drawing's own units.

    >>> area = Area("a", "M0,0Z", (100.0, 100.0))
    >>> [label.at for label in labels([(area, "无锡"), (area, "苏州")], 20, 1000)]
    [(100.0, 100.0), (100.0, 80.0)]
    """
    placed: list[Label] = []
    taken: list[tuple[float, float, float, float]] = []
    for area, text in names:
        wide = em(text) * size
        for dx, dy in ((0, 0), (0, -0.5), (0, 0.5), (0, -1), (0, 1), (-0.5, 0), (0.5, 0)):
            x, y = area.label[0] + dx * wide, area.label[1] + dy * size
            x = min(max(x, wide / 2), width - wide / 2)
            box = (x - wide / 2, y - size / 2, x + wide / 2, y + size / 2)
            if not any(_overlap(box, other) for other in taken):
                placed.append(Label(area.id, text, (round(x, 1), round(y, 1))))
                taken.append(box)
                break
    return tuple(placed)


def _overlap(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _text(value: object) -> Bilingual | None:
    """A bilingual member of the collection, where it has one."""
    if isinstance(value, Mapping) and {"zh", "en"} <= value.keys():
        return Bilingual(str(value["zh"]), str(value["en"]))
    return None


def _rings(geometry: Mapping[str, object]) -> Iterator[Ring]:
    """Every ring of a polygon or of several; holes are rings too (SVG's even-odd rule)."""
    coordinates = geometry["coordinates"]
    polygons = coordinates if geometry["type"] == "MultiPolygon" else [coordinates]
    assert isinstance(polygons, list)
    for polygon in polygons:
        for ring in polygon:
            yield [(float(point[0]), float(point[1])) for point in ring]


def _path(ring: Ring) -> str:
    steps = " ".join(f"{x:.1f},{y:.1f}" for x, y in ring[:-1])
    return f"M{steps}Z"


def _size(ring: Ring) -> float:
    """The area of a ring, by the shoelace formula."""
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(x * v - u * y for (x, y), (u, v) in pairs)) / 2


def _middle(ring: Ring) -> Point:
    """The centroid of a ring, or the mean of its corners where it has no area."""
    pairs = list(zip(ring, [*ring[1:], ring[0]], strict=True))
    twice = sum(x * v - u * y for (x, y), (u, v) in pairs)
    if abs(twice) < 1e-9:
        return (sum(x for x, _ in ring) / len(ring), sum(y for _, y in ring) / len(ring))
    x = sum((x + u) * (x * v - u * y) for (x, y), (u, v) in pairs) / (3 * twice)
    y = sum((y + v) * (x * v - u * y) for (x, y), (u, v) in pairs) / (3 * twice)
    return (round(x, 1), round(y, 1))
