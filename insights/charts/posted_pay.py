"""What job ads pay an hour, by employment type; ads that stand for no pay today are counted and not drawn."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple, Protocol

import pandas as pd

from insights.charts import palette
from insights.charts.employment import EMPLOYMENT_TYPES
from insights.charts.figures import row_lines
from insights.charts.frame import Chart, amount_axis, hidden_axis, inner_px, layout, note, refusal, tick_step, wrapped
from insights.charts.rows import TITLE_LINE_PX, Row, heading, text_lines, triangles
from insights.words import count, listed, money, month, posting_class

TITLE = "US dollars an hour · ▲ the pay an ad states, with a line to the top of its range"
AXIS_PX, LANE_PX, LINE_PX, GROUP_GAP_PX = 28, 13, 18, 14
CANCELLED = "cancelled_announcement"
PAY_GROUPS = {
    **{kind: posting_class(kind) for kind in EMPLOYMENT_TYPES},
    CANCELLED: "Cancelled federal announcements, scales over several grades",
}


class _Group(NamedTuple):
    """The ads of one type: what it is called, its number and span in words, and its ads, ``low`` and ``high`` pay an hour."""

    name: str
    words: str
    ads: pd.DataFrame


def posted_pay_by_employment_type(rows: pd.DataFrame, *, dark: bool, narrow: bool = False) -> Chart:
    """What each ad pays an hour: a triangle at the amount, or at the low end of its range with a line to the high end.

    ``rows`` as queries.postings.pay, one an ad. Cancelled announcements stand apart; ads that stand for no pay today
    (``left_out_of_pay``) are counted and not drawn.
    """
    drawn = rows[rows["left_out_of_pay"].isna()]
    if drawn.empty:
        return refusal("We hold no pay an hour for today in these job ads. A newer ad that states its pay would fill the gap.")
    groups = _groups(drawn)
    drawn = pd.concat([group.ads for group in groups])
    names = _ad_names(drawn)
    sentence = _sentence(groups, rows["left_out_of_pay"].dropna())
    return Chart(
        _figure(groups, drawn, names, dark=dark, narrow=narrow),
        sentence,
        f"Marks of pay by job ad, in US dollars an hour. {sentence}",
        drawn.drop(columns=["low", "high", "kind"]).reset_index(drop=True),
        names,
    )


def _groups(drawn: pd.DataFrame) -> list[_Group]:
    """Every employment type, with no ad too; cancelled announcements where there are any, last. The lowest pay comes first."""
    low, high = drawn["pay_low_usd_hour"].astype(float), drawn["pay_high_usd_hour"].astype(float)
    cancelled = drawn["flags"].map(lambda flags: CANCELLED in flags)
    kind = drawn["employment_type"].fillna("not_stated").mask(cancelled, CANCELLED)
    drawn = drawn.assign(low=low.fillna(high), high=high.fillna(low), kind=kind).sort_values(["low", "high"])
    groups = []
    for kind, name in PAY_GROUPS.items():
        ads = drawn[drawn["kind"] == kind]
        if len(ads) or kind != CANCELLED:
            words = f"n={len(ads)}" + (f", {_pay(ads['low'].min(), ads['high'].max())}" if len(ads) else "")
            groups.append(_Group(name, words, ads))
    return groups


def _figure(groups: Sequence[_Group], drawn: pd.DataFrame, names: Sequence[str], *, dark: bool, narrow: bool) -> dict:
    """The groups below each other, an ad a lane; ``drawn`` are the ads of all of them, in their order."""
    theme = palette.of(dark)
    notes, at, down = _lanes(groups, theme, narrow)
    title = wrapped(TITLE, inner_px(narrow))
    top = TITLE_LINE_PX * len(title) + AXIS_PX
    frame = layout(dark, top + down, left=0, right=12, top=top)
    low, high = drawn["low"].min(), drawn["high"].max()
    air = 0.04 * (high - low) + 0.5
    low, high = max(0.0, low - air), high + air
    step = tick_step(high - low, 4 if narrow else 10)
    frame["xaxis"] = amount_axis(dark, low, high, dtick=step, tick0=0, tickprefix="$", side="top")
    frame["yaxis"] = hidden_axis(down, 0)
    frame["annotations"] = notes
    heading(frame, title, dark)
    lines = row_lines(zip(drawn["low"], drawn["high"], at, strict=True), theme.mark["posted"], 2)
    hover = [_hover(one) for one in drawn.itertuples()]
    marks = triangles(drawn["low"].tolist(), at, hover=hover, names=names, dark=dark)
    return {"data": [lines, marks], "layout": frame}


def _lanes(groups: Sequence[_Group], theme: palette.Theme, narrow: bool) -> tuple[list[dict], list[float], float]:
    """The words above each group, how many pixels from the top each ad's lane is, and where the last group ends."""
    notes, at, down = [], [], 0.0
    for group in groups:
        lines = text_lines(Row(group.name, group.words), inner_px(narrow))
        where = {"x": 0, "xref": "paper", "y": down + 2, "yanchor": "top"}
        notes.append(note("<br>".join(lines), color=theme.ink, bgcolor=theme.page, **where))
        down += LINE_PX * len(lines) + 6
        at += [down + LANE_PX * (index + 0.5) for index in range(len(group.ads))]
        down += LANE_PX * len(group.ads) + GROUP_GAP_PX
    return notes, at, down


def _sentence(groups: Sequence[_Group], left_out: pd.Series) -> str:
    """What each group spans; how many ads are not drawn, by ``left_out``, their reason."""
    said = "; ".join(f"{group.name.lower()} {group.words}" for group in groups)
    sentence = f"{count(sum(len(group.ads) for group in groups), 'job ad')} with pay an hour: {said}."
    if left_out.empty:
        return sentence
    reasons = listed([f"{count(n, 'ad')} (reason: {reason})" for reason, n in left_out.value_counts().items()])
    return f"{sentence} Not drawn: {reasons}."


class _Ad(Protocol):
    """An ad as it is drawn, both ends of its pay in USD an hour."""

    title: str
    place_name: str
    employment_type: str
    posted_on: object
    low: float
    high: float


def _hover(one: _Ad) -> str:
    return (
        f"<b>{one.title}</b><br>{_place(one)}, {month(one.posted_on)}"
        f"<br>{_pay(one.low, one.high)} an hour, {posting_class(one.employment_type).lower()}"
    )


def _ad_names(drawn: pd.DataFrame) -> list[str]:
    """What each ad is called in a list: its title, its place, its pay and, of ads alike in these, which of them."""
    said = [f"{one.title}, {_place(one)}, {_pay(one.low, one.high)}" for one in drawn.itertuples()]
    times, seen = Counter(said), Counter()
    names = []
    for name in said:
        seen[name] += 1
        names.append(f"{name}, ad {seen[name]}" if times[name] > 1 else name)
    return names


def _place(one: _Ad) -> str:
    return "place not stated" if pd.isna(one.place_name) else one.place_name


def _pay(low: float, high: float) -> str:
    return money(low) if low == high else f"{money(low)} to {money(high)}"
