"""Pay by place: what the role and its neighbours pay in the states, the metros, or the cities and boroughs."""

import streamlit as st

from insights import answers, charts, queries
from insights.series import map_series
from views import evidence_card, shell

PLACE_KINDS = {"states": ("state", ["state"]), "metros": ("metro", ["metro"]), "cities": ("city", ["city", "borough"])}
BASES = ["reported", "surveyed"]
SOURCES = (
    "Peer support: the articles and surveys on the Evidence page, each with its file and line. Neighbouring occupations: US Bureau of "
    "Labor Statistics, OEWS, May 2025. Price parities: US Bureau of Economic Analysis, 2024."
)

reader = shell.reader()
neighbours = {row.title: row.occupation_id for row in queries.current_neighbours(reader).itertuples()}

title = st.container()
with shell.controls():
    places = st.segmented_control("Places", list(PLACE_KINDS), default="states", required=True, key="places", bind="query-params")
    unit = st.segmented_control("Pay per", list(queries.UNITS), default="hour", required=True, key="unit", bind="query-params")
    hours = 40
    if unit == "week":
        hours = st.slider("My hours a week", 5, 40, 40, key="hours", bind="query-params", width=200)
    neighbour = st.selectbox("Neighbouring occupation", [*neighbours, "none"], key="neighbour", bind="query-params", width=320)
    with st.popover("More choices"):
        bases = st.pills("Peer support pay", BASES, selection_mode="multi", default=BASES, key="bases", bind="query-params")
        adjust = st.toggle("At average US prices", key="prices", bind="query-params")
        min_n = st.select_slider("At least this many reports", [0, 10, 30, 100], key="min_n", bind="query-params")
        dated = st.toggle("With a date", key="dated", bind="query-params")

kind, place_kinds = PLACE_KINDS[places]
asked = {"unit": unit, "hours_a_week": hours, "adjust": adjust}
chosen = {"bases": bases, "min_n": min_n, "dated_only": dated}
rows = queries.pay_by_place(reader, place_kinds=place_kinds, neighbour=neighbours.get(neighbour), **chosen, **asked)
unplaced = queries.pay_by_place(reader, place_kinds=["unknown"], neighbour=None, **chosen, **asked)
look = {"dark": shell.dark(), "narrow": shell.narrow()}

with title:
    shell.head(
        "What does peer support pay near you?",
        answers.role_by_place(rows, kind, unit),
        answers.neighbour_by_place(rows, kind, unit),
    )
    shell.note(" ".join(filter(None, [answers.fragile_first(rows), answers.prices(rows, adjust)])))

if places == "states":
    what, values = map_series(rows)
    shell.show(
        charts.state_map(values, what=what, unit=unit, **look),
        "state-map",
        sources=SOURCES,
        caveat="A colour is the neighbour's pay, not peer support's." if neighbour in neighbours else "",
    )

shell.section("Place by place", answers.unranked(unplaced, unit) if places == "cities" else "")
names = dict(zip(rows["short_name"], rows["place_id"], strict=True))
with shell.controls("find"):
    place = st.selectbox(
        "Find a place", sorted(names), index=None, key="place", bind="query-params", placeholder="Type a name", width=320
    )
    show_all = st.toggle("Show all places", key="all", bind="query-params") if len(names) > 25 else False
shown = rows[rows["place_id"] == names[place]] if place else rows
picked = shell.show(
    charts.ranked_pay(shown, unit, today=shell.today(), show_all=show_all, **look),
    "pay-by-place",
    sources=SOURCES,
    caveat="Marks of different kinds are different measures; they share an axis and are never averaged.",
    pick=True,
)
if picked:
    evidence_card.show(picked, **asked)

shell.next_steps(
    ("views/growth.py", "Is this work growing?", {}),
    ("views/evidence.py", "Trace a figure to its source", {}),
    ("views/method.py", "How to read these figures", {}),
)
