r"""Make a region's city shapes (GeoJSON) from the map data of Apache ECharts 4.9.0.

Get the input, outside this repository, with

    npm pack echarts@4.9.0

which leaves ``echarts-4.9.0.tgz``: pass that file, or the folder it unpacks to.

The script needs Python 3.11 or later, shapely 2.2 or later (built on GEOS 3.14 or
later) and pyproj 3.7 or later. None of them is a dependency of the project, for the
GeoJSON is kept with the region. The Yangtze delta was made with

    python tools/shapes.py echarts-4.9.0.tgz \
        regions/yangtze-delta/shapes/cities.geojson \
        --parts jiangsu zhejiang anhui --whole shanghai=310000:上海 \
        --cities 41 --area 358262

``--parts`` names province maps whose features are cities; a feature's own ``id``, its
GB/T 2260 code, is the city's code. ``--whole`` names a map dissolved to one city and
gives the code and the name of that city, because such a map holds the districts, and
one of Shanghai's (崇明区) has no ``id`` from which the code could be derived.

What is done: decode, repair invalid polygons, dissolve, clean overlaps and gaps so
that neighbours share their borders exactly, drop islets, simplify the borders once for
both sides, round the coordinates, check, write. The output file is not written and
the exit status is 1 if a check fails.
"""

# shapely has no types, and where the project is checked neither package need be there.
# mypy: disable-error-code="import-untyped, import-not-found"

import argparse
import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import shapely
from echarts_map import City, Geometry, Source, Whole, polygons_of, read_cities
from pyproj import Geod

# Degrees (about 2 km). An enclosed gap narrower than this is a flaw of the source or a
# place where an enclave too small to show was taken out, so a neighbour gets it.
GAP_WIDTH = 0.02
AREA_TOLERANCE = 0.002
# Rounding may leave a trace of overlap that floating point cannot rule out.
MAX_FLAW_KM2 = 0.01

WGS84 = Geod(ellps="WGS84")


@dataclass(frozen=True)
class Tolerance:
    """How far to simplify, degrees: the greater, the fewer vertices.

    The outline has its own, for what suits the border of two cities makes a small island
    a triangle.
    """

    outline: float
    borders: float


def area_km2(shape: Geometry) -> float:
    """Measure the geodesic area on the WGS 84 ellipsoid."""
    # The sign follows the ring direction, so holes count only after orientation.
    total = 0.0
    for part in polygons_of(shape):
        oriented = shapely.orient_polygons(part)
        total += WGS84.geometry_area_perimeter(oriented)[0]
    return total / 1e6


def total_km2(cities: Sequence[City]) -> float:
    """Sum the areas of the cities."""
    return sum(area_km2(city.shape) for city in cities)


def with_shapes(cities: Sequence[City], shapes: Sequence[Geometry]) -> list[City]:
    """Give the cities new shapes."""
    return [City(city.code, city.name, shape) for city, shape in zip(cities, shapes, strict=True)]


def clean(cities: Sequence[City], gap_width: float) -> list[City]:
    """Remove overlaps and narrow gaps, so that borders match vertex by vertex."""
    # Where cities overlap, the larger gets the ground. This matters in one place only,
    # the north bank of Chongming, where the source draws Nantong in detail and Shanghai
    # roughly. All other overlaps are slivers.
    shapes = shapely.coverage_clean(
        [city.shape for city in cities], gap_width=gap_width, merge_strategy="max_area"
    )
    return with_shapes(cities, shapes)


def drop_small(cities: Sequence[City], least_km2: float) -> list[City]:
    """Drop each part below an area, but never the largest part of a city."""
    shapes = []
    for city in cities:
        parts = sorted(polygons_of(city.shape), key=area_km2, reverse=True)
        kept = [part for part in parts[1:] if area_km2(part) >= least_km2]
        shapes.append(shapely.MultiPolygon([parts[0], *kept]))
    return with_shapes(cities, shapes)


def simplify(cities: Sequence[City], tolerance: Tolerance, decimals: int) -> list[City]:
    """Simplify shared borders once for both neighbours, then round."""
    shapes = shapely.coverage_simplify([city.shape for city in cities], tolerance.outline)
    shapes = shapely.coverage_simplify(shapes, tolerance.borders, simplify_boundary=False)
    # Equal vertices stay equal when rounded, so the borders still match.
    rounded = shapely.transform(shapes, lambda points: points.round(decimals))
    tidy = shapely.remove_repeated_points(rounded)
    return with_shapes(cities, shapely.orient_polygons(tidy, exterior_cw=False))


def flaws_km2(cities: Sequence[City]) -> tuple[float, float]:
    """Measure the overlaps between cities and the gaps enclosed by them."""
    shapes = [city.shape for city in cities]
    overlap = sum(
        area_km2(shapely.intersection(one, other))
        for one, other in combinations(shapes, 2)
        if one.intersects(other)
    )
    holes = [
        shapely.Polygon(ring)
        for part in polygons_of(shapely.union_all(shapes))
        for ring in part.interiors
    ]
    return overlap, sum(area_km2(hole) for hole in holes)


def flaws(cities: Sequence[City]) -> str:
    """Say how well the borders match."""
    overlap, gap = flaws_km2(cities)
    return f"overlaps {overlap:.3f} km2, enclosed gaps {gap:.3f} km2"


def describe(cities: Sequence[City]) -> str:
    """Count and measure the cities."""
    parts = sum(len(list(polygons_of(city.shape))) for city in cities)
    vertices = sum(int(shapely.get_num_coordinates(city.shape)) for city in cities)
    total = f"{total_km2(cities):,.0f} km2"
    return f"{len(cities)} cities, {total}, {parts:,} parts, {vertices:,} vertices"


