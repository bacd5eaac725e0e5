"""Growth: what each projection cycle says of the neighbours, and what is claimed of peer support itself."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from insights import charts, evidence, queries
from insights.sentences import answers
from views.parts import behind, exhibit, shell

PROJECTIONS = "US Bureau of Labor Statistics, Employment Projections, cycles 2014-24 to 2024-34."
STATES = "CareerOneStop (2022-32, one source) and Projections Central (Nevada, 2024-34)."
OEWS = "US Bureau of Labor Statistics, OEWS national estimates, May 2013 to May 2024; not adjusted for prices."

reader = shell.reader()


@dataclass(frozen=True)
class Shown:
    """What the page says and draws for one neighbour."""

    answer: str
    by_cycle: charts.Chart
    openings: charts.Chart
    pay: charts.Chart
    by_state: charts.Chart
    headcounts: charts.Chart


@shell.remember
def shown(version, occupation: str, today, look: dict) -> Shown:
    """The charts of the page; jobs, openings and pay are those of one occupation."""
    cycles = queries.growth.figures(reader)
    return Shown(
        answers.growth(cycles),
        charts.vintage_strip(cycles, **look),
        charts.openings_bars(cycles[cycles["occupation_title"] == occupation], **look),
        charts.trend_line(queries.pay.national_of(reader, title=occupation), **look),
        charts.state_growth(queries.growth.figures(reader, place_kind="state"), **look),
        charts.headcount_marks(queries.facts.facts(reader, topics=["headcount"]), today=today, **look),
    )


def of_growth(name: str, held: pd.DataFrame) -> evidence.Card | None:
    """The evidence of a growth figure."""
    return evidence.growth.card(reader, held["growth_id"].iloc[0])


neighbours: list[str] = list(queries.occupations.current_neighbours(reader)["title"])
title, first, second = st.container(), st.container(), st.container()
with second:
    shell.section("Jobs and openings in the neighbouring occupations")
    with shell.controls():
        occupation = st.selectbox("Neighbour", neighbours, key="occupation", bind="query-params", width=480)
page = shown(reader.version(), occupation, shell.today(), shell.look())

with title:
    shell.head(page.answer)
with first:
    shell.section("Projected change by cycle", "Each mark is one cycle's ten-year change, as published.")
    exhibit.show(
        page.by_cycle,
        "growth-by-cycle",
        sources=f"{PROJECTIONS} The 22% and 11% stand in article 002, line 31.",
        caveat="A projection is of the whole occupation, in which peer support is a part nobody counts.",
        evidence=of_growth,
    )
exhibit.show(
    page.openings,
    "jobs-and-openings",
    sources=PROJECTIONS,
    caveat="Openings count people leaving as well as new jobs; the way of counting changed with the 2016-26 cycle.",
    evidence=of_growth,
)

shell.section("Pay of the neighbour over time")
exhibit.show(
    page.pay,
    "neighbour-pay-by-year",
    sources=OEWS,
    caveat="BLS advises against reading OEWS as a time series across its change of method in 2021; the line breaks there.",
    evidence=behind.pay(),
)

shell.section("States")
exhibit.show(
    page.by_state,
    "growth-by-state",
    sources=STATES,
    caveat="Each state makes its own projection; years differ, and states that are not drawn are not held.",
    evidence=of_growth,
)

shell.section("How many peers there are")
exhibit.show(
    page.headcounts,
    "headcounts",
    sources="Listed with their addresses in the table and on the Evidence page.",
    caveat="Different things at different times: people at work, and certificates held. They do not form a trend.",
    evidence=lambda _, held: evidence.facts.card(reader, held["fact_id"].iloc[0]),
)

shell.next_steps(
    ("pay", "See what they pay", {"places": "metros"}),
    ("evidence", "Trace a figure", {}),
)
