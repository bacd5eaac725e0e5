"""What surrounds the role: the neighbours' jobs by sector, and the index of job postings."""

from pathlib import Path

import pytest

from insights import queries
from insights.reader import Reader


@pytest.fixture(scope="module")
def reader(warehouse: Path) -> Reader:
    return Reader(warehouse)


def test_health_care_employs_most_of_the_nearest_neighbour(reader: Reader) -> None:
    sectors = queries.sectors.sectors(reader, occupation_id="21-1093")
    assert sectors[["naics", "employment", "hourly_median", "reference_year"]].to_numpy().tolist()[:2] == [
        ["62", 277510, 21.07, 2024],
        ["99", 82090, 23.92, 2024],
    ]
    assert sectors["employment"].dropna().is_monotonic_decreasing
    assert sectors["employment"].isna().sum() == 2


def test_sectors_have_names_that_fit_beside_a_bar(reader: Reader) -> None:
    for occupation in ("21-1093", "21-1094", "21-1018"):
        assert queries.sectors.sectors(reader, occupation_id=occupation)["sector"].str.len().max() <= 60


def test_an_unknown_occupation_has_no_sector(reader: Reader) -> None:
    assert queries.sectors.sectors(reader, occupation_id="99-9999").empty


@pytest.mark.parametrize("place_id", ["US", "US-OR"])
def test_the_index_is_the_nations_two_sectors_and_one_place(reader: Reader, place_id: str) -> None:
    index = queries.sectors.posting_index(reader, place_id=place_id)
    series = index[["sector", "place_id"]].drop_duplicates().to_numpy().tolist()
    assert series == [["Community & Social Service", "US"], ["Therapy", "US"], ["all", place_id]]
    assert index["whole_month"].all()
    assert index["month"].min().strftime("%Y-%m") == "2020-02"


def test_an_unknown_place_has_the_nations_sectors_alone(reader: Reader) -> None:
    assert set(queries.sectors.posting_index(reader, place_id="US-XX")["place_id"]) == {"US"}
