"""The evidence behind one pay figure, as a card under the chart it was picked from."""

import streamlit as st

from insights import evidence, queries, words
from views import shell


def show(figure_id: str, *, unit: str = "hour", hours_a_week: float = 40, adjust: bool = False) -> None:
    """Draw the card of a figure: as published, every step of arithmetic, n, date, source, flags; says so when there is none."""
    found = queries.figure(shell.reader(), figure_id)
    if found.empty:
        shell.refusal("The link names a figure that this warehouse does not hold. Pick one from the chart or the list.")
        return
    figure = found.iloc[0]
    with st.container(border=True, key="evidence-card"):
        shell.subheading(f"{figure['occupation_title']}, {figure['place_name']}")
        shell.badges(
            [
                words.sureness(figure["n_class"], figure["n_reports"]),
                words.dated(figure["as_of"], figure["reference_year"])
                + (", over 24 months old" if words.is_old(figure["as_of"], shell.today()) else ""),
                words.BASIS[figure["basis"]],
            ]
        )
        shell.facts(evidence.rows(figure, unit=unit, hours_a_week=hours_a_week, adjust=adjust))
        if figure["rows_set_aside"]:
            with st.expander(f"Set aside: {evidence.set_aside(figure['rows_set_aside'])}"):
                aside = queries.set_aside(shell.reader(), source_id=figure["source_id"])
                aside = aside[["table_name", "raw_row", "reason"]]
                shell.table(aside, "card-set-aside", alt="Rows of this source that were not used", wrap=True)