def area_problems(cities: Sequence[City], area: float) -> Iterator[str]:
    """Yield a problem if the area is not what it should be."""
    total = total_km2(cities)
    if abs(total / area - 1) > AREA_TOLERANCE:
        yield f"area is {total:,.0f} km2, expected {area:,.0f}"


def problems(cities: Sequence[City], count: int, area: float) -> Iterator[str]:
    """Yield what is wrong with the result."""
    if len(cities) != count:
        yield f"{len(cities)} cities, expected {count}"
    for one, other in pairwise(cities):
        if one.code == other.code:
            yield f"code {one.code} is there twice"
    for city in cities:
        if not re.fullmatch(r"[0-9]{6}", city.code):
            yield f"{city.name} has no six-digit code: {city.code!r}"
        if city.shape.is_empty or not city.shape.is_valid:
            reason = shapely.is_valid_reason(city.shape)
            yield f"{city.code} {city.name}: {reason}"
            # The areas below need valid shapes.
            return
    yield from area_problems(cities, area)
    if not shapely.coverage_is_valid([city.shape for city in cities]):
        yield "borders of neighbours do not match"
    if max(flaws_km2(cities)) > MAX_FLAW_KM2:
        yield flaws(cities)


def geometry_json(shape: Geometry, decimals: int) -> dict[str, Any]:
    """Write a shape as a GeoJSON geometry, as a Polygon where one is enough."""
    polygons = [
        [
            [[round(x, decimals), round(y, decimals)] for x, y in ring.coords]
            for ring in (part.exterior, *part.interiors)
        ]
        for part in polygons_of(shape)
    ]
    if len(polygons) == 1:
        return {"type": "Polygon", "coordinates": polygons[0]}
    return {"type": "MultiPolygon", "coordinates": polygons}


def statements(version: str) -> dict[str, dict[str, str]]:
    """Say in the file where it comes from and what it is not good for."""
    return {
        "source": {
            "zh": f"源自 Apache ECharts {version} 的地图数据（map/json/province）",
            "en": f"Derived from Apache ECharts {version} map data (map/json/province)",
        },
        "licence": {
            "zh": "Apache-2.0（Apache 许可证 2.0 版）",
            "en": "Apache-2.0 (Apache License, Version 2.0)",
        },
        "note": {
            "zh": "经合并、修复和简化。原始数据未注明坐标系和审图号。"
            "本图为示意图，不作为测绘或划界依据。",
            "en": "Dissolved, repaired and simplified. The source states neither the "
            "datum nor a map review number. A schematic map, not for surveying or "
            "boundary purposes.",
        },
    }


def geojson(cities: Sequence[City], version: str, decimals: int) -> str:
    """Write compact GeoJSON, one feature a line so that changes can be read."""

    def compact(value: object) -> str:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    lines = ['{"type":"FeatureCollection",']
    lines += [f'"{key}":{compact(text)},' for key, text in statements(version).items()]
    features = [
        compact(
            {
                "type": "Feature",
                "id": city.code,
                "properties": {"name": city.name},
                "geometry": geometry_json(city.shape, decimals),
            }
        )
        for city in cities
    ]
    lines += ['"features":[', ",\n".join(features), "]}", ""]
    return "\n".join(lines)


def whole_map(text: str) -> Whole:
    """Read an argument such as shanghai=310000:上海."""
    map_name, found, rest = text.partition("=")
    code, colon, name = rest.partition(":")
    if not (map_name and found and code and colon and name):
        raise argparse.ArgumentTypeError(f"not of the form MAP=CODE:NAME: {text}")
    return Whole(map_name, code, name)


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description="Make city shapes from the map data of Apache ECharts 4.9.0."
    )
    add = parser.add_argument
    add("source", type=Path, help="the npm package, a tarball or the unpacked folder")
    add("output", type=Path, help="the GeoJSON file to write")
    add("--parts", nargs="+", default=[], metavar="MAP", help="maps made of cities")
    add(
        "--whole",
        nargs="+",
        default=[],
        type=whole_map,
        metavar="MAP=CODE:NAME",
        help="maps that are one city each",
    )
    add("--cities", type=int, required=True, help="expected count of cities")
    add("--area", type=float, required=True, help="expected area, km2")
    add("--outline", type=float, default=0.006, help="simplification of coasts, degrees")
    add("--borders", type=float, default=0.015, help="simplification of borders, degrees")
    add("--decimals", type=int, default=3, help="decimals of a coordinate")
    add("--least", type=float, default=1.0, help="smallest part kept, km2")
    return parser.parse_args()


def main() -> int:
    """Make the file."""
    args = arguments()
    source = Source(args.source)
    version: str = source.json("package.json")["version"]
    raw, repaired = read_cities(source, args.parts, args.whole)
    print(f"repaired polygons: {repaired}")
    print(f"before: {describe(raw)}")
    print(f"before: {flaws(raw)}")
    # A part can be small only because an overlap cuts it off, so overlaps go first;
    # the second cleaning fills the holes that dropped enclaves leave.
    kept = drop_small(clean(raw, gap_width=0), args.least)
    tolerance = Tolerance(args.outline, args.borders)
    cities = simplify(clean(kept, GAP_WIDTH), tolerance, args.decimals)
    failed = [
        *(f"before: {problem}" for problem in area_problems(raw, args.area)),
        *problems(cities, args.cities, args.area),
    ]
    for problem in failed:
        print(f"error: {problem}", file=sys.stderr)
    if failed:
        return 1
    print(f"after:  {describe(cities)}")
    print(f"after:  {flaws(cities)}")
    text = geojson(cities, version, args.decimals)
    args.output.write_text(text, encoding="utf-8", newline="\n")
    print(f"{args.output}: {len(text.encode()):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
