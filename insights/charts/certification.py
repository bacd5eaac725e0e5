"""Certification: hours of training each state asks for, and how much is known field by field."""

from collections.abc import Sequence
from typing import Protocol

import pandas as pd

from insights.charts import palette
from insights.charts.frame import MARK_PX, Chart, amount_axis, cut_short, first_rows, points, refusal, tick_step, wrapped
from insights.charts.rows import Row, bars, placed_below, plot_px
from insights.rows import FieldCoverage, StatedValue
from insights.words import listed, states_counted

AXIS_PX = 28
VERIFIED, UNVERIFIED = "● verified", "○ unverified"
HOUR_COLUMNS = [
    *("place_name", "state", "applies_to", "value_number", "unit", "value_text", "verified", "in_conflict", "note"),
    *("sources", "source_url"),
]
COVERAGE_COLUMNS = ["title", "n_states", "n_verified", "n_conflicts", "n_places"]


def training_hours(
    rows: pd.DataFrame, *, state: str | None = None, dark: bool, narrow: bool = False, show_all: bool = False
) -> Chart:
    """Hours of training by state, most first: filled where verified, hollow where not; a conflict has both marks on one row.

    ``rows`` as queries.certification.values of the field training_hours; a text that leaves more than one number possible has
    no mark and is counted in the sentence. 25 rows unless ``show_all``; ``state`` (postal code) is in bold and always drawn.
    """
    held = rows.dropna(subset=["value_number"])
    if held.empty:
        return refusal(
            "We hold no number of training hours with these settings. A certifying body's page with one would fill the gap."
        )
    held = _most_first(held)
    chosen = set(held.loc[held["state"] == state, "name"])
    drawn = held[held["name"].isin(first_rows(held["name"].unique(), show_all, always=chosen))]
    made = [_row(name, of_name, name in chosen) for name, of_name in drawn.groupby("name", sort=False)]
    sentence = _hours_sentence(rows, held) + cut_short(len(made), held["name"].nunique())
    spoken = "; ".join(f"{row.name}: {row.words}" for row in made)
    return Chart(
        _hours_figure(made, drawn, float(held["hours"].max()), dark=dark, narrow=narrow),
        sentence,
        f"Dot plot by state. {sentence} {spoken}.",
        drawn[HOUR_COLUMNS].reset_index(drop=True),
        drawn["name"].tolist(),
    )


def certification_coverage(rows: pd.DataFrame, *, dark: bool, narrow: bool = False) -> Chart:
    """In how many states each field is stated (hatched) and verified (full); ``rows`` as queries.certification.coverage."""
    if rows.empty:
        return refusal("We hold nothing on any state's certification. A page of a certifying body would be a start.")
    n_places = int(rows["n_places"].iloc[0])
    words = [_coverage_words(one) for one in rows.itertuples()]
    stated = [
        Row(one.title, said, float(one.n_states), f"{one.title}: {said}", pale=True)
        for one, said in zip(rows.itertuples(), words, strict=True)
    ]
    verified = [row._replace(end=float(n), pale=False) for row, n in zip(stated, rows["n_verified"], strict=True)]
    title = f"States and DC, of {n_places} · full: verified · hatched: stated, not verified"
    frame, at = placed_below(title, stated, 0, n_places, room=AXIS_PX, dark=dark, narrow=narrow)
    frame["xaxis"] = amount_axis(dark, 0, n_places, dtick=10, tick0=0, side="top")
    color = palette.of(dark).accent
    data = [trace for layer in (stated, verified) for trace in bars(layer, at, color, dark=dark, narrow=narrow)]
    best, least = rows.loc[rows["n_states"].idxmax()], rows.loc[rows["n_states"].idxmin()]
    sentence = (
        f"Stated most often: {best['title'].lower()}, for {best['n_states']} of {n_places}; least often: "
        f"{least['title'].lower()}, for {least['n_states']}. "
        f"Verified: {rows['n_verified'].sum()} of {rows['n_states'].sum()} entries."
    )
    spoken = "; ".join(f"{row.name}: {row.words}" for row in stated)
    alt = f"Bars by field. {sentence} {spoken}."
    return Chart({"data": data, "layout": frame}, sentence, alt, rows[COVERAGE_COLUMNS], rows["title"].tolist())


