"""Home: what we know of peer support pay and how well, and where to go from here."""

from dataclasses import dataclass

from insights import charts, queries, tiles
from insights.sentences import answers
from views.parts import behind, exhibit, shell, tour

reader = shell.reader()


@dataclass(frozen=True)
class Shown:
    """What the page says and draws."""

    answer: str
    tiles: list[tiles.Tile]
    by_basis: charts.Chart
    known: charts.Chart


@shell.remember
def shown(version, today, look: dict) -> Shown:
    """The tiles and charts of the home page."""
    figures = queries.pay.peer_figures(reader)
    return Shown(
        answers.what_we_know(figures),
        tiles.home(reader, today),
        charts.basis_strip(figures, today=today, **look),
        charts.completeness_grid(queries.pay.completeness(reader), **look),
    )


page = shown(reader.version(), shell.today(), shell.look())

shell.head(page.answer)
shell.doors(
    (
        "compare",
        "Compare places",
        "Two metro areas side by side: pay, job ads, growth and rules, with your own offer among them.",
        {"type": "metros"},
    ),
    (
        "sizing",
        "Size a program",
        "From people served to staff, hires and wages, worked out line by line. Every number can be changed.",
        {},
    ),
    (
        "evidence",
        "Explore the data",
        "One figure, from the line where it was printed to the number here; then all rows, downloads and SQL.",
        {"figure": "articles:georgia"},
    ),
)
tour.show()
exhibit.tiles(page.tiles, "known")

shell.section("Every figure for peer support itself, by how it was found")
exhibit.show(
    page.by_basis,
    "figures-by-basis",
    sources="The articles and surveys listed on the Evidence page; every mark's file, line and address stand there.",
    caveat="A cut-off list of top-paying cities is among them, so these marks are no average and no range of the market.",
    evidence=behind.pay(),
)

shell.section("What is known of each figure")
exhibit.show(
    page.known,
    "completeness",
    sources="Counted from the figures above; 'no' means that the source does not print it.",
    evidence=behind.pay(),
)

shell.next_steps(
    ("pay", "What does it pay near you?", {}),
    ("demand", "Who wants peer support workers?", {}),
    ("becoming-a-peer", "How do you become one?", {}),
    ("method", "How to read these figures", {}),
)
