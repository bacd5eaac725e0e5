"""Home: what we know of peer support pay and how well, and where to go from here."""

from dataclasses import dataclass

from insights import answers, charts, queries, tiles
from views import shell

reader = shell.reader()


@dataclass(frozen=True)
class Shown:
    """What the page says and draws."""

    answer: str
    tiles: list[tuple[str, str, str]]
    by_basis: charts.Chart
    known: charts.Chart


@shell.remember
def shown(version, today, look: dict) -> Shown:
    """The tiles and charts of the home page."""
    figures = queries.peer_figures(reader)
    return Shown(
        answers.what_we_know(figures),
        tiles.home(reader),
        charts.basis_strip(figures, today=today, **look),
        charts.completeness_grid(queries.completeness(reader), **look),
    )


page = shown(reader.version(), shell.today(), shell.look())

shell.head("What does peer support work pay, and how sure can anyone be?", page.answer)
shell.tiles(page.tiles)

shell.section("Every figure for peer support itself, by how it was found")
shell.show(
    page.by_basis,
    "figures-by-basis",
    sources="The articles and surveys listed on the Evidence page; every mark's file, line and address stand there.",
    caveat="A cut-off list of top-paying cities is among them, so these marks are no average and no range of the market.",
)

shell.section("What is known of each figure")
shell.show(page.known, "completeness", sources="Counted from the figures above; 'no' means that the source does not print it.")

shell.next_steps(
    ("views/pay.py", "Compare places", {"places": "metros"}),
    ("views/growth.py", "Size a program: growth and openings", {}),
    ("views/evidence.py", "Explore the data", {}),
)
