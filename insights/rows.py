"""Which columns a function reads of one row of a frame, as ``itertuples`` gives it: once, for everybody who reads such rows.

A missing number is NaN; a missing text or date is whatever pandas puts in its place, which ``pd.isna`` tells.
"""

from collections.abc import Sequence
from typing import Protocol


class Shown(Protocol):
    """The ends of the amount that speaks for a pay figure, as mart.pay decides it."""

    shown_low: float
    shown_high: float


class ShownAs(Protocol):
    """Which amount speaks for a pay figure: 'point', 'median', 'mean' or 'range'."""

    shown_as: str


class PayFigure(Shown, Protocol):
    """A figure of mart.pay: what it is of, and what it rests on."""

    place_name: str
    occupation_title: str
    basis: str
    n_reports: float
    as_of: object
    reference_year: float


class HourlyPay(PayFigure, Protocol):
    """A row of mart.pay with its percentiles in USD an hour."""

    hourly_p10: float
    hourly_p25: float
    hourly_median: float
    hourly_p75: float
    hourly_p90: float


class ComparedPay(PayFigure, ShownAs, Protocol):
    """A figure of one of the places compared, empty where nothing is held: queries.compare.pay."""

    compared: str
    compared_kind: str
    place_kind: str
    figure_id: str
    n_class: str
    wage_note: str
    in_unit_low: float
    in_unit_high: float
    in_unit_p10: float
    in_unit_p25: float
    in_unit_p75: float
    in_unit_p90: float
    area_name: str
    price_parity: float
    price_parity_year: float


class ComparedAds(Protocol):
    """The job ads of one of the places compared, counted: queries.compare.ads."""

    compared: str
    compared_id: str
    n_postings: int
    n_part_time: int
    n_either: int
    n_not_stated: int
    first_year: float
    last_year: float


class Projection(Protocol):
    """What one cycle projects for an occupation in a place: queries.growth.figures, queries.compare.growth."""

    place_name: str
    occupation_title: str
    percent_change: float
    cycle: str


class FacilityShare(Protocol):
    """How many facilities offer peer support: the counts of queries.facilities."""

    n_facilities: int
    n_answered: int
    n_offering: int
    percent_of_answered: float
    percent_of_all: float


class Ad(Protocol):
    """A job ad of mart.postings, by what charts count ads by."""

    setting: str
    employer_type: str
    state_name: str
    ad_month: object
    schedule_flags: Sequence[str]
    hours_per_week_low: float
    hours_per_week_high: float


class StatedValue(Protocol):
    """A value that is stated for a field of certification, with its sources: queries.certification.values."""

    told: str
    applies_to: object
    note: object
    verified: bool
    in_conflict: bool
    sources: str
    source_url: object


class StatedField(Protocol):
    """What a state asks in a field, its values together: queries.certification.of_states."""

    value: str
    n_values: int
    verified: bool
    in_conflict: bool


class StatedEntry(Protocol):
    """An entry as its source states it, a row of mart.certification."""

    value_text: str
    unit: str
    applies_to: str
    verified: bool
    source: str
    source_date: str


class FieldCoverage(Protocol):
    """In how many states a field is stated, verified and in conflict: queries.certification.coverage."""

    n_places: int
    n_states: int
    n_verified: int
    n_conflicts: int
