"""Facilities that offer peer support: shares of the facilities that answered, each with how many they are."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

import pandas as pd

from insights.charts import palette
from insights.charts.classes import PERCENT
from insights.charts.frame import Chart, cut_short, first_rows, line_upright, note, points, refusal
from insights.charts.lines import Line, labelled_lines
from insights.charts.map import measured_map
from insights.charts.rows import Placed, Row, dots, percent_axis, placed_below
from insights.rows import FacilityShare
from insights.words import count, listed, percent
from pipeline.constants import value

COUNTS = ["n_offering", "n_not_offering", "n_not_answered", "n_answered", "n_facilities", "percent_of_answered", "percent_of_all"]
AXIS_PX, NATION_PX, TITLE_LINE_PX = 28, 20, 18
AXIS_TITLE = "Facilities that offer peer support, in percent of those that answered; then how many of how many"
NATION, NATION_NAME = "US", "United States"
FEW = f"Fewer than {value('n_anecdote_below')} answers: leads, not ranks"


def facility_share_map(rows: pd.DataFrame, *, year: int, dark: bool, narrow: bool = False) -> Chart:
    """The share of each state's facilities that offer peer support, of those that answered; without an answer it is hatched.

    ``rows`` as queries.facilities.by_state.
    """
    said = [f"{_of(one)} that answered, {year}" if one.n_answered else f"none answered, {year}" for one in rows.itertuples()]
    values = rows[["place_id", "place_name"]].assign(value=rows["percent_of_answered"].astype(float), label=said)
    what = f"Share of the facilities that answered in {year} and offer peer support"
    drawn = measured_map(values, PERCENT, what=what, dark=dark, narrow=narrow)
    shown = rows[["place_id", "place_name", *COUNTS]].reset_index(drop=True) if len(drawn.rows) else drawn.rows
    return Chart(drawn.figure, drawn.sentence, drawn.alt, shown, drawn.names)


def facility_share_ranking(
    rows: pd.DataFrame,
    nation: pd.DataFrame,
    *,
    year: int,
    place_id: str | None = None,
    dark: bool,
    narrow: bool = False,
    show_all: bool = False,
) -> Chart:
    """States by share, highest first, with the nation as a line; ``place_id`` is drawn in the accent, and always drawn.

    ``rows`` as queries.facilities.by_state; ``nation`` has the nation's row of the same year. 25 states unless ``show_all``.
    """
    held = _comparable_first(rows)
    if held.empty:
        return refusal(f"We hold no answer from any such facility for {year}. Another year or kind of facility would have some.")
    drawn = held[held["place_id"].isin(first_rows(held["place_id"], show_all, always=[place_id]))]
    of_nation = nation.dropna(subset=["percent_of_answered"]).assign(place_id=NATION, place_name=NATION_NAME)
    national = float(of_nation["percent_of_answered"].iloc[0]) if len(of_nation) else None
    made = _rows(drawn, "place_name", drawn["place_id"] == place_id)
    high = _round_up(max(held["percent_of_answered"].max(), national or 0))
    frame, at = _on_percent_axis(AXIS_TITLE, made, high, room=NATION_PX + AXIS_PX, dark=dark, narrow=narrow)
    if national is not None:
        _nation_line(frame, national, high, dark)
    sentence = _ranking_sentence(held, of_nation, place_id, year) + cut_short(len(drawn), len(held), "place")
    spoken = "; ".join(f"{row.name} {row.words}" for row in made[:5])
    shown = pd.concat([drawn, of_nation], ignore_index=True)
    return Chart(
        {"data": [dots(made, at, "official", dark=dark)], "layout": frame},
        sentence,
        f"Dot plot of states. {sentence} First rows: {spoken}.",
        shown[["place_id", "place_name", *COUNTS]],
        shown["place_name"].tolist(),
    )


def facility_share_by_type(
    rows: pd.DataFrame, *, year: int, where: str, nation: pd.DataFrame | None = None, dark: bool, narrow: bool = False
) -> Chart:
    """The share by kind of facility (type, owner or setting), highest first, in ``where``; the nation's as hollow marks beside.

    ``rows`` as queries.facilities.by_facility_type, by_ownership or by_setting; ``nation`` the same cut of the nation, or None.
    """
    drawn = _comparable_first(rows)
    if drawn.empty:
        return refusal(f"We hold no answer from a facility in {where} for {year}. Another year would have some.")
    same = rows.head(0) if nation is None else nation.dropna(subset=["percent_of_answered"])
    same = same[same["title"].isin(drawn["title"])]
    made = _rows(drawn, "title", [nation is not None] * len(drawn))
    beside = dict(zip(same["title"], same["percent_of_answered"].astype(float), strict=True))
    high = _round_up(max([*drawn["percent_of_answered"], *beside.values()]))
    sentence = _extremes(drawn, "title", f"{where}, {year}")
    spoken = "; ".join(f"{row.name}: {row.words}" for row in made)
    alt = f"Dot plot of kinds of facility. {sentence} {spoken}."
    shown = pd.concat([drawn.assign(place_name=where), same.assign(place_name=NATION_NAME)], ignore_index=True)
    columns = ["place_id", "place_name", "title", *COUNTS, *(["note"] if "note" in drawn else [])]
    names = [*drawn["title"], *map(_in_nation, same["title"])]
    return Chart(_kinds_figure(made, beside, where, high, dark=dark, narrow=narrow), sentence, alt, shown[columns], names)


def facility_trend(rows: pd.DataFrame, *, dark: bool, narrow: bool = False) -> Chart:
    """The share by year, of the nation and, where ``rows`` hold one, a state; ``rows`` as queries.facilities.state_and_nation."""
    drawn = rows.dropna(subset=["percent_of_answered"]).sort_values(["place_id", "year"], ignore_index=True)
    if drawn.empty:
        return refusal("We hold no year of this kind of facility. The survey's other kinds have 2015 to 2020.")
    by_place = [held for _, held in drawn.groupby("place_id", sort=False)]
    years = sorted(int(year) for year in drawn["year"].unique())
    figure = labelled_lines(
        [_line(held, palette.of(dark)) for held in by_place],
        title="Percent of the facilities that answered",
        time_axis={"range": [years[0] - 0.2, years[-1] + 0.2], "dtick": 1, "tick0": years[0], "tickformat": "d"},
        low=0,
        high=_round_up(drawn["percent_of_answered"].max()),
        suffix="%",
        dark=dark,
        narrow=narrow,
    )
    sentence = f"{'; '.join(map(_first_and_last, by_place))}."
    spoken = "; ".join(f"{one.place_name} {one.year} {percent(one.percent_of_answered)}" for one in drawn.itertuples())
    shown, names = drawn[["place_id", "place_name", "year", *COUNTS]], [_named(one) for one in drawn.itertuples()]
    return Chart(figure, sentence, f"Line by year. {sentence} {spoken}.", shown, names)


def _on_percent_axis(title: str, made: Sequence[Row], high: float, *, room: float, dark: bool, narrow: bool) -> Placed:
    frame, at = placed_below(title, made, 0, high, room=room, dark=dark, narrow=narrow, line_px=TITLE_LINE_PX)
    percent_axis(frame, dark, 0, high, narrow)
    return Placed(frame, at)


def _kinds_figure(made: Sequence[Row], beside: Mapping[str, float], where: str, high: float, *, dark: bool, narrow: bool) -> dict:
    """A mark for each kind of facility, and beneath it the nation's, hollow, where ``beside`` holds one."""
    title = f"{AXIS_TITLE} · ■\u00a0{where} · □\u00a0United\u00a0States" if beside else AXIS_TITLE
    # The words of a row stand right of both its marks.
    reaching = [row._replace(end=max(row.end, beside.get(row.name, 0))) for row in made]
    frame, at = _on_percent_axis(title, reaching, high, room=AXIS_PX, dark=dark, narrow=narrow)
    data = [dots(made, at, "official", dark=dark)]
    if beside:
        color = palette.of(dark).mark["official"]
        hollow = [(row.name, beside[row.name], y) for row, y in zip(made, at, strict=True) if row.name in beside]
        of_nation = points(
            [share for _, share, _ in hollow],
            [y for *_, y in hollow],
            marker={"symbol": "square-open", "size": 10, "color": color, "line": {"width": 2, "color": color}},
            hover=[f"{NATION_NAME}: {percent(share)}" for _, share, _ in hollow],
            names=[_in_nation(name) for name, *_ in hollow],
        )
        data.insert(0, of_nation)
    return {"data": data, "layout": frame}


