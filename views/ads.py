"""What the pages on job ads share: which ads the reader chose, and how they were gathered."""

import streamlit as st

from insights import posting_queries as queries
from insights.words import posting_class
from views import facility_lens, shell

ANY_YEAR = "any year"
SOURCES = (
    "Facts of public job ads, each with its address in the table: ads read by hand from stored copies that show the beginning of "
    "an ad, federal announcements cancelled in 2025 (USAJOBS), and the City of New York's postings."
)
SILENT = "'Not stated' means: not in the part of the ad that could be read."

reader = shell.reader()


@shell.remember
def _settings(version) -> dict[str, str]:
    """Setting by its words, those the ads name most first."""
    return {posting_class(setting): setting for setting in queries.by_setting(reader)["setting"]}


@shell.remember
def _years(version) -> list[int]:
    """The years the ads are from, newest first."""
    return [int(year) for year in queries.years(reader)["ad_year"].dropna()]


def choose() -> tuple[str | None, queries.Chosen]:
    """Controls for state, setting and first year, inside a row; returns the state's name and the ads chosen."""
    version = reader.version()
    places, settings = facility_lens.places(version), _settings(version)
    state = st.selectbox(
        "State", list(places.index), index=None, key="state", bind="query-params", placeholder="All states", width=240
    )
    setting = st.selectbox(
        "Setting", list(settings), index=None, key="setting", bind="query-params", placeholder="All settings", width=280
    )
    since = st.selectbox("Dated since", [ANY_YEAR, *map(str, _years(version))], key="since", bind="query-params", width=140)
    code = places.at[state, "state"] if state else None
    return state, queries.Chosen(code, settings.get(setting), None if since == ANY_YEAR else int(since))
