"""Job ads counted by setting, kind of employer, state or working time; every bar starts at zero and carries its n."""

from collections.abc import Sequence

import pandas as pd

from insights.charts import palette
from insights.charts.frame import Chart, cut_short, first_rows, refusal
from insights.charts.rows import Row, bars, placed
from insights.words import NOT_STATED, count, listed, posting_class

NO_ADS = "We hold no job ad for peer support with these choices. An earlier year, or all states, would show some."


def posting_counts(
    rows: pd.DataFrame,
    *,
    by: str,
    what: str,
    first: Sequence[str] = (),
    chosen: str | None = None,
    dark: bool,
    narrow: bool = False,
    show_all: bool = False,
) -> Chart:
    """Job ads in each class of the column ``by``, most first, those that do not state it last and hatched.

    ``rows``: ``by`` (a class, or a name; NULL or 'not_stated' where no ad states it) and n_postings. ``what`` is what the classes
    are, such as 'setting'. Classes in ``first`` keep that order, and stand even with no ad; the ``chosen`` one is in the accent.
    25 classes unless ``show_all``; the chosen one and 'not stated' are always drawn.
    """
    held = counted(rows, by, first)
    if held["n_postings"].sum() == 0:
        return refusal(NO_ADS)
    strong = None if chosen is None else posting_class(chosen)
    drawn = held[held["title"].isin(first_rows(held["title"], show_all, always=[strong, NOT_STATED]))]
    made = [_bar(one.title, one.n_postings, one.title == strong) for one in drawn.itertuples()]
    frame, at = placed(made, 0, float(drawn["n_postings"].max()), dark=dark, narrow=narrow)
    sentence = _counts_sentence(held, what) + cut_short(len(drawn), len(held))
    spoken = "; ".join(f"{one.title} {one.n_postings}" for one in drawn.itertuples())
    return Chart(
        {"data": bars(made, at, palette.of(dark).mark["posted"], dark=dark, narrow=narrow), "layout": frame},
        sentence,
        f"Bars of job ads by {what}. {sentence} {spoken}.",
        drawn.rename(columns={"title": what.replace(" ", "_")}).reset_index(drop=True),
        drawn["title"].tolist(),
    )


def counted(rows: pd.DataFrame, by: str, first: Sequence[str] = ()) -> pd.DataFrame:
    """``title`` and n_postings of each class, in words: those in ``first``, then by count; 'not stated' always, last."""
    held = rows.assign(title=rows[by].map(posting_class)).groupby("title", as_index=False)["n_postings"].sum()
    order = [*map(posting_class, first)]
    by_count = held.sort_values(["n_postings", "title"], ascending=[False, True])["title"]
    order += [title for title in by_count if title not in order and title != NOT_STATED]
    counts = held.set_index("title")["n_postings"].reindex([*order, NOT_STATED], fill_value=0)
    return counts.astype(int).reset_index()


def schedule_flags(rows: pd.DataFrame, *, dark: bool, narrow: bool = False) -> Chart:
    """Job ads that ask for evenings, weekends, nights or being on call, and those that state none of them, hatched and last.

    ``rows``: schedule_flag (NULL or 'not_stated' for the ads that state none) and n_postings; an ad may state several.
    """
    chart = posting_counts(
        rows,
        by="schedule_flag",
        what="working time",
        first=["evenings", "weekends", "nights", "on_call"],
        dark=dark,
        narrow=narrow,
    )
    if chart.rows.empty:
        return chart
    counts = dict(zip(chart.rows["working_time"], chart.rows["n_postings"], strict=True))
    silent = counts.pop(NOT_STATED)
    said = listed([f"{name.lower()} ({n})" for name, n in counts.items()])
    sentence = f"Job ads that name {said}; {count(silent, 'ad')} {'names' if silent == 1 else 'name'} none of them."
    return Chart(chart.figure, sentence, f"Bars of job ads by working time. {sentence}", chart.rows, chart.names)


def _bar(title: str, n: int, strong: bool) -> Row:
    return Row(title, f"n={n:,}", float(n), f"{title}: {count(n, 'job ad')}", strong, pale=title == NOT_STATED)


def _counts_sentence(drawn: pd.DataFrame, what: str) -> str:
    """'Most often: a (30), b (20) and c (9); 20 ads name no setting.'"""
    stated = drawn[(drawn["title"] != NOT_STATED) & (drawn["n_postings"] > 0)]
    silent = int(drawn.loc[drawn["title"] == NOT_STATED, "n_postings"].iloc[0])
    none = f"{count(silent, 'ad')} {'names' if silent == 1 else 'name'} no {what}" if silent else f"every ad names its {what}"
    if stated.empty:
        return f"{none[0].upper()}{none[1:]}."
    most = stated.nlargest(3, "n_postings")
    said = listed([f"{one.title} ({one.n_postings:,})" for one in most.itertuples()])
    if len(stated) == 1:
        return f"The one {what} named: {said}; {none}."
    return f"Most often: {said}; {none}." if len(stated) > 3 else f"Named: {said}; {none}."
