"""What the pages on job ads share: which ads the reader chose, and how they were gathered."""

from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from insights import evidence, queries
from insights.reader import Reader
from insights.words import posting_class
from views.parts import facility_lens, shell

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
    return {posting_class(setting): setting for setting in queries.postings.by_setting(reader)["setting"]}


@shell.remember
def _years(version) -> list[int]:
    """The years the ads are from, newest first."""
    return [int(year) for year in queries.postings.years(reader)["ad_year"].dropna()]


def choose_state() -> str | None:
    """A control for the state, inside a row; returns its name."""
    names = list(facility_lens.places(reader.version()).index)
    return st.selectbox("State", names, index=None, key="state", bind="query-params", placeholder="All states", width=240)


def choose(state: str | None) -> queries.postings.Chosen:
    """Controls for setting and first year, inside a row; returns the ads chosen of a state."""
    version = reader.version()
    settings = _settings(version)
    setting = st.selectbox(
        "Setting", list(settings), index=None, key="setting", bind="query-params", placeholder="All settings", width=280
    )
    since = st.selectbox("Dated since", [ANY_YEAR, *map(str, _years(version))], key="since", bind="query-params", width=140)
    return queries.postings.Chosen(postal_code(state), settings.get(setting or ""), None if since == ANY_YEAR else int(since))


def behind(what: str, chosen: queries.postings.Chosen) -> Callable[[str, pd.DataFrame], evidence.Card]:
    """The evidence of a count of the ads chosen: the ads that a chart by ``what`` counts under a name."""
    return lambda name, _: evidence.ads.named(reader, chosen, what, name)


def behind_all(chosen: queries.postings.Chosen) -> Callable[[Reader], evidence.Card]:
    """The evidence of how many ads are chosen."""
    return partial(_counted, chosen=chosen)


def _counted(reader: Reader, chosen: queries.postings.Chosen) -> evidence.Card:
    return evidence.ads.counted(reader, "Job ads", queries.postings.ads(reader, chosen))


def postal_code(state: str | None) -> str | None:
    """The postal code of a state by its name."""
    return facility_lens.places(reader.version()).at[state, "state"] if state else None
