"""Readers' queries on the embedded data: the product's anchors, and what is never mixed."""

from pathlib import Path

import pytest

from insights import queries
from insights.reader import Reader

SEED_POINTS = {
    "articles:washington-dc": ("Washington, DC", "city", 21.09, 6),
    "articles:bronx-ny": ("Bronx, NY", "borough", 18.30, 8),
    "articles:brooklyn-ny": ("Brooklyn, NY", "borough", 17.45, 19),
    "articles:place-not-stated": ("place not stated", "unknown", 16.86, 12),
    "articles:charlotte-nc": ("Charlotte, NC", "city", 16.76, None),
    "articles:texas": ("Texas", "state", 14.14, None),
    "articles:georgia": ("Georgia", "state", 17.15, None),
    "articles:florida": ("Florida", "state", 17.52, 71),
}


@pytest.fixture(scope="module")
def reader(warehouse: Path) -> Reader:
    return Reader(warehouse)


def reported(reader: Reader, **settings):
    figures = queries.pay.peer_figures(reader, **settings)
    return figures[figures["basis"] == "reported"].set_index("figure_id")


@pytest.mark.parametrize("figure_id", SEED_POINTS)
def test_a_seed_point_is_held_as_printed(reader: Reader, figure_id: str) -> None:
    name, kind, hourly, n = SEED_POINTS[figure_id]
    row = reported(reader).loc[figure_id]
    assert (row["place_name"], row["place_kind"], row["in_unit_point"]) == (name, kind, hourly)
    assert (None if n is None else int(row["n_reports"])) == n


def test_there_are_eight_reported_figures(reader: Reader) -> None:
    assert set(reported(reader).index) == set(SEED_POINTS)


def test_the_n_weighted_mean_of_the_placed_rows_with_n_is_the_anchor(reader: Reader) -> None:
    rows = reported(reader)
    placed = rows[rows["place_kind"].isin(["city", "borough"]) & rows["n_reports"].notna()]
    total = placed["n_reports"].sum()
    assert total == 33
    assert round(float((placed["in_unit_point"] * placed["n_reports"]).sum() / total), 4) == 18.3179


@pytest.mark.parametrize(
    ("figure_id", "weekly"),
    [
        ("articles:washington-dc", 421.80),
        ("articles:florida", 350.40),
        ("articles:georgia", 343.00),
        ("articles:texas", 282.80),
    ],
)
def test_twenty_hours_a_week(reader: Reader, figure_id: str, weekly: float) -> None:
    assert round(reported(reader, unit="week", hours_a_week=20).loc[figure_id, "in_unit_point"], 2) == weekly


def test_a_georgia_year_converts_back_to_what_was_printed(reader: Reader) -> None:
    row = reported(reader, unit="year").loc["articles:georgia"]
    assert round(row["in_unit_point"]) == 35_672
    assert abs(row["in_unit_low"] - 31_836) < 0.2
    assert abs(row["in_unit_high"] - 39_775) < 0.2


@pytest.mark.parametrize(
    ("kinds", "n_places"), [(["state"], 52), (["metro"], 393), (["nonmetro"], 137)], ids=["states", "metros", "nonmetro"]
)
def test_the_neighbour_is_held_for_every_place_of_a_kind(reader: Reader, kinds: list[str], n_places: int) -> None:
    rows = queries.pay.by_place(reader, place_kinds=kinds, bases=[], neighbour="21-1093")
    assert rows["place_id"].nunique() == len(rows) == n_places
    assert set(rows["place_kind"]) == set(kinds)
    assert set(rows["occupation_id"]) == {"21-1093"}


def test_a_neighbour_without_a_wage_keeps_the_reason(reader: Reader) -> None:
    rows = queries.pay.by_place(reader, place_kinds=["metro"], bases=[], neighbour="21-1094")
    silent = rows[rows["in_unit_median"].isna() & rows["in_unit_mean"].isna()]
    assert len(silent) > 0
    assert silent["wage_note"].notna().all()