def _in_nation(kind: str) -> str:
    """What the nation's mark of a kind of facility is called."""
    return f"{kind}, {NATION_NAME}"


def _line(held: pd.DataFrame, theme: palette.Theme) -> Line:
    """The years of one place."""
    last = held.iloc[-1]
    return Line(
        name=last["place_name"],
        x=held["year"].tolist(),
        y=held["percent_of_answered"].astype(float).tolist(),
        hover=[f"<b>{_named(one)}</b><br>{_both_shares(one)}" for one in held.itertuples()],
        names=[_named(one) for one in held.itertuples()],
        last=f"{percent(last['percent_of_answered'])} in {last['year']}",
        color=theme.mark["official"] if last["place_id"] == NATION else theme.accent,
    )


def _first_and_last(held: pd.DataFrame) -> str:
    """'Ohio: 30% in 2015, 40% in 2020 (40 of 100 facilities)'."""
    first, last = held.iloc[0], held.iloc[-1]
    start = f"{percent(first['percent_of_answered'])} in {first['year']}, " if len(held) > 1 else ""
    return f"{last['place_name']}: {start}{percent(last['percent_of_answered'])} in {last['year']} ({_of(last)})"


def _both_shares(one: FacilityShare) -> str:
    """The share of those that answered and of all facilities, on two lines."""
    return (
        f"{percent(one.percent_of_answered)} of those that answered, {_of(one)}"
        f"<br>{percent(one.percent_of_all)} of all {count(one.n_facilities, 'facility', 'facilities')}"
    )


