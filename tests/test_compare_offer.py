"""A reader's offer: what it comes to an hour, when it cannot be meant, and where it stands among the figures of a place."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from insights.money import AMOUNTS, STATED, UNITS, hours_in
from insights.sentences.offer import Offer, doubt, standing
from tests.spoken import spoken

NEIGHBOUR = "Social and Human Service Assistants"


def figure(basis: str, place: str = "Ohio", **stated) -> dict[str, object]:
    """One row of queries.compare.pay; without an amount it is a row where nothing is held."""
    official = basis == "official"
    row = {
        **dict.fromkeys(AMOUNTS, np.nan),
        **{"compared_id": place, "compared": place, "compared_kind": "state", "place_kind": "state", "place_name": place},
        **{"basis": basis, "occupation_title": NEIGHBOUR if official else "Peer support specialist"},
        **{"n_reports": pd.NA, "n_class": None if official else "not reported"},
        **{"as_of": pd.Timestamp(2025, 5, 1) if official else pd.NaT, "reference_year": pd.NA},
        **stated,
    }
    row |= {"figure_id": f"{basis}:{place}" if any(not pd.isna(row[name]) for name in AMOUNTS) else None}
    return row | spoken(**{name: row[f"in_unit_{name}"] for name in STATED})


def official(**stated) -> dict[str, object]:
    percentiles = dict(
        zip(("in_unit_p10", "in_unit_p25", "in_unit_median", "in_unit_p75", "in_unit_p90"), (14, 17, 19.35, 22, 27), strict=True)
    )
    return figure("official", **(percentiles | stated))


def said(hourly: float, *rows: dict[str, object]) -> str:
    return standing(Offer(hourly, "hour", 40), pd.DataFrame(rows))[0][1]


@pytest.mark.parametrize(
    ("amount", "unit", "hours", "hourly"),
    [
        (20, "hour", 40, 20.00),
        (20, "hour", 12, 20.00),
        (800, "week", 40, 20.00),
        (400, "week", 20, 20.00),
        (3466.67, "month", 40, 20.00),
        (41_600, "year", 40, 20.00),
        (20_800, "year", 20, 20.00),
        (35_672, "year", 40, 17.15),
        (39_000, "year", 37.5, 20.00),
    ],
)
def test_an_offer_comes_to_its_amount_over_the_hours_it_pays_for(amount, unit, hours, hourly) -> None:
    assert Offer(amount, unit, hours).hourly == hourly


@given(st.sampled_from(UNITS), st.floats(1, 60), st.floats(7.25, 120))
def test_an_hourly_amount_survives_the_way_to_any_unit_and_back(unit: str, hours: float, hourly: float) -> None:
    assert Offer(hourly * hours_in(unit, hours), unit, hours).hourly == pytest.approx(hourly, abs=0.0051)


@pytest.mark.parametrize(
    ("offer", "words"),
    [
        (Offer(20, "hour", 40), ""),
        (Offer(7.25, "hour", 40), ""),
        (Offer(120, "hour", 40), ""),
        (Offer(7.24, "hour", 40), "$7.24 an hour is less than the federal minimum wage of $7.25 an hour"),
        (Offer(20, "year", 40), "$20.00 a year ($0.01 an hour at 40 hours a week) is less than the federal minimum wage"),
        (Offer(41_600, "hour", 40), "more than official statistics print for any job ($120.00 an hour)"),
        (Offer(3000, "week", 20), "$150.00 an hour at 20 hours a week"),
    ],
)
def test_an_offer_that_cannot_be_meant_is_doubted_in_one_sentence(offer: Offer, words: str) -> None:
    assert words in doubt(offer)
    assert bool(doubt(offer)) == bool(words)


@pytest.mark.parametrize(
    ("hourly", "words"),
    [
        (
            20.00,
            "above the median of social and human service assistants (between the 50th and 75th percentile) in Ohio ($19.35)",
        ),
        (19.35, "equal to the median of social and human service assistants (between the 50th and 75th percentile)"),
        (19.34, "below the median of social and human service assistants (between the 25th and 50th percentile)"),
        (13.99, "below the median of social and human service assistants (below the 10th percentile)"),
        (14.00, "(between the 10th and 25th percentile)"),
        (27.00, "(above the 90th percentile)"),
        (99.00, "(above the 90th percentile)"),
    ],
)
def test_an_offer_stands_between_the_percentiles_of_a_neighbour(hourly: float, words: str) -> None:
    assert words in said(hourly, official())


def test_a_percentile_that_is_not_published_is_not_named() -> None:
    assert "(above the 75th percentile)" in said(40, official(in_unit_p90=np.nan))


@pytest.mark.parametrize(
    ("n", "n_class", "words"),
    [
        (6, "anecdote", "above the one reported average in Ohio ($17.00, 6 reports, undated: a lead, not a fact)"),
        (12, "thin", "12 reports, undated: a lead, not a fact)"),
        (pd.NA, "not reported", "n not stated, undated: a lead, not a fact)"),
        (71, "fair", "($17.00, 71 reports, undated)."),
        (100, "solid", "($17.00, 100 reports, undated)."),
    ],
)
def test_a_thin_figure_is_called_a_lead(n: object, n_class: str, words: str) -> None:
    assert words in said(20, figure("reported", in_unit_point=17.0, n_reports=n, n_class=n_class))


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (18.0, 25.0, "within what job ads state in Ohio ($18.00 to $25.00, 2 ads, undated)"),
        (20.01, 25.0, "below all that job ads state in Ohio"),
        (15.0, 19.99, "above all that job ads state in Ohio"),
        (20.0, 20.0, "equal to what job ads state in Ohio ($20.00, 2 ads, undated)"),
        (19.0, np.nan, "above the lowest pay that job ads state in Ohio ($19.00, 2 ads, undated)"),
    ],
)
def test_job_ads_are_a_range_and_never_a_median(low: float, high: float, words: str) -> None:
    sentence = said(20, figure("posted", in_unit_low=low, in_unit_high=high, n_reports=2, n_class="anecdote"))
    assert words in sentence
    assert "median" not in sentence and "average" not in sentence


def test_places_on_the_same_side_share_a_clause_and_those_without_a_figure_are_named() -> None:
    lead = "n not stated, undated: a lead, not a fact"
    assert said(
        20,
        figure("reported", "Ohio", in_unit_point=17.0),
        figure("reported", "Utah", in_unit_point=18.0),
        figure("reported", "Iowa", in_unit_point=21.0),
        figure("reported", "Maine"),
    ) == (
        f"Your $20.00 an hour is above the one reported average in Ohio ($17.00, {lead}) and Utah ($18.00, {lead}); "
        f"below the one reported average in Iowa ($21.00, {lead}). We hold no reported pay in Maine."
    )


def test_of_two_reports_of_a_place_none_is_the_one() -> None:
    sentence = said(20, figure("reported", in_unit_point=17.0), figure("reported", in_unit_point=18.0, figure_id="another"))
    assert "above a reported average in Ohio" in sentence


def test_official_pay_of_the_metro_area_around_a_city_says_so() -> None:
    around = official(compared_kind="city", place_kind="metro", place_name="Columbus, OH")
    [(name, _)] = standing(Offer(20, "hour", 40), pd.DataFrame([around]))
    assert name == "Social and Human Service Assistants, official, for the metro area around each, May 2025"


def test_each_basis_has_a_sentence_of_its_own() -> None:
    rows = pd.DataFrame(
        [figure("reported", in_unit_point=17.0), figure("posted", in_unit_low=15.0, in_unit_high=19.0, n_reports=1), official()]
    )
    assert [name for name, _ in standing(Offer(20, "hour", 40), rows)] == [
        "Reported on pay sites",
        "Stated in job ads",
        "Social and Human Service Assistants, official, May 2025",
    ]
