"""The lens on demand that covers the country: which mental health facilities offer peer support, by state, kind and year."""

from dataclasses import dataclass
from functools import partial

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from insights import charts, evidence, queries
from insights.queries.facilities import Cut
from insights.reader import Reader
from insights.sentences import answers
from views.parts import exhibit, shell

SURVEY = (
    "Substance Abuse and Mental Health Services Administration (SAMHSA), National Mental Health Services Survey (N-MHSS), "
    "public-use files 2015 to 2020. In 2021 the survey took another form, which we do not hold."
)
NATION_NAME = "the United States"
EVERY_TYPE = "every type"
CUTS = {
    "type": queries.facilities.by_facility_type,
    "owner": queries.facilities.by_ownership,
    "setting of care": queries.facilities.by_setting,
}
COLUMN_OF = {"type": "facility_type", "owner": "ownership", "setting of care": "setting"}
NEW_TYPE = (
    "Certified community behavioral health clinics are a type of their own from 2020, so some types do not compare with earlier "
    "years; the table says which."
)
SHARES = (
    "Shares are of the facilities that answered; the table holds the share of all facilities as well. They count facilities, "
    "not jobs."
)
FEW = "A share of few facilities is a lead, not a rank."

reader = shell.reader()


@dataclass(frozen=True)
class Shown:
    """What the lens says and draws for one set of choices."""

    fastest: str
    without: str
    state_map: charts.Chart
    ranking: charts.Chart
    kinds: pd.DataFrame
    by_kind: charts.Chart
    trend: charts.Chart


@shell.remember
def places(version) -> pd.DataFrame:
    """place_id and postal code (``state``) of the states, DC and Puerto Rico, by name."""
    states = queries.facilities.by_state(reader, year=years(version)[0])
    return states.set_index("place_name").sort_index()[["place_id", "state"]]


@shell.remember
def years(version) -> list[int]:
    """The years that compare, newest first."""
    held = queries.facilities.survey_years(reader)
    return [int(year) for year in held.loc[held["comparable"], "year"]]


@shell.remember
def types(version) -> dict[str, str | None]:
    """facility_type by title, in the order of the newest year; 'every type' is no type in particular."""
    held = queries.facilities.by_facility_type(reader, year=years(version)[0])
    return {EVERY_TYPE: None, **dict(zip(held["title"], held["facility_type"], strict=True))}


def place_id(version, state: str | None) -> str:
    """The place_id of a state by its name; the nation's for none."""
    return places(version).at[state, "place_id"] if state else queries.facilities.NATION


@shell.remember
def said(version, state: str | None, year: int | None) -> list[str]:
    """How many facilities offer peer support in the nation, and in a state, in a survey year or the newest; in sentences."""
    of_year = year or years(version)[0]
    nation = answers.facilities(queries.facilities.by_year(reader), of_year)
    if state is None:
        return [nation]
    return [nation, answers.facilities(queries.facilities.by_year(reader, place_id=place_id(version, state)), of_year, state)]


def behind_said(version, state: str | None, year: int | None) -> evidence.Choices:
    """The evidence of the sentences that ``said`` says."""
    of_year = year or years(version)[0]
    named = {NATION_NAME: queries.facilities.NATION} | ({state: place_id(version, state)} if state else {})
    return {
        f"Facilities, {name}, {of_year}": partial(_all_of, name=name, cut=Cut(of_year, place)) for name, place in named.items()
    }


def _all_of(reader: Reader, name: str, cut: Cut) -> evidence.Card:
    return evidence.facilities.card(reader, f"Facilities, {name}", cut)


@shell.remember
def shown(version, state: str | None, year: int, facility_type: str | None, cut: str, show_all: bool, look: dict) -> Shown:
    """Facilities by state, by kind and by year; one state against the nation."""
    place, where = place_id(version, state), state or NATION_NAME
    newest, *_, first = years(version)
    states = queries.facilities.by_state(reader, year=year, facility_type=facility_type)
    nation = queries.facilities.by_year(reader, facility_type=facility_type).query("year == @year")
    kinds, trend = CUTS[cut], queries.facilities.state_and_nation(reader, place_id=place, facility_type=facility_type)
    held = kinds(reader, year=year, place_id=place)
    before, after = (queries.facilities.by_setting(reader, year=end, place_id=place) for end in (first, newest))
    return Shown(
        answers.fastest_setting(before, after, (first, newest), where),
        answers.facilities_without(queries.facilities.states_without(reader, year=year, facility_type=facility_type), year),
        charts.facility_share_map(states, year=year, **look),
        charts.facility_share_ranking(states, nation, year=year, place_id=place, show_all=show_all, **look),
        held,
        charts.facility_share_by_type(
            held,
            year=year,
            where=where,
            nation=kinds(reader, year=year) if state else None,
            **look,
        ),
        charts.facility_trend(trend, **look),
    )


def behind_place(year: int | None, type_title: str, name: str, held: pd.DataFrame) -> evidence.Card:
    """The evidence of one type of facility in a place, in a year or in the year of the row."""
    row = held.iloc[0]
    cut = Cut(year or int(row["year"]), row["place_id"], facility_type=types(reader.version())[type_title])
    return evidence.facilities.card(reader, f"{name}, {type_title}", cut)


def behind_kind(year: int, cut: str, kinds: pd.DataFrame, _: str, held: pd.DataFrame) -> evidence.Card:
    """The evidence of one kind of facility, in the place chosen or in the nation beside it."""
    row, column = held.iloc[0], COLUMN_OF[cut]
    of_kind = {column: kinds.set_index("title").at[row["title"], column]}
    return evidence.facilities.card(reader, f"{row['title']}, {row['place_name']}", Cut(year, row["place_id"], **of_kind))


def show(state: str | None, row: DeltaGenerator) -> int:
    """The lens with its controls in a row, for a state beside the nation or the nation alone; returns the survey year chosen."""
    version = reader.version()
    shell.section(
        "The lens that covers the country: facilities that offer peer support",
        "A yearly federal survey asked every known mental health facility whether it offers services run by consumers, that is, "
        "peer support.",
    )
    with row:
        year = st.selectbox("Survey year", years(version), key="year", bind="query-params", width=120)
        type_title = st.selectbox("Facility type", list(types(version)), key="type", bind="query-params", width=320)
        cut = st.segmented_control("Compare by", list(CUTS), default="type", required=True, key="by", bind="query-params")
        show_all = st.toggle("Show all places", key="all_states", bind="query-params")
    page = shown(version, state, year, types(version)[type_title], cut, show_all, shell.look())
    shell.note(" ".join([page.fastest, page.without]))
    of_place = partial(behind_place, year, type_title)
    exhibit.show(page.state_map, "facilities-by-state", sources=SURVEY, caveat=f"{SHARES} {FEW}", evidence=of_place)
    shell.section("State by state")
    exhibit.show(page.ranking, "facilities-ranking", sources=SURVEY, caveat=FEW, evidence=of_place)
    shell.section(f"Which facilities, by {cut}")
    exhibit.show(
        page.by_kind,
        "facilities-by-kind",
        sources=SURVEY,
        caveat=NEW_TYPE if cut == "type" else SHARES,
        evidence=partial(behind_kind, year, cut, page.kinds),
    )
    shell.section("Year by year")
    exhibit.show(
        page.trend,
        "facilities-by-year",
        sources=SURVEY,
        caveat="The survey asked the question in other words before 2015, so the line starts there.",
        evidence=partial(behind_place, None, type_title),
    )
    return year