class _YearOfPlace(Protocol):
    """A point of a line: a year of a place."""

    place_name: str
    year: int


def _named(one: _YearOfPlace) -> str:
    """What a year of a place is called: 'Ohio, 2020'."""
    return f"{one.place_name}, {one.year}"


def _comparable_first(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with an answer; ``few`` is True for those with too few to compare, which come last."""
    held = rows.dropna(subset=["percent_of_answered"])
    held = held.assign(few=held["n_answered"] < value("n_anecdote_below"))
    return held.sort_values("few", kind="stable", ignore_index=True)


def _rows(drawn: pd.DataFrame, name: str, strong: Iterable[bool]) -> list[Row]:
    """A row for each place or kind ('58.5%  100 of 171'), those with few answers below a heading of their own."""
    made: list[Row] = []
    for one, is_strong in zip(drawn.itertuples(), strong, strict=True):
        title = getattr(one, name)
        if one.few and not any(row.name == FEW for row in made):
            made.append(Row(FEW))
        noted = getattr(one, "note", None)
        hover = f"<b>{title}</b><br>{_both_shares(one)}" + (f"<br>{noted}" if isinstance(noted, str) else "")
        words = f"{percent(one.percent_of_answered)}  {one.n_offering:,} of {one.n_answered:,}"
        made.append(Row(title, words, float(one.percent_of_answered), hover, is_strong))
    return made


def _of(one: FacilityShare) -> str:
    """'100 of 171 facilities', for a row of a frame or a named tuple."""
    return f"{one.n_offering:,} of {count(one.n_answered, 'facility', 'facilities')}"


def _round_up(share: float) -> float:
    """The end of a percent axis: the next ten, at least ten."""
    return max(10.0, min(100.0, -(-share // 10) * 10))


def _nation_line(frame: dict, share: float, high: float, dark: bool) -> None:
    theme = palette.of(dark)
    dotted = {"color": theme.quiet, "width": 1, "dash": "dot"}
    frame["shapes"].append(line_upright(share, dotted, layer="below"))
    words = note(f"{NATION_NAME} {percent(share)}", color=theme.quiet, x=share, y=1, yref="paper", yanchor="bottom")
    frame["annotations"].append({**words, "yshift": AXIS_PX - 6, "xanchor": "center" if share < high * 0.8 else "right"})


def _ranking_sentence(held: pd.DataFrame, nation: pd.DataFrame, place_id: str | None, year: int) -> str:
    said = [_extremes(held, "place_name", str(year))]
    chosen = held[held["place_id"] == place_id]
    if len(chosen):
        one = chosen.iloc[0]
        rank = "" if one["few"] else f", number {chosen.index[0] + 1} of {(~held['few']).sum()}"
        said.append(f"{one['place_name']}: {_share(one)}{rank}.")
    if len(nation):
        said.append(f"{NATION_NAME}: {_share(nation.iloc[0])}.")
    return " ".join(said)


def _extremes(held: pd.DataFrame, name: str, when: str) -> str:
    """Highest and lowest of the rows with enough answers to compare, and how many have too few."""
    enough = held[~held["few"]]
    if len(enough) < 2:
        shown = [f"{one[name]}, {_share(one)}" for _, one in (enough if len(enough) else held.head(3)).iterrows()]
        return f"{when[0].upper()}{when[1:]}: {'; '.join(shown)}."
    first, last = enough.iloc[0], enough.iloc[-1]
    few = "" if len(enough) == len(held) else f" Not compared, with fewer than {value('n_anecdote_below')} answers: "
    rest = held[held["few"]][name].tolist()
    few += f"{listed(rest) if len(rest) < 4 else len(rest)}." if few else ""
    return f"Highest in {when}: {first[name]}, {_share(first)}; lowest: {last[name]}, {_share(last)}.{few}"


def _share(one: pd.Series) -> str:
    return f"{percent(one['percent_of_answered'])} ({int(one['n_offering']):,} of {int(one['n_answered']):,})"
