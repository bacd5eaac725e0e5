"""Pay by place: what the role and its neighbours pay in the states, the metros, or the cities and boroughs."""

import streamlit as st

from insights import queries
from views import shell

PLACE_KINDS = {"states": ("state", ["state"]), "metros": ("metro", ["metro"]), "cities": ("city", ["city", "borough"])}
BASES = ["reported", "surveyed"]
SOURCES = (
    "Reported and surveyed pay: the articles and surveys on the Evidence page, each with its file and line. Neighbouring "
    "occupations: US Bureau of Labor Statistics, Occupational Employment and Wage Statistics, May 2025. Price parities: US "
    "Bureau of Economic Analysis."
)

reader = shell.reader()
neighbours = {row.title: row.occupation_id for row in queries.current_neighbours(reader).itertuples()}

title, controls, body = st.container(), shell.controls(), st.container()
with controls:
    places = st.segmented_control("Places", list(PLACE_KINDS), default="states", required=True, key="places", bind="query-params")
    bases = st.pills("Peer support pay", BASES, selection_mode="multi", default=BASES, key="bases", bind="query-params")
    neighbour = st.selectbox("Beside it, the neighbour", [*neighbours, "none"], key="neighbour", bind="query-params", width=320)
    unit = st.segmented_control("Pay per", list(queries.UNITS), default="hour", required=True, key="unit", bind="query-params")
    hours = 40
    if unit == "week":
        hours = st.slider("My hours a week", 5, 40, 40, key="hours", bind="query-params", width=200)
    adjust = st.toggle("At average US prices", key="prices", bind="query-params")
    with st.popover("More"):
        min_n = st.select_slider(
            "Peer figures with at least this many reports", [0, 10, 30, 100], key="min_n", bind="query-params"
        )
        dated = st.toggle("Peer figures with a date", key="dated", bind="query-params")

kind, place_kinds = PLACE_KINDS[places]
settings = {"unit": unit, "hours_a_week": hours, "adjust": adjust}
rows = queries.pay_by_place(
    reader,
    place_kinds=place_kinds,
    bases=bases,
    neighbour=neighbours.get(neighbour),
    min_n=min_n,
    dated_only=dated,
    **settings,
)