def test_a_minimum_n_drops_figures_that_state_none(reader: Reader) -> None:
    rows = queries.pay.by_place(reader, place_kinds=["city", "borough"], bases=["reported"], neighbour=None, min_n=10)
    assert list(rows["figure_id"]) == ["articles:brooklyn-ny"]


def test_prices_divide_by_the_parity_of_the_place_or_of_its_metro(reader: Reader) -> None:
    rows = reported(reader, adjust=True)
    plain = reported(reader)
    for figure_id in ("articles:georgia", "articles:bronx-ny"):
        expected = plain.loc[figure_id, "in_unit_point"] / (plain.loc[figure_id, "price_parity"] / 100)
        assert rows.loc[figure_id, "in_unit_point"] == pytest.approx(expected)
    assert rows.loc["articles:place-not-stated"].isna()["in_unit_point"]


@pytest.mark.parametrize(("n", "n_class"), [(6, "anecdote"), (12, "thin"), (71, "fair"), (1608, "solid"), (None, "not reported")])
def test_sureness_follows_n(reader: Reader, n: int | None, n_class: str) -> None:
    figures = queries.pay.peer_figures(reader)
    chosen = figures[figures["n_reports"].isna() if n is None else figures["n_reports"] == n]
    assert set(chosen["n_class"]) == {n_class}


@pytest.mark.parametrize(
    ("code", "year", "employment", "mean", "median"),
    [
        ("21-1093", 2024, 424_220, 22.64, 21.69),
        ("21-1094", 2024, 60_730, 26.91, 24.54),
        ("21-1018", 2024, 440_380, 31.30, 28.46),
        ("21-1093", 2013, 355_500, 15.04, 14.05),
    ],
)
def test_national_figures_match_the_published_workbooks(
    reader: Reader, code: str, year: int, employment: int, mean: float, median: float
) -> None:
    rows = queries.pay.national(reader, occupation_ids=[code]).set_index("reference_year")
    row = rows.loc[year]
    assert (row["employment"], row["in_unit_mean"], row["in_unit_median"]) == (employment, mean, median)


@pytest.mark.parametrize(
    ("cycle", "base", "projected", "percent", "openings"),
    [
        ("2014-24", 386_600, 430_800, 11.4, 12_000),
        ("2016-26", 389_800, 453_600, 16.4, 55_400),
        ("2018-28", 413_700, 466_000, 12.6, 57_500),
        ("2019-29", 425_600, 497_100, 16.8, 56_500),
        ("2021-31", 420_600, 472_900, 12.5, 55_900),
        ("2022-32", 415_100, 450_600, 8.6, 47_400),
        ("2024-34", 449_600, 478_500, 6.4, 50_600),
    ],
)
def test_the_nearest_neighbours_projections(
    reader: Reader, cycle: str, base: int, projected: int, percent: float, openings: int
) -> None:
    rows = queries.growth.figures(reader)
    row = rows[(rows["occupation_id"] == "21-1093") & (rows["cycle"] == cycle)].iloc[0]
    assert (row["base_employment"], row["projected_employment"]) == (base, projected)
    assert (row["percent_change"], row["annual_openings"]) == (percent, openings)


def test_the_articles_growth_names_no_occupation(reader: Reader) -> None:
    rows = queries.growth.figures(reader)
    unnamed = rows[rows["source_id"] == "articles"]
    assert sorted(unnamed["percent_change"]) == [11.0, 22.0]
    assert unnamed["occupation_id"].isna().all()


def test_an_unknown_unit_is_refused(reader: Reader) -> None:
    with pytest.raises(ValueError, match="fortnight"):
        queries.pay.peer_figures(reader, unit="fortnight")


@pytest.mark.parametrize("figure_id", ["articles:nowhere", "'; drop table mart.pay; --", ""])
def test_a_figure_that_is_not_held_gives_no_rows(reader: Reader, figure_id: str) -> None:
    assert queries.pay.figure(reader, figure_id).empty