def _most_first(held: pd.DataFrame) -> pd.DataFrame:
    """The numbers with ``hours`` and the ``name`` of their row, in the order of the rows; what is verified comes first in one."""
    names = [
        f"{one.place_name}, {one.applies_to}" if isinstance(one.applies_to, str) else one.place_name for one in held.itertuples()
    ]
    held = held.assign(name=names, hours=held["value_number"].astype(float))
    most = held.groupby("name")["hours"].transform("max")
    return held.assign(most=most).sort_values(["most", "name", "verified"], ascending=[False, True, False], kind="stable")


def _hours_figure(made: Sequence[Row], drawn: pd.DataFrame, most: float, *, dark: bool, narrow: bool) -> dict:
    """Each number as a mark on the row of its name."""
    title = f"Hours of training · {VERIFIED} · {UNVERIFIED}"
    frame, at = placed_below(title, made, 0, most * 1.02, room=AXIS_PX, dark=dark, narrow=narrow)
    step = tick_step(most, max(2, int(plot_px(frame, narrow) / 72)))
    frame["xaxis"] = amount_axis(dark, 0, most * 1.02, dtick=step, tick0=0, side="top")
    row_of = {row.name: y for row, y in zip(made, at, strict=True)}
    color = palette.of(dark).accent
    marks = points(
        drawn["hours"].tolist(),
        drawn["name"].map(row_of).tolist(),
        marker={
            "symbol": ["circle" if verified else "circle-open" for verified in drawn["verified"]],
            "size": MARK_PX,
            "color": color,
            "line": {"width": 2, "color": color},
        },
        hover=["<br>".join(wrapped(_hover(one), 320)) for one in drawn.itertuples()],
        names=drawn["name"],
    )
    return {"data": [marks], "layout": frame}


def _row(name: str, held: pd.DataFrame, strong: bool) -> Row:
    """One state: '46 hours, verified; 50 hours, unverified: sources disagree'."""
    said = [f"{one.hours:,g} hours, {'verified' if one.verified else 'unverified'}" for one in held.itertuples()]
    if held["in_conflict"].any():
        said[-1] += ": sources disagree"
    return Row(name, "; ".join(said), float(held["hours"].max()), strong=strong)


class _Hours(StatedValue, Protocol):
    """Hours of training that a state asks for, under the name they are drawn by."""

    name: str


def _hover(one: _Hours) -> str:
    noted = f" ({one.note})" if isinstance(one.note, str) else ""
    return f"{one.name}: {one.told}{noted}. {VERIFIED if one.verified else UNVERIFIED}. Source: {one.sources}"


def _hours_sentence(rows: pd.DataFrame, held: pd.DataFrame) -> str:
    """Least, most and most frequent hours, how many are verified, and what has no mark."""
    states = held["state"].drop_duplicates()
    low, high = held.loc[held["hours"].idxmin()], held.loc[held["hours"].idxmax()]
    said = [f"One number of training hours is stated for {states_counted(states)}"]
    if len(states) > 1:
        usual = held.groupby("hours")["state"].nunique()
        said.append(f": from {low['hours']:,g} ({low['place_name']}) to {high['hours']:,g} ({high['place_name']})")
        if usual.max() > 1:
            said.append(f", most often {usual.idxmax():,g} (in {usual.max()} of them)")
    said.append(f". Verified: {held.loc[held['verified'], 'state'].nunique()}.")
    unclear = sorted(set(rows["place_name"]) - set(held["place_name"]))
    if unclear:
        said.append(f" Not drawn, because the words leave more than one number possible: {listed(unclear)}.")
    return "".join(said)


def _coverage_words(one: FieldCoverage) -> str:
    conflicts = f", sources disagree in {one.n_conflicts}" if one.n_conflicts else ""
    return f"{one.n_states} of {one.n_places}, {one.n_verified} verified{conflicts}"
