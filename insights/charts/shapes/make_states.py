"""Write us_states.geojson, the outlines the state map is drawn from.

Run it when the outlines should change (they have not since 2013); the output is kept in the project.

    npm pack us-atlas@3.0.1 && tar -xzf us-atlas-3.0.1.tgz
    python -m insights.charts.shapes.make_states package/states-10m.json

Input: the TopoJSON of the npm package us-atlas (ISC licence; US Census Bureau cartographic boundaries, 1:10 million).
Output: GeoJSON in degrees longitude and latitude, two decimals, one feature for each of the 50 states, DC and Puerto
Rico, `id` = place_id ("US-CA"). Borders are thinned before the states are put together, so neighbours still touch.
Rings run clockwise, as d3 (which draws them) reads the inside of a ring on a sphere.
"""

import json
import sys
from itertools import pairwise
from pathlib import Path

OUTPUT = Path(__file__).with_name("us_states.geojson")
TOLERANCE_DEGREES = 0.02
SMALLEST_ISLAND_SHARE = 1 / 2000  # of the state's area; smaller ones cannot be seen on a screen
STATE_LETTERS = {
    "01": "AL", "02": "AK", "04": "AZ", "05": "AR", "06": "CA", "08": "CO", "09": "CT", "10": "DE", "11": "DC",
    "12": "FL", "13": "GA", "15": "HI", "16": "ID", "17": "IL", "18": "IN", "19": "IA", "20": "KS", "21": "KY",
    "22": "LA", "23": "ME", "24": "MD", "25": "MA", "26": "MI", "27": "MN", "28": "MS", "29": "MO", "30": "MT",
    "31": "NE", "32": "NV", "33": "NH", "34": "NJ", "35": "NM", "36": "NY", "37": "NC", "38": "ND", "39": "OH",
    "40": "OK", "41": "OR", "42": "PA", "44": "RI", "45": "SC", "46": "SD", "47": "TN", "48": "TX", "49": "UT",
    "50": "VT", "51": "VA", "53": "WA", "54": "WV", "55": "WI", "56": "WY", "72": "PR",
}  # fmt: skip

Point = tuple[float, float]


def decoded_arcs(topology: dict) -> list[list[Point]]:
    """Each arc as points in degrees; TopoJSON stores integer steps from the point before."""
    (scale_x, scale_y), (origin_x, origin_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in steps:
            x, y = x + step_x, y + step_y
            points.append((x * scale_x + origin_x, y * scale_y + origin_y))
        arcs.append(points)
    return arcs


def thinned(points: list[Point], tolerance: float) -> list[Point]:
    """The points of a line that lie further than `tolerance` degrees from a straight one (Douglas-Peucker)."""
    if len(points) < 3:
        return points
    (x0, y0), (x1, y1) = points[0], points[-1]
    length = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5

    def distance(point: Point) -> float:
        x, y = point
        if length == 0:
            return ((x - x0) ** 2 + (y - y0) ** 2) ** 0.5
        return abs((x1 - x0) * (y0 - y) - (x0 - x) * (y1 - y0)) / length

    far, at = max((distance(point), index) for index, point in enumerate(points[1:-1], start=1))
    if far <= tolerance:
        return [points[0], points[-1]]
    return thinned(points[: at + 1], tolerance)[:-1] + thinned(points[at:], tolerance)


def ring(arc_numbers: list[int], arcs: list[list[Point]]) -> list[Point]:
    """One closed ring; a negative number ~n means arc n walked backwards."""
    points: list[Point] = []
    for number in arc_numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points.extend(arc[1:] if points else arc)
    rounded = [(round(x, 2), round(y, 2)) for x, y in points]
    return [point for index, point in enumerate(rounded) if index == 0 or point != rounded[index - 1]]


def area(points: list[Point]) -> float:
    """Square degrees inside a closed ring."""
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise(points))) / 2


def feature(geometry: dict, arcs: list[list[Point]]) -> dict:
    """One state as a GeoJSON MultiPolygon without its smallest islands."""
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    parts = [[ring(numbers, arcs) for numbers in polygon] for polygon in polygons]
    parts.sort(key=lambda part: area(part[0]), reverse=True)
    smallest = SMALLEST_ISLAND_SHARE * sum(area(part[0]) for part in parts)
    kept = [part for part in parts if area(part[0]) >= smallest]
    return {
        "type": "Feature",
        "id": f"US-{STATE_LETTERS[geometry['id']]}",
        "properties": {"name": geometry["properties"]["name"]},
        "geometry": {"type": "MultiPolygon", "coordinates": kept},
    }


def main(topology_file: Path) -> None:
    """Read the TopoJSON file and write OUTPUT."""
    topology = json.loads(topology_file.read_text(encoding="utf-8"))
    arcs = [thinned(points, TOLERANCE_DEGREES) for points in decoded_arcs(topology)]
    states = [g for g in topology["objects"]["states"]["geometries"] if g["id"] in STATE_LETTERS]
    features = sorted((feature(state, arcs) for state in states), key=lambda state: state["id"])
    collection = {"type": "FeatureCollection", "features": features}
    OUTPUT.write_text(json.dumps(collection, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
