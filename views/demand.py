"""Demand: real job ads by setting, employer, place and month, beside the survey of facilities that covers the country."""

from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from insights import charts, evidence, queries, tiles
from insights.sentences import answers
from views.parts import ads, behind, exhibit, facility_lens, paste_ad, shell

VIEWS = ["job ads", "facilities", "neighbouring jobs", "hiring index", "your job ad"]
OEWS = "US Bureau of Labor Statistics, OEWS national estimates by industry sector, May 2024."
INDEX = "Indeed Hiring Lab, job postings index (CC BY 4.0): monthly means of the daily index, seasonally adjusted."
AD_COLUMNS = [
    *("title", "employer", "place_name", "setting", "employment_type", "pay_low", "pay_high", "pay_unit", "certification"),
    *("remote_mode", "posted_on", "ad_year", "source_title", "url"),
]

reader = shell.reader()


@dataclass(frozen=True)
class Shown:
    """What the page says and draws of the job ads for one set of choices."""

    gathered: str
    tiles: list[tiles.Tile]
    by_setting: charts.Chart
    by_employer: charts.Chart
    states: pd.DataFrame
    by_month: charts.Chart
    ads: pd.DataFrame
    behind_ads: evidence.Choices


@shell.remember
def shown(version, state: str | None, chosen: queries.postings.Chosen, look: dict) -> Shown:
    """The ads chosen; settings and states are counted beside the chosen one."""
    sources = queries.postings.by_source(reader, chosen)
    settings = queries.postings.by_setting(reader, replace(chosen, setting=None))
    employers = queries.postings.by_employer_type(reader, chosen)
    states = queries.postings.by_state(reader, replace(chosen, state=None))
    found = queries.postings.ads(reader, chosen)
    return Shown(
        answers.gathered(sources),
        tiles.ads(found),
        charts.posting_counts(settings, by="setting", what="setting", chosen=chosen.setting, **look),
        charts.posting_counts(employers, by="employer_type", what="kind of employer", **look),
        states,
        charts.posting_months(queries.postings.by_month(reader, chosen), **look),
        found[AD_COLUMNS],
        evidence.ads.choices(found),
    )


@shell.remember
def by_state(version, state: str | None, chosen: queries.postings.Chosen, show_all: bool, look: dict) -> charts.Chart:
    """The ads chosen, by state."""
    states = shown(version, state, chosen, look).states
    return charts.posting_counts(states, by="place_name", what="single state", chosen=state, show_all=show_all, **look)


@shell.remember
def said(version, chosen: queries.postings.Chosen) -> str:
    """What the ads chosen say, in a sentence."""
    return answers.ads_by_setting(queries.postings.by_setting(reader, chosen), queries.postings.by_source(reader, chosen))


@shell.remember
def sectors(version, occupation_id: str, look: dict) -> charts.Chart:
    """One neighbour's jobs by sector."""
    return charts.sector_employment(queries.sectors.sectors(reader, occupation_id=occupation_id), **look)


@shell.remember
def index(version, place_id: str, look: dict) -> charts.Chart:
    """The index of all job postings in one place."""
    return charts.index_lines(queries.sectors.posting_index(reader, place_id=place_id), **look)


def show_ads(state: str | None, row: DeltaGenerator) -> queries.postings.Chosen:
    """The job ads by setting, employer, state and month, and the ads themselves; returns which were chosen."""
    with row:
        chosen = ads.choose(state)
    page = shown(version, state, chosen, shell.look())
    shell.section("What the job ads we hold say", page.gathered)
    if len(page.ads):
        exhibit.tiles(page.tiles, "stating")
    shell.section("Ads by setting")
    exhibit.show(
        page.by_setting,
        "ads-by-setting",
        sources=ads.SOURCES,
        caveat=f"Counts of ads, not of jobs. {ads.SILENT}",
        evidence=ads.behind("setting", replace(chosen, setting=None)),
    )
    shell.section("Ads by employer")
    exhibit.show(
        page.by_employer,
        "ads-by-employer",
        sources=ads.SOURCES,
        caveat=ads.SILENT,
        evidence=ads.behind("kind of employer", chosen),
    )
    shell.section("Ads by state")
    with shell.controls("states-controls"):
        show_all = len(page.states) > charts.FIRST_ROWS and st.toggle("Show all states", key="all", bind="query-params")
    exhibit.show(
        by_state(version, state, chosen, show_all, shell.look()),
        "ads-by-state",
        sources=ads.SOURCES,
        caveat="Where ads could be had decides this order: it is no ranking of states.",
        evidence=ads.behind("state", replace(chosen, state=None)),
    )
    shell.section("Ads by month")
    exhibit.show(
        page.by_month,
        "ads-by-month",
        sources=ads.SOURCES,
        caveat="Months count the ads that were found: a rise here is no rise in demand.",
        evidence=ads.behind("month", chosen),
    )
    if len(page.ads):
        exhibit.folded("The ads themselves", page.ads, "ads", alt="The job ads chosen, newest first", choices=page.behind_ads)
    return chosen


def show_neighbours(row: DeltaGenerator) -> None:
    """In which sectors the neighbouring occupations work."""
    shell.section("Where the neighbouring occupations work", "Peer support has no official count of its own.")
    neighbours = {row.title: row.occupation_id for row in queries.occupations.current_neighbours(reader).itertuples()}
    with row:
        neighbour = st.selectbox("Neighbour", list(neighbours), key="occupation", bind="query-params", width=480)
    exhibit.show(
        sectors(version, neighbours[neighbour], shell.look()),
        "neighbour-jobs-by-sector",
        sources=OEWS,
        caveat="Official employment, in which peer support is a part nobody counts; without the self-employed.",
        evidence=behind.pay(),
    )


def show_index(state: str | None) -> None:
    """The index of all job postings, of one state or the nation."""
    shell.section("All job postings, as context")
    exhibit.show(
        index(version, facility_lens.place_id(version, state), shell.look()),
        "posting-index",
        sources=INDEX,
        caveat="An index of postings on one site: no count, and not peer support. The sectors' lines end with an older release.",
        evidence=lambda name, held: evidence.index.card(reader, name, held.iloc[0]),
    )


version = reader.version()
title = st.container()
with shell.controls():
    view = st.segmented_control("Look at", VIEWS, default=VIEWS[0], required=True, key="view", bind="query-params")
row = shell.controls("choices")
with row:
    state = ads.choose_state()
chosen = queries.postings.Chosen(ads.postal_code(state))
survey_year = None
if view == "job ads":
    chosen = show_ads(state, row)
elif view == "facilities":
    survey_year = facility_lens.show(state, row)
elif view == "neighbouring jobs":
    show_neighbours(row)
elif view == "hiring index":
    show_index(state)
else:
    paste_ad.show()
with title:
    shell.head(said(version, chosen), *facility_lens.said(version, state, survey_year))
    exhibit.behind({"Job ads": ads.behind_all(chosen), **facility_lens.behind_said(version, state, survey_year)}, "answer")

shell.next_steps(
    ("part-time", "Can you do it part-time?", {}),
    ("pay", "See what they pay", {}),
    ("growth", "Is this work growing?", {}),
)
