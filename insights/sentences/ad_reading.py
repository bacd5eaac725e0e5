"""What the normaliser read from one pasted ad, in words, and where its pay stands among the figures of its state."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from insights import queries
from insights.money import amount_of
from insights.reader import Reader
from insights.rows import HourlyPay, PayFigure
from insights.words import PER_UNIT, dated, listed, money, occupation, posting_class

NOT_STATED = "not stated"


def fields(ad: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Name and words of every field that the normaliser reads, 'not stated' where the ad does not say."""
    return [
        ("Title", str(ad["title"])),
        ("Role", f"peer support ({ad['role_rule']})" if ad["role"] else f"not read as peer support ({_said(ad['role_rule'])})"),
        ("Place", ", ".join(filter(None, [ad["city"], ad["state"]])) or _said(ad["place_note"])),
        ("Way of working", _plain(ad["remote_mode"]).replace("unknown", NOT_STATED)),
        ("Setting", posting_class(str(ad["setting"]))),
        ("Hours", posting_class(ad["employment_type"])),
        ("Hours a week", _span(ad["hours_per_week_low"], ad["hours_per_week_high"], "{:g}")),
        ("Schedule", listed([posting_class(flag) for flag in ad["schedule_flags"] or []]) or NOT_STATED),
        ("Pay as read", _pay(ad)),
        ("Pay an hour", _span(ad["pay_low_usd_hour"], ad["pay_high_usd_hour"], "${:,.2f}")),
        ("Note on pay", _said(ad["pay_note"], "")),
        ("Certification", _plain(ad["certification"])),
        ("Lived experience", _plain(ad["lived_experience"])),
    ]


def compared_with(reader: Reader, ad: Mapping[str, Any]) -> pd.DataFrame:
    """The figures of the ad's state that its pay is held against, rows of mart.pay; none where its pay or state is not known."""
    return queries.pay.of_state(reader, state=str(ad["state"]) if _amounts(ad) and ad["state"] else "")


def standing(reader: Reader, ad: Mapping[str, Any]) -> list[str]:
    """Where the ad's hourly pay stands among the figures of its state, one sentence a basis; or why that cannot be said."""
    amounts = _amounts(ad)
    if not amounts:
        return ["The ad states no pay that we can read as an hourly amount, so it cannot be compared."]
    if not ad["state"]:
        return ["We know no state for this ad, so its pay cannot be compared. Add the place of the job above."]
    low, high = min(amounts), max(amounts)
    rows = compared_with(reader, ad)
    said = [_among_neighbours(row, low, high) for row in rows[rows["relation"] == "neighbour"].itertuples()]
    role = rows[rows["relation"] == "role"]
    said += [_beside_the_role(row, low, high) for row in role.itertuples()]
    if role.empty:
        said.append(f"We hold no figure for peer support itself in {ad['state']}.")
    return [sentence for sentence in said if sentence]


def _amounts(ad: Mapping[str, Any]) -> list[float]:
    return [float(ad[name]) for name in ("pay_low_usd_hour", "pay_high_usd_hour") if ad[name] is not None]


def _among_neighbours(row: HourlyPay, low: float, high: float) -> str:
    """'$18.50 to $21.00 an hour lies between ...' for one neighbour's percentiles."""
    marks = [("10th percentile", row.hourly_p10), ("25th percentile", row.hourly_p25), ("median", row.hourly_median)]
    marks += [("75th percentile", row.hourly_p75), ("90th percentile", row.hourly_p90)]
    known = [(name, float(value)) for name, value in marks if not pd.isna(value)]
    if not known:
        return ""
    middle = (low + high) / 2
    below = [(name, value) for name, value in known if value <= middle]
    above = [(name, value) for name, value in known if value > middle]
    if below and above:
        where = f"between their {below[-1][0]} ({money(below[-1][1])}) and their {above[0][0]} ({money(above[0][1], 'hour')})"
    elif above:
        where = f"below their {above[0][0]} ({money(above[0][1], 'hour')})"
    else:
        where = f"above their {below[-1][0]} ({money(below[-1][1], 'hour')})"
    who = f"{occupation(row.occupation_title)} in {row.place_name}, {dated(row.as_of, row.reference_year)}"
    return f"Among {who}, a neighbouring occupation, the middle of the ad's pay lies {where}."


def _beside_the_role(row: PayFigure, low: float, high: float) -> str:
    n = "n not stated" if pd.isna(row.n_reports) else f"n={int(row.n_reports)}"
    kind = {"reported": "Reported on pay sites", "posted": "Stated in job ads", "surveyed": "Surveyed"}[row.basis]
    held = f"{amount_of(row)} {PER_UNIT['hour']}"
    return f"{kind} for peer support in {row.place_name}: {held} ({n}, {dated(row.as_of, row.reference_year)})."


def _pay(ad: Mapping[str, Any]) -> str:
    if ad["pay_low"] is None and ad["pay_high"] is None:
        return NOT_STATED
    amounts = _span(ad["pay_low"], ad["pay_high"], "${:,.2f}")
    unit = str(ad["pay_unit"])
    return f"{amounts} {PER_UNIT.get(unit, 'with no period stated' if unit == 'not_stated' else 'a ' + unit)}"


def _span(low: float | None, high: float | None, form: str) -> str:
    stated = [form.format(float(amount)) for amount in (low, high) if amount is not None]
    return " to ".join(dict.fromkeys(stated)) or NOT_STATED


def _plain(word: object) -> str:
    return str(word).replace("_", " ") if word else NOT_STATED


def _said(note: object, otherwise: str = NOT_STATED) -> str:
    return str(note) if note else otherwise
