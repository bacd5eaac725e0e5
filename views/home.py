"""Home: what we know of peer support pay and how well, and where to go from here."""

import streamlit as st

from insights import answers, charts, queries, tiles
from views import shell

reader = shell.reader()
figures = queries.peer_figures(reader)

shell.head("What does peer support work pay, and how sure can anyone be?", answers.what_we_know(figures))
shell.tiles(tiles.home(reader))

shell.section("Every figure for peer support itself, by how it was found")
shell.show(
    charts.basis_strip(figures, today=shell.today(), dark=shell.dark(), narrow=shell.narrow()),
    "figures-by-basis",
    sources="The articles and surveys listed on the Evidence page; every mark's file, line and address stand there.",
    caveat="A cut-off list of top-paying cities is among them, so these marks are no average and no range of the market.",
)

shell.section("What is known of each figure")
shell.show(
    charts.completeness_grid(queries.completeness(reader), dark=shell.dark(), narrow=shell.narrow()),
    "completeness",
    sources="Counted from the figures above; 'no' means that the source does not print it.",
)

shell.next_steps(
    ("views/pay.py", "Compare places", {"places": "metros"}),
    ("views/growth.py", "Size a program: growth and openings", {}),
    ("views/evidence.py", "Explore the data", {}),
)
st.space("small")
