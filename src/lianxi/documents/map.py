"""A schematic map as SVG paths, from the shapes of a package.

An equirectangular projection with the middle latitude true: for a region of a
few hundred kilometres nothing shows of its distortion, and any reader can redo it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians

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
