"""Small drawings for the printable brief: SVG without scripts, styles or fonts of its own, in the light colours.

Lengths are in units of the drawing, which is 700 wide: on a sheet of 186 mm a unit is about a quarter of a millimetre.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from insights.charts import palette
from insights.charts.frame import tick_step
from insights.paper.templating import rendered

WIDTH = 700
LETTER, TEXT, LINE = 4.5, 9.0, 11.0  # mean width of a letter, size of the type, height of a row
GAP = 9.0  # between columns
MARK = 3.2
THEME = palette.LIGHT


@dataclass(frozen=True)
class Line:
    """A row: its name, marks (at, hollow), lines (from, to, thickness), a stroke where the offer lies, and words by column.

    A line without words is the heading of those below it.
    """

    name: str
    words: Sequence[str] = ()
    basis: str = "official"
    spans: Sequence[tuple[float, float, float]] = ()
    marks: Sequence[tuple[float, bool]] = ()
    stroke: float | None = None


@dataclass(frozen=True)
class Stroke:
    """A straight line between two points."""

    x1: float
    y1: float
    x2: float
    y2: float
    color: str
    width: float
    kind: str = "Stroke"


@dataclass(frozen=True)
class Text:
    """Words at a point; ``anchor`` and ``weight`` as SVG has them."""

    x: float
    y: float
    words: str
    color: str
    anchor: str = "start"
    weight: str = "normal"
    kind: str = "Text"


@dataclass(frozen=True)
class Circle:
    """A circle around a point."""

    x: float
    y: float
    radius: float
    fill: str
    color: str
    kind: str = "Circle"


@dataclass(frozen=True)
class Polygon:
    """A closed shape through its corners."""

    points: Sequence[tuple[float, float]]
    fill: str
    color: str
    kind: str = "Polygon"


Shape = Stroke | Text | Circle | Polygon


def dots(lines: Sequence[Line], *, axis: str, columns: Sequence[str], told: str) -> Markup:
    """A dot-and-range plot in US dollars: names at the left, the words of each column at the right of the marks.

    ``axis`` names the scale; ``told`` is what a screen reader hears.
    """
    rows = [line for line in lines if line.words]
    starts, right = [], float(WIDTH)
    for column in reversed(range(len(columns))):
        right -= LETTER * max(len(words) for words in [columns[column], *(row.words[column] for row in rows)]) + GAP
        starts.insert(0, right + GAP)
    left = LETTER * max(len(row.name) for row in rows) + GAP
    ends = [end for row in rows for end in _ends(row)]
    low, high = min(ends), max(ends)
    room = MARK * 2

    def x(amount: float) -> float:
        return left + room + (amount - low) / max(high - low, 0.01) * (right - left - 2 * room)

    top, height = 2 * LINE, 2 * LINE + LINE * len(lines) + 2
    step = tick_step(max(high - low, 1), (right - left) // 36)
    drawn: list[Shape] = [Text(0, LINE - 3, axis, THEME.quiet)]
    for tick in (step * n for n in range(int(low // step), int(high // step) + 1)):
        if low <= tick:
            drawn.append(Stroke(x(tick), top, x(tick), height, THEME.line, 0.6))
            drawn.append(Text(x(tick), top - 3, f"${tick:g}", THEME.quiet, anchor="middle"))
    drawn += [Text(start, top - 3, name, THEME.quiet) for start, name in zip(starts, columns, strict=True)]
    for number, line in enumerate(lines):
        drawn += _row(line, top + LINE * (number + 0.5), x, starts)
    return Markup(rendered("dots.svg", width=WIDTH, height=height, size=TEXT, told=told, drawn=drawn))


def _ends(line: Line) -> list[float]:
    found = [end for start, stop, _ in line.spans for end in (start, stop)] + [at for at, _ in line.marks]
    return found if line.stroke is None else [*found, line.stroke]


def _row(line: Line, middle: float, x: Callable[[float], float], starts: Sequence[float]) -> list[Shape]:
    color, base = THEME.mark[line.basis], middle + 3
    if not line.words:
        return [Text(0, base, line.name, THEME.ink, weight="bold")]
    drawn: list[Shape] = [Text(0, base, line.name, THEME.ink)]
    drawn += [Text(start, base, words, THEME.ink) for start, words in zip(starts, line.words, strict=True)]
    drawn += [Stroke(x(start), middle, x(stop), middle, color, thick) for start, stop, thick in line.spans]
    drawn += [_mark(line.basis, x(at), middle, hollow) for at, hollow in line.marks]
    if line.stroke is not None:
        drawn.append(Stroke(x(line.stroke), middle - LINE / 2, x(line.stroke), middle + LINE / 2, THEME.accent, 1.6))
    return drawn


def _mark(basis: str, x: float, y: float, hollow: bool) -> Shape:
    """Circle, diamond, triangle or square: the shape of its basis."""
    color = THEME.mark[basis]
    fill = THEME.page if hollow else color
    if basis in ("reported", "modelled"):
        return Circle(x, y, MARK, fill, color)
    corners = {
        "surveyed": [(0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)],
        "posted": [(0, -1.1), (1.1, 0.9), (-1.1, 0.9)],
        "official": [(-0.8, -0.8), (0.8, -0.8), (0.8, 0.8), (-0.8, 0.8)],
    }[basis]
    return Polygon([(x + MARK * right, y + MARK * down) for right, down in corners], fill, color)
