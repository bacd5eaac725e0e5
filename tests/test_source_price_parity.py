"""Regional price parities: state and metro tables, their layouts, notes and blanks."""

from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.faults import SourceFault
from pipeline.sources import price_parity
from tests.staged import assert_shipped_as_extracted, shipped, staged

STATES = (
    "GeoFIPS,GeoName,Region,TableName,LineCode,IndustryClassification,Description,Unit,2023,2024\n"
    ' "00000","United States", ,SARPP,5,"...","RPPs: All items ","Index",100.000,100.000\n'
    ' "35000","Doña Ana",6,SARPP,5,"...","RPPs: All items ","Index",90.001,91.500\n'
    ' "35000","Doña Ana",6,SARPP,1,"...","RPPs: Goods ","Index",95.000,96.000\n'
    '"Note: See the included footnote file."\n"SARPP: Regional price parities by state "\n'
    '"Last updated: February 19, 2026-- new statistics for 2024; revised statistics for 2008-2023."\n'
)
METROS = 'area,title,rpp,rpp_year\n10180,"Abilene, TX",89.9,2024\n10380,"Aguadilla, PR",,\n0100001,Northwest Alabama,,\n'
METROS_OF_BEA = (
    "GeoFIPS,GeoName,Description,RPP 2023\n0,United States,RPPs: All items ,100\n"
    "999,United States (Nonmetropolitan Portion),RPPs: All items ,88.22\n"
    '10180,"Abilene, TX (Metropolitan Statistical Area)",RPPs: All items ,89.85\n'
    '10180,"Abilene, TX (Metropolitan Statistical Area)", RPPs: Goods ,95.1\n'
)
ALL = {
    "SARPP_STATE_2023_2024.csv": STATES.encode("latin-1"),
    "metro_rpp_2024.csv": METROS.encode(),
    "bea_marpp_2023.csv": METROS_OF_BEA.encode(),
}


def folder(tmp_path: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def test_the_three_layouts_make_one_table(tmp_path: Path) -> None:
    table = price_parity.extract(folder(tmp_path, ALL)).tables["price_parity"]
    rows = table[["area", "area_kind", "area_title", "year", "rpp_all_items"]].to_numpy().tolist()
    assert sorted(rows) == [
        ["10180", "metro", "Abilene, TX", "2023", "89.85"],
        ["10180", "metro", "Abilene, TX", "2024", "89.9"],
        ["35", "state", "Doña Ana", "2023", "90.001"],
        ["35", "state", "Doña Ana", "2024", "91.500"],
        ["99", "nation", "United States", "2023", "100.000"],
        ["99", "nation", "United States", "2024", "100.000"],
        ["999", "nonmetro_portion", "United States (Nonmetropolitan Portion)", "2023", "88.22"],
    ]


def test_the_release_says_its_date_or_that_none_is_stated(tmp_path: Path) -> None:
    table = price_parity.extract(folder(tmp_path, ALL)).tables["price_parity"]
    assert set(zip(table["area_kind"], table["year"], table["release"], strict=True)) >= {
        ("state", "2024", "BEA, February 19, 2026"),
        ("metro", "2024", "BEA, statistics for 2024, release date not stated"),
        ("metro", "2023", "BEA, statistics for 2023, release date not stated"),
    }


def test_what_is_left_is_counted_with_its_reason(tmp_path: Path) -> None:
    files = {file.name: file for file in price_parity.extract(folder(tmp_path, ALL)).files}
    assert {name: (file.rows_read, file.rows_kept) for name, file in files.items()} == {
        "SARPP_STATE_2023_2024.csv": (6, 4),
        "metro_rpp_2024.csv": (3, 1),
        "bea_marpp_2023.csv": (4, 2),
    }
    assert "Puerto Rico" in files["metro_rpp_2024.csv"].left_because


@pytest.mark.parametrize(
    ("name", "old", "new", "sentence"),
    [
        ("SARPP_STATE_2023_2024.csv", b"Description", b"Item", "SARPP.*'description'"),
        ("SARPP_STATE_2023_2024.csv", b"All items", b"Everything", "SARPP.*'Description'.*'RPPs: All items'"),
        ("SARPP_STATE_2023_2024.csv", b"Last updated", b"Updated", "SARPP.*Last updated"),
        ("bea_marpp_2023.csv", b"RPP 2023", b"2023", "bea_marpp.*'RPP 2023'"),
        ("bea_marpp_2023.csv", b",100\n", b",101\n", "SARPP.*bea_marpp.*area 99, year 2023.*100.000 and 101"),
        ("metro_rpp_2024.csv", b"rpp_year", b"when", "metro_rpp.*'rpp_year'"),
        ("metro_rpp_2024.csv", b"89.9", b"high", "metro_rpp.*rpp_all_items.*'high' is not a number"),
    ],
)
def test_another_layout_is_named(tmp_path: Path, name: str, old: bytes, new: bytes, sentence: str) -> None:
    with pytest.raises(SourceFault, match=sentence):
        price_parity.extract(folder(tmp_path, {**ALL, name: ALL[name].replace(old, new)}))


def test_a_folder_without_price_parities_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceFault, match=r"no price parities found; expected SARPP\*\.csv"):
        price_parity.extract(tmp_path)


@pytest.mark.parametrize(
    ("year", "figure", "reason"),
    [
        ("2024", "89.9", None),
        ("2024", "", "no price parity was published"),
        ("2024", "(NA)", "the price parity '(NA)' is not a number"),
        ("now", "89.9", "the year 'now' is not a number"),
    ],
)
def test_a_figure_that_cannot_be_used_is_set_aside(year: str, figure: str, reason: str | None) -> None:
    blank = dict.fromkeys(price_parity.TABLES[0].columns, "")
    (row,) = staged("price_parity", [{**blank, "year": year, "rpp_all_items": figure}])
    assert row["set_aside_reason"] == reason


def test_the_shipped_table_holds_every_area_and_year() -> None:
    rows = staged("price_parity", shipped("price_parity", "price_parity"))
    assert all(row["set_aside_reason"] is None for row in rows)
    parity = {(row["area"], row["year"]): row["price_parity"] for row in rows}
    kinds = [(row["area_kind"], row["year"]) for row in rows]
    assert {kinds.count(("state", year)) for year in range(2008, 2025)} == {51}
    assert (kinds.count(("metro", 2024)), kinds.count(("metro", 2023))) == (387, 384)
    assert {parity["99", year] for year in range(2008, 2025)} == {Decimal(100)}
    states = {row["area_title"]: row["price_parity"] for row in rows if (row["area_kind"], row["year"]) == ("state", 2024)}
    assert (states["California"], states["Mississippi"]) == (Decimal("110.720"), Decimal("86.953"))
    assert max(states, key=states.get) == "California"
    metros = {row["area_title"]: row["price_parity"] for row in rows if (row["area_kind"], row["year"]) == ("metro", 2024)}
    assert min(metros, key=metros.get) == "Monroe, LA"
    assert max(metros, key=metros.get) == "San Francisco-Oakland-Fremont, CA"
    assert all(75 < value < 125 for value in parity.values())


@pytest.mark.shared
def test_the_shipped_table_is_a_fresh_extract(shared_data: Path, tmp_path: Path) -> None:
    assert_shipped_as_extracted(price_parity, shared_data, tmp_path / "whole")
    assert_shipped_as_extracted(price_parity, shared_data / "rpp", tmp_path / "folder")
