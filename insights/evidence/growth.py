"""What stands behind one growth figure: the change as published, and the jobs it comes from."""

import pandas as pd

from insights import queries
from insights.evidence.card import Card, flags, made
from insights.reader import Reader
from insights.words import count


def card(reader: Reader, growth_id: str) -> Card | None:
    """The card of a row of mart.growth; None when no such figure is held."""
    found = queries.growth.figure(reader, growth_id)
    if found.empty:
        return None
    figure = found.iloc[0]
    openings = figure["annual_openings"]
    return made(
        reader,
        f"{figure['occupation_title']}, {figure['place_name']}, {figure['cycle']}",
        ["claimed by an article" if figure["source_id"] == "articles" else "official projection", f"cycle {figure['cycle']}"],
        [
            ("As published", None if pd.isna(figure["percent_change"]) else f"{figure['percent_change']:g}% over the cycle"),
            ("Jobs", _jobs(figure)),
            ("Arithmetic", arithmetic(figure)),
            ("Openings a year", None if pd.isna(openings) else f"{openings:,.0f}: {figure['openings_method']}"),
            ("Occupation", figure["title_as_published"]),
            ("Note", figure["note"]),
            ("To know", flags(figure["flags"])),
            ("Where", figure["source_line"]),
            ("Address", figure["source_url"]),
        ],
        figure["source_id"],
        figure_id=growth_id,
    )


def arithmetic(figure: pd.Series) -> str | None:
    """The change that the printed jobs give, beside the published one: publishers round both on their own."""
    base, projected = figure["base_employment"], figure["projected_employment"]
    if pd.isna(base) or pd.isna(projected):
        return None
    return f"{projected:,.0f} / {base:,.0f} - 1 = {100 * (float(projected) / float(base) - 1):.1f}%, from the jobs as printed"


def _jobs(figure: pd.Series) -> str | None:
    ends = [("base_employment", "base_year"), ("projected_employment", "target_year")]
    held = [(figure[jobs], int(figure[year])) for jobs, year in ends if not pd.isna(figure[jobs])]
    return "; ".join(f"{count(jobs, 'job')} in {year}" for jobs, year in held)
