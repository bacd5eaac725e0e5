"""Growth: what each projection cycle says of the neighbours, and what is claimed of peer support itself."""

import streamlit as st

from insights import answers, charts, queries
from views import shell

PROJECTIONS = "US Bureau of Labor Statistics, Employment Projections, cycles 2014-24 to 2024-34."
STATES = "CareerOneStop (2022-32, one source) and Projections Central (Nevada, 2024-34)."

reader = shell.reader()
cycles = queries.growth(reader)
look = {"dark": shell.dark(), "narrow": shell.narrow()}

shell.head("Is peer support work growing?", answers.growth(cycles))

shell.section("Projected change by cycle", "Each dot is one cycle's ten-year change, as published.")
shell.show(
    charts.vintage_strip(cycles, **look),
    "growth-by-cycle",
    sources=f"{PROJECTIONS} The 22% and 11% stand in article 002, line 31.",
    caveat="A projection is of the whole occupation, in which peer support is a part nobody counts.",
)

shell.section("Jobs and openings in the neighbouring occupations")
neighbours = list(queries.current_neighbours(reader)["title"])
with shell.controls():
    occupation = st.selectbox("Neighbour", neighbours, key="occupation", bind="query-params", width=480)
chosen = cycles[cycles["occupation_title"] == occupation]
shell.show(
    charts.openings_bars(chosen, **look),
    "jobs-and-openings",
    sources=PROJECTIONS,
    caveat="Openings count people leaving as well as new jobs; the way of counting changed with the 2016-26 cycle.",
)

shell.section("Pay of the neighbour over time")
shell.show(
    charts.trend_line(queries.national_pay_of(reader, title=occupation), **look),
    "neighbour-pay-by-year",
    sources="US Bureau of Labor Statistics, OEWS national estimates, May 2013 to May 2024; not adjusted for prices.",
    caveat="BLS advises against reading OEWS as a time series across its change of method in 2021; the line breaks there.",
)

shell.section("States")
states = queries.growth(reader, place_kind="state")
shell.show(
    charts.state_growth(states, **look),
    "growth-by-state",
    sources=STATES,
    caveat="Each state makes its own projection; years differ, and states that are not drawn are not held.",
)

shell.section("How many peers there are")
shell.show(
    charts.headcount_marks(queries.facts(reader, topics=["headcount"]), today=shell.today(), **look),
    "headcounts",
    sources="Listed with their addresses in the table and on the Evidence page.",
    caveat="Different things at different times: people at work, and certificates held. They do not form a trend.",
)

shell.next_steps(
    ("views/pay.py", "See what they pay", {"places": "metros"}),
    ("views/evidence.py", "Trace a figure", {}),
)
