"""Which of the pay rows on a page the state map colours: one series, named, never a mix of bases."""

import pandas as pd

from insights.words import BASIS, dated, reports


def map_series(rows: pd.DataFrame) -> tuple[str, pd.DataFrame]:
    """The neighbour's official pay when it is on the page, else the role's newest basis with a figure: its name and its values.

    Values: place_id, place_name, value (in the unit of ``rows``; NaN where there is none), label, figure_id; one row a state.
    """
    official = rows[rows["basis"] == "official"]
    if not official.empty:
        measure = "median" if (official["shown_as"] == "median").any() else "mean"
        values = official["shown_low"].where(official["shown_as"] == measure)
        when = dated(official["as_of"].iloc[0], official["reference_year"].iloc[0])
        title = official["occupation_title"].iloc[0]
        name = f"{measure.capitalize()} pay of {title}, a neighbouring occupation, {when}"
        labels = official["wage_note"].map(lambda note: f"wage {note}" if isinstance(note, str) else when)
        return name, _values(official, values, labels)
    role = rows[(rows["relation"] == "role") & (rows["shown_as"] != "range") & rows["shown_low"].notna()]
    role = role[role["basis"] == role["basis"].iloc[0]] if len(role) else role
    said = [f"{reports(row.n_reports)}, {dated(row.as_of, row.reference_year)}" for row in role.itertuples()]
    labels = pd.Series(said, role.index)
    name = f"Pay for peer support, {BASIS[role['basis'].iloc[0]]}" if len(role) else "pay for peer support"
    return name, _values(role, role["shown_low"], labels)


def _values(rows: pd.DataFrame, values: pd.Series, labels: pd.Series) -> pd.DataFrame:
    named = rows[["place_id", "place_name", "figure_id"]]
    return named.assign(value=values.astype(float), label=labels.astype(object))
