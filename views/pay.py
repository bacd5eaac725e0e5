"""Pay by place: what the role and its neighbours pay in the states, the metros, or the cities and boroughs."""

from dataclasses import dataclass
from typing import TypedDict

import pandas as pd
import streamlit as st

from insights import charts, queries
from insights.charts.series import map_series
from insights.sentences import answers
from views.parts import behind, exhibit, shell

PLACE_KINDS = {"states": ("state", ["state"]), "metros": ("metro", ["metro"]), "cities": ("city", ["city", "borough"])}
BASES = ["reported", "surveyed", "posted"]
SOURCES = (
    "Peer support: the articles, surveys and job ads on the Evidence page. Neighbouring occupations: US Bureau of Labor "
    "Statistics, OEWS, May 2025. Price parities: US Bureau of Economic Analysis, 2024."
)

reader = shell.reader()


class Asked(TypedDict):
    """How the page shows amounts."""

    unit: str
    hours_a_week: float
    adjust: bool


Choices = tuple[str, str | None, Asked, dict]
"""The type of place, the neighbour, how amounts are shown, and which of the role's figures are."""


@dataclass(frozen=True)
class Shown:
    """What the page says and draws for one set of choices."""

    answer: str
    beside: str
    warning: str
    unranked: str
    rows: pd.DataFrame
    state_map: charts.Chart


@shell.remember
def shown(version, places: str, neighbour: str | None, asked: Asked, chosen: dict, look: dict) -> Shown:
    """The rows of the chosen places with their sentences, and the map of the states."""
    kind, place_kinds = PLACE_KINDS[places]
    rows = queries.pay.by_place(reader, place_kinds=place_kinds, neighbour=neighbour, **chosen, **asked)
    unplaced = queries.pay.by_place(reader, place_kinds=["unknown"], neighbour=None, **chosen, **asked)
    unit = asked["unit"]
    what, values = map_series(rows)
    return Shown(
        answers.role_by_place(rows, kind, unit),
        answers.neighbour_by_place(rows, kind, unit),
        " ".join(filter(None, [answers.fragile_first(rows), answers.prices(rows, asked["adjust"])])),
        answers.unranked(unplaced, unit) if places == "cities" else "",
        rows,
        charts.state_map(values, what=what, unit=unit, **look),
    )


@shell.remember
def ranked(version, choices: Choices, place_id: str | None, show_all: bool, today, look: dict) -> charts.Chart:
    """The ranking of the chosen places, or the one place that was looked for."""
    rows = shown(version, *choices, look).rows
    chosen = rows[rows["place_id"] == place_id] if place_id else rows
    return charts.ranked_pay(chosen, choices[2]["unit"], today=today, show_all=show_all, **look)


neighbours = {row.title: row.occupation_id for row in queries.occupations.current_neighbours(reader).itertuples()}
title = st.container()
with shell.controls():
    places = st.segmented_control("Places", list(PLACE_KINDS), default="states", required=True, key="places", bind="query-params")
    unit = st.segmented_control(
        "Pay per", list(queries.pay.UNITS), default="hour", required=True, key="unit", bind="query-params"
    )
    hours = 40
    if unit == "week":
        hours = st.slider("My hours a week", 5, 40, 40, key="hours", bind="query-params", width=200)
    neighbour = st.selectbox("Neighbouring occupation", [*neighbours, "none"], key="neighbour", bind="query-params", width=320)
    with st.popover("More choices"):
        bases = st.pills("Peer support pay", BASES, selection_mode="multi", default=BASES, key="bases", bind="query-params")
        adjust = st.toggle("At average US prices", key="prices", bind="query-params")
        min_n = st.select_slider("At least this many reports", [0, 10, 30, 100], key="min_n", bind="query-params")
        dated = st.toggle("With a date", key="dated", bind="query-params")

asked: Asked = {"unit": unit, "hours_a_week": hours, "adjust": adjust}
choices = (places, neighbours.get(neighbour), asked, {"bases": bases, "min_n": min_n, "dated_only": dated})
page = shown(reader.version(), *choices, shell.look())

with title:
    shell.head(page.answer, page.beside)
    shell.note(page.warning)

if places == "states":
    caveat = "A colour is the neighbour's pay, not peer support's." if neighbour in neighbours else ""
    exhibit.show(page.state_map, "state-map", sources=SOURCES, caveat=caveat, evidence=behind.pay(**asked))

shell.section("Place by place", page.unranked)
names = dict(zip(page.rows["short_name"], page.rows["place_id"], strict=True))
with shell.controls("find"):
    place = st.selectbox(
        "Find a place", sorted(names), index=None, key="place", bind="query-params", placeholder="Type a name", width=320
    )
    show_all = len(names) > charts.FIRST_ROWS and st.toggle("Show all places", key="all", bind="query-params")
exhibit.show(
    ranked(reader.version(), choices, names.get(place), show_all, shell.today(), shell.look()),
    "pay-by-place",
    sources=SOURCES,
    caveat=(
        "Marks of different kinds are different measures, never averaged and never ranked against each other: reported pay comes "
        "first, then job ads, then the neighbour alone. Job ads are no sample of the market."
    ),
    evidence=behind.pay(**asked),
)

shell.next_steps(
    ("compare", "Compare these places", {"type": places} | ({places: [place]} if place else {})),
    ("growth", "Is this work growing?", {}),
    ("evidence", "Trace a figure to its source", {}),
    ("method", "How to read these figures", {}),
)
