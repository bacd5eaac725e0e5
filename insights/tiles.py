"""Tiles of a page: a name, a number, and the words that qualify it."""

import re
from typing import NamedTuple

from insights import posting_queries, queries
from insights.reader import Reader
from insights.words import count, dated, listed, money, reports

NEAREST = "21-1093"


class Tile(NamedTuple):
    """A name, a number, the words that qualify it, and the id of the one figure it shows, if it shows one."""

    name: str
    number: str
    words: str
    figure_id: str = ""


def home(reader: Reader) -> list[Tile]:
    """Reported pay, surveyed pay, the nearest neighbour's pay, and certified peers; each with n and date."""
    role = queries.peer_figures(reader)
    reported = role[role["basis"] == "reported"]
    dates = reported["as_of"].notna().sum()
    surveyed = (
        role[(role["basis"] == "surveyed") & role["shown_mean"].notna()]
        .sort_values("n_reports")
        .dropna(subset="n_reports")
        .iloc[-1]
    )
    official = queries.national_pay(reader, occupation_ids=[NEAREST]).sort_values("reference_year").iloc[-1]
    certified = queries.facts(reader, topics=["headcount"]).query("place_id == 'US' and as_of.notna() | reference_year.notna()")
    newest = certified.sort_values("reference_year").iloc[-1]
    months = listed(sorted({dated(date, None) for date in reported["as_of"].dropna()}))
    lowest, highest = reported["shown_point"].min(), reported["shown_point"].max()
    return [
        Tile(
            "Reported on pay sites",
            f"{money(lowest)} to {money(highest)}",
            f"an hour, {count(len(reported), 'figure')}, {dates} of them dated: {months}",
        ),
        Tile(
            "Surveyed, the largest survey",
            money(surveyed["shown_mean"]),
            f"an hour on average, {reports(surveyed['n_reports'])}, {dated(surveyed['as_of'], surveyed['reference_year'])}",
            surveyed["figure_id"],
        ),
        Tile(
            "Nearest neighbour, official",
            money(official["shown_median"]),
            f"an hour, median of {official['occupation_title'].lower()}, {count(official['employment'], 'job')}, "
            f"{dated(official['as_of'], official['reference_year'])}",
            official["figure_id"],
        ),
        Tile(
            "Certified peer specialists",
            re.sub(r"\d{4,}", lambda n: f"{int(n[0]):,}", newest["value_text"].replace(">", "more than ")),
            f"{newest['period_text']}, {newest['publisher']}; certificates, not jobs",
            newest["fact_id"],
        ),
    ]


def ads(reader: Reader, chosen: posting_queries.Chosen) -> list[Tile]:
    """The job ads chosen: how many state their pay, how many state hours, and where the work is done, with the silent ones."""
    pay = posting_queries.stating_pay(reader, chosen).iloc[0]
    hours = posting_queries.hours(reader, chosen)["hours_per_week_low"]
    remote = dict(posting_queries.remote(reader, chosen)[["remote_mode", "n_postings"]].itertuples(index=False))
    n = int(pay["n_postings"])
    return [
        Tile("State their pay", f"{int(pay['n_stating_pay'])} of {n}", "an amount the employer prints; the others are silent"),
        Tile("State hours a week", f"{int(hours.notna().sum())} of {n}", "a number of hours, whatever they are called"),
        Tile(
            "Can be done from afar",
            f"{remote['remote'] + remote['hybrid']} of {n}",
            f"{remote['remote']} remote, {remote['hybrid']} hybrid; {remote['onsite']} on site, {remote['unknown']} do not say",
        ),
    ]
