"""Read cities from the province maps of the npm package `echarts` 4.9.0.

The maps keep a ring as zig-zag coded differences; many polygons are invalid and
are repaired here. `shapes.py` says how to get the package and makes the file.
"""

# shapely has no types, and where the project is checked it need not be there.
# mypy: disable-error-code="import-untyped, import-not-found"

import json
import tarfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely

# shapely has no types of its own; these names say what an Any stands for.
Polygon = Any
Geometry = Any

MAPS = "map/json/province"
# ECharts keeps coordinates as integers of 1/1024 degree, moved by 64 to be printable.
ENCODING_SCALE = 1024
ENCODING_SHIFT = 64


@dataclass(frozen=True)
class City:
    """One city: six-digit code, short name, shape."""

    code: str
    name: str
    shape: Geometry


@dataclass(frozen=True)
class Whole:
    """A province map to be dissolved to one city."""

    map_name: str
    code: str
    name: str


@dataclass(frozen=True)
class Source:
    """The npm package, packed or unpacked."""

    path: Path

    def json(self, name: str) -> dict[str, Any]:
        """Read one JSON file of the package."""
        if self.path.is_dir():
            # A tarball unpacks to a folder named package; accept that or its parent.
            root = self.path / "package"
            folder = root if root.is_dir() else self.path
            return parse((folder / name).read_bytes())
        with tarfile.open(self.path) as archive:
            member = archive.extractfile(f"package/{name}")
            if member is None:
                raise SystemExit(f"{name} is not a file in {self.path}")
            return parse(member.read())


def parse(text: bytes) -> dict[str, Any]:
    """Parse a JSON object."""
    value: dict[str, Any] = json.loads(text)
    return value


def decode_ring(text: str, offset: Sequence[int]) -> list[tuple[float, float]]:
    """Decode one ring: zig-zag coded differences, x and y in turn."""
    x, y = offset
    points = []
    for dx, dy in zip(text[::2], text[1::2], strict=True):
        x += zigzag(ord(dx) - ENCODING_SHIFT)
        y += zigzag(ord(dy) - ENCODING_SHIFT)
        points.append((x / ENCODING_SCALE, y / ENCODING_SCALE))
    return points


def zigzag(value: int) -> int:
    """Undo the zig-zag code: 0, 1, 2, 3 are 0, -1, 1, -2."""
    return (value >> 1) ^ -(value & 1)


def decode(geometry: dict[str, Any]) -> Geometry:
    """Decode one feature's geometry."""
    coordinates, offsets = geometry["coordinates"], geometry["encodeOffsets"]
    if geometry["type"] == "Polygon":
        coordinates, offsets = [coordinates], [offsets]
    polygons = []
    for texts, starts in zip(coordinates, offsets, strict=True):
        rings = [decode_ring(*ring) for ring in zip(texts, starts, strict=True)]
        polygons.append(shapely.Polygon(rings[0], rings[1:]))
    return shapely.MultiPolygon(polygons)


def polygons_of(shape: Geometry) -> Iterator[Polygon]:
    """Yield the polygons of any geometry, passing over its lines and points."""
    for part in shapely.get_parts(shape):
        if part.geom_type == "MultiPolygon":
            yield from part.geoms
        elif part.geom_type == "Polygon":
            yield part


def read_map(source: Source, name: str) -> tuple[list[City], int]:
    """Read one province map; return its features and how many needed repair."""
    features = source.json(f"{MAPS}/{name}.json")["features"]
    found, repaired = [], 0
    for feature in features:
        shape = decode(feature["geometry"])
        if not shape.is_valid:
            repaired += 1
            shape = shapely.union_all(list(polygons_of(shapely.make_valid(shape))))
        short = feature["properties"]["name"].removesuffix("市")
        found.append(City(feature.get("id", ""), short, shape))
    return found, repaired


def read_cities(
    source: Source, parts: Sequence[str], wholes: Sequence[Whole]
) -> tuple[list[City], int]:
    """Read all maps; return the cities by code and the count of repaired polygons."""
    cities, repaired = [], 0
    for name in parts:
        found, count = read_map(source, name)
        cities += found
        repaired += count
    for whole in wholes:
        found, count = read_map(source, whole.map_name)
        shape = shapely.union_all([district.shape for district in found])
        cities.append(City(whole.code, whole.name, shape))
        repaired += count
    return sorted(cities, key=lambda city: city.code), repaired
