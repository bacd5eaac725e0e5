"""Tiles of a page: a name, a number, the words that qualify it, and what stands behind it."""

import datetime
import re
from functools import partial
from typing import NamedTuple

import pandas as pd

from insights import evidence, queries
from insights.evidence.card import Maker
from insights.reader import Reader
from insights.words import count, dated, listed, money, reports


class Tile(NamedTuple):
    """A name, a number, the words that qualify it, and how the card of its evidence is made."""

    name: str
    number: str
    words: str
    evidence: Maker


def home(reader: Reader, today: datetime.date) -> list[Tile]:
    """Reported pay, surveyed pay, the nearest neighbour's pay, and certified peers; each with n and date."""
    role = queries.pay.peer_figures(reader)
    reported = role[role["basis"] == "reported"]
    dates = reported["as_of"].notna().sum()
    surveyed = (
        role[(role["basis"] == "surveyed") & (role["shown_as"] == "mean")]
        .sort_values("n_reports")
        .dropna(subset="n_reports")
        .iloc[-1]
    )
    nearest = queries.occupations.current_neighbours(reader)["occupation_id"].head(1)
    official = queries.pay.national(reader, occupation_ids=nearest).sort_values("reference_year").iloc[-1]
    certified = queries.facts.facts(reader, topics=["headcount"]).query(
        "place_id == 'US' and as_of.notna() | reference_year.notna()"
    )
    newest = certified.sort_values("reference_year").iloc[-1]
    months = listed(sorted({dated(date, None) for date in reported["as_of"].dropna()}))
    lowest, highest = reported["shown_low"].min(), reported["shown_high"].max()
    return [
        Tile(
            "Reported on pay sites",
            f"{money(lowest)} to {money(highest)}",
            f"an hour, {count(len(reported), 'figure')}, {dates} of them dated: {months}",
            partial(evidence.pay.span, title="Peer support, reported on pay sites", figures=reported),
        ),
        Tile(
            "Surveyed, the largest survey",
            money(surveyed["shown_low"]),
            f"an hour on average, {reports(surveyed['n_reports'])}, {dated(surveyed['as_of'], surveyed['reference_year'])}",
            partial(evidence.pay.card, figure_id=surveyed["figure_id"], today=today),
        ),
        Tile(
            "Nearest neighbour, official",
            money(official["shown_low"]),
            f"an hour, {official['shown_as']} of {official['occupation_title'].lower()}, {count(official['employment'], 'job')}, "
            f"{dated(official['as_of'], official['reference_year'])}",
            partial(evidence.pay.card, figure_id=official["figure_id"], today=today),
        ),
        Tile(
            "Certified peer specialists",
            re.sub(r"\d{4,}", lambda n: f"{int(n[0]):,}", newest["value_text"].replace(">", "more than ")),
            f"{newest['period_text']}, {newest['publisher']}; certificates, not jobs",
            partial(evidence.facts.card, fact_id=newest["fact_id"]),
        ),
    ]


def ads(found: pd.DataFrame) -> list[Tile]:
    """Of some job ads, rows of mart.postings: how many state pay, how many hours, and where the work is done."""
    modes = {mode: int((found["remote_mode"] == mode).sum()) for mode in ("remote", "hybrid", "onsite", "unknown")}
    return [
        _of_ads("State their pay", found, found["states_pay"], "an amount the employer prints; the others are silent"),
        _of_ads("State hours a week", found, found["hours_per_week_low"].notna(), "a number of hours, whatever they are called"),
        _of_ads(
            "Can be done from afar",
            found,
            found["remote_mode"].isin(["remote", "hybrid"]),
            f"{modes['remote']} remote, {modes['hybrid']} hybrid; {modes['onsite']} on site, {modes['unknown']} do not say",
        ),
    ]


def _of_ads(name: str, found: pd.DataFrame, which: pd.Series, words: str) -> Tile:
    number = f"{which.sum()} of {len(found)}"
    return Tile(name, number, words, partial(evidence.ads.counted, title=f"{name}: {number} ads", ads=found[which]))
