"""A reader's own offer: what it comes to an hour, whether it can be meant, and where it stands among the figures of a place."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from insights.money import hours_in, is_range
from insights.rows import ComparedPay
from insights.sentences import measures
from insights.words import PER_UNIT, count, dated, listed, listed_places, money, occupation, reports
from pipeline.constants import value

PERCENTILES = {
    "10th": "in_unit_p10",
    "25th": "in_unit_p25",
    "50th": "in_unit_median",
    "75th": "in_unit_p75",
    "90th": "in_unit_p90",
}
LEADS = ("not reported", "anecdote", "thin")


@dataclass(frozen=True)
class Offer:
    """An amount in USD per ``unit`` (hour, week, month, year), for so many hours a week."""

    amount: float
    unit: str
    hours_a_week: float

    @property
    def hourly(self) -> float:
        """USD an hour, to the cent."""
        return round(self.amount / hours_in(self.unit, self.hours_a_week), 2)

    def said(self) -> str:
        """'$20.00 an hour', or '$800.00 a week ($20.00 an hour at 40 hours a week)'."""
        if self.unit == "hour":
            return money(self.amount, "hour")
        return f"{money(self.amount)} {PER_UNIT[self.unit]} ({money(self.hourly, 'hour')} at {self.hours_a_week:g} hours a week)"


def doubt(offer: Offer) -> str:
    """Why the offer can hardly be meant as entered; '' when it can."""
    low, high = float(value("plausible_hourly_low")), float(value("plausible_hourly_high"))
    check = "Check the amount, what it is paid per, and the hours."
    if offer.hourly < low:
        return f"Your offer of {offer.said()} is less than the federal minimum wage of {money(low, 'hour')}. {check}"
    if offer.hourly > high:
        return f"Your offer of {offer.said()} is more than official statistics print for any job ({money(high, 'hour')}). {check}"
    return ""


def standing(offer: Offer, pay: pd.DataFrame) -> list[tuple[str, str]]:
    """Where the offer stands, each basis and occupation for itself: what it is held against, and a sentence on every place.

    ``pay`` as queries.compare.pay.
    """
    return [(measures.title(rows), _sentence(offer.hourly, rows)) for rows in measures.by_measure(pay).values()]


def _sentence(hourly: float, rows: Sequence) -> str:
    """Every place once, those on the same side together."""
    basis, title = rows[0].basis, rows[0].occupation_title
    places: dict[str, list[str]] = {}
    for place, figures in measures.by_place(rows).items():
        for row in figures:
            side, figure = _against(row, hourly, alone=len(figures) == 1)
            places.setdefault(side, []).append(f"{place} ({figure})" if side else place)
    without = places.pop("", [])
    said = []
    if places:
        parts = "; ".join(f"{side} in {listed(found)}" for side, found in places.items())
        said.append(f"Your {money(hourly, 'hour')} is {parts.replace('the median', f'the median of {occupation(title)}', 1)}.")
    if without:
        official = f"official wage of {occupation(title)}"
        what = {"official": official, "posted": "job ad that states pay"}.get(basis, f"{basis} pay")
        said.append(f"We hold no {what} in {listed_places(without) if places else 'any of these places'}.")
    return " ".join(said)


def _against(row: ComparedPay, hourly: float, *, alone: bool) -> tuple[str, str]:
    """Above or below what, and that figure in words; two empty texts where it states no amount."""
    if row.basis == "official":
        return _among_percentiles(row, hourly)
    if row.basis == "posted":
        return _beside_ads(row, hourly)
    amount = row.shown_low
    if pd.isna(amount) or is_range(row):
        return "", ""
    n = reports(row.n_reports) if pd.isna(row.n_reports) else count(row.n_reports, "report")
    lead = ": a lead, not a fact" if row.n_class in LEADS else ""
    return (
        f"{_side(hourly, amount)} {'the one' if alone else 'a'} {row.basis} average",
        f"{money(amount)}, {n}, {dated(row.as_of, row.reference_year)}{lead}",
    )


def _among_percentiles(row: ComparedPay, hourly: float) -> tuple[str, str]:
    if row.shown_as != "median":
        return "", ""
    known = [(name, round(getattr(row, column), 2)) for name, column in PERCENTILES.items() if not pd.isna(getattr(row, column))]
    below = [name for name, amount in known if amount <= hourly]
    above = [name for name, amount in known if amount > hourly]
    if below and above:
        where = f"between the {below[-1]} and {above[0]} percentile"
    else:
        where = f"below the {above[0]} percentile" if above else f"above the {below[-1]} percentile"
    return f"{_side(hourly, row.shown_low)} the median ({where})", money(row.shown_low)


def _beside_ads(row: ComparedPay, hourly: float) -> tuple[str, str]:
    low = row.shown_high if pd.isna(row.shown_low) else row.shown_low
    if pd.isna(low):
        return "", ""
    high, ads = row.shown_high, f"{count(row.n_reports, 'ad')}, {dated(row.as_of, row.reference_year)}"
    if pd.isna(high) or round(low, 2) == round(high, 2):
        what = "the lowest pay that job ads state" if pd.isna(high) else "what job ads state"
        return f"{_side(hourly, low)} {what}", f"{money(low)}, {ads}"
    side = "below all" if hourly < round(low, 2) else "above all" if hourly > round(high, 2) else "within"
    return f"{side} that job ads state".replace("within that", "within what"), f"{money(low)} to {money(high)}, {ads}"


def _side(hourly: float, amount: float) -> str:
    shown = round(float(amount), 2)
    if hourly == shown:
        return "equal to"
    return "above" if hourly > shown else "below"
