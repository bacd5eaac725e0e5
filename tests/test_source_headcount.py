"""Headcount and facility facts: signs, counts with DC, periods, and the pages they come from."""

import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.faults import SourceFault
from pipeline.sources import headcount
from tests.staged import assert_shipped_as_extracted, shipped, staged

MAP = "https://www.center4healthandsdc.org/map-of-national-peer-training-programs.html"
HEADER = "area,measure,value,unit,period,source,source_url,confirmation\n"


def facts(tmp_path: Path, *rows: str) -> Path:
    (tmp_path / "demand_facts.csv").write_text(HEADER + "\n".join(rows) + "\n")
    return tmp_path


def test_a_fact_keeps_its_figure_and_loses_the_collectors_words(tmp_path: Path) -> None:
    row = f'US,certified_peer_specialists,>100000,"count; as told",2024,Somebody,{MAP},"2 sources (one, two)"'
    (fact,) = headcount.extract(facts(tmp_path, row)).tables["headcount_fact"].to_dict("records")
    assert fact == {
        "fact_id": "us-certified-peer-specialists-2024",
        "area": "99",
        "measure": "certified_peer_specialists",
        "value_as_printed": ">100000",
        "unit": "count",
        "period_as_printed": "2024",
        "publisher": "University of Illinois Chicago, Center on Mental Health Services Research and Policy",
        "publisher_url": MAP,
        "confirmation": "2 sources",
        "release": "Map of national peer training programs",
    }


def test_a_share_keeps_what_it_is_a_share_of(tmp_path: Path) -> None:
    row = f"GA,share,24.7,percent of 11582 facilities,2017,Somebody,{MAP},1 source"
    (fact,) = headcount.extract(facts(tmp_path, row)).tables["headcount_fact"].to_dict("records")
    assert (fact["area"], fact["unit"]) == ("13", "percent of 11582 facilities")


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (f"Ruritania,m,1,count,2024,s,{MAP},1 source", "'Ruritania' is no state"),
        ("US,m,1,count,2024,s,https://example.org,1 source", "'source_url': unknown page 'https://example.org'"),
        (f"US,m,1,count,2024,s,{MAP},some", "'confirmation': 'some'; expected a number"),
    ],
)
def test_a_row_that_cannot_be_cited_is_named(tmp_path: Path, row: str, sentence: str) -> None:
    with pytest.raises(SourceFault, match=f"demand_facts.csv.*{sentence}"):
        headcount.extract(facts(tmp_path, row))


def test_a_missing_file_or_column_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceFault, match=r"no demand_facts\.csv found"):
        headcount.extract(tmp_path)
    (tmp_path / "demand_facts.csv").write_text("area,measure,value,unit,period,source_url\n")
    with pytest.raises(SourceFault, match=r"demand_facts\.csv.*'confirmation'"):
        headcount.extract(tmp_path)


def fact_of(**told: str) -> dict:
    (row,) = staged("headcount_fact", [{**dict.fromkeys(headcount.TABLES[0].columns, ""), **told}])
    return row


@pytest.mark.parametrize(
    ("printed", "value", "inequality", "note", "reason"),
    [
        (">100000", 100000, ">", None, None),
        ("> 100,000", 100000, ">", None, None),
        ("about 3000", 3000, "about", None, None),
        ("24.7", Decimal("24.7"), "=", None, None),
        ("49 + DC", 49, "=", "and the District of Columbia", None),
        ("41 + DC (2 in development)", 41, "=", "and the District of Columbia (2 in development)", None),
        ("most states", None, "=", None, "the value 'most states' is not a number"),
        ("", None, "=", None, "the value '' is not a number"),
    ],
)
def test_a_printed_value_becomes_a_number_with_its_sign(
    printed: str, value: Decimal | int | None, inequality: str, note: str | None, reason: str | None
) -> None:
    row = fact_of(value_as_printed=printed, period_as_printed="2024", measure="anything")
    assert (row["value_low"], row["inequality"], row["note"], row["set_aside_reason"]) == (
        value,
        inequality,
        note,
        reason,
    )
    assert row["value_text"] == printed


@pytest.mark.parametrize(
    ("period", "as_of", "year", "reason"),
    [
        ("2025-12-31", datetime.date(2025, 12, 31), 2025, None),
        ("2016-07", datetime.date(2016, 7, 1), 2016, None),
        ("2024", None, 2024, None),
        ("c. 2018", None, 2018, None),
        ("lately", None, None, "the period 'lately' names no year"),
    ],
)
def test_only_a_day_or_month_is_a_date(period: str, as_of: datetime.date | None, year: int | None, reason: str | None) -> None:
    row = fact_of(value_as_printed="1", period_as_printed=period)
    assert (row["as_of"], row["reference_year"], row["set_aside_reason"]) == (as_of, year, reason)


def test_the_shipped_facts_are_the_ten_at_hand() -> None:
    rows = staged("headcount_fact", shipped("headcount", "headcount_fact"))
    assert {(row["area"], row["measure"], row["inequality"], row["value_low"], row["reference_year"]) for row in rows} == {
        ("99", "certified_peer_specialists", ">", 100000, 2024),
        ("99", "states_with_statewide_certification", "=", 49, 2024),
        ("99", "states_medicaid_funds_some_peer_services", "=", 47, 2024),
        ("99", "states_with_certification", "=", 41, 2016),
        ("99", "states_medicaid_peer_support_adults_with_SUD", "=", 37, 2018),
        ("99", "share_MH_facilities_offering_peer_support", "=", Decimal("24.7"), 2017),
        ("99", "share_SUD_facilities_offering_peer_support", "=", Decimal("56.6"), 2017),
        ("13", "certified_peer_specialists", "about", 3000, 2019),
        ("26", "certified_peer_support_specialists", "=", 1128, 2018),
        ("99", "mental_health_HPSA_designations", "=", 6807, 2025),
    }
    assert all(row["set_aside_reason"] is None for row in rows)
    assert {row["unit"]: row["n_facilities"] for row in rows if row["measure"].startswith("share_MH")} == {"percent": 11582}
    assert all("_" not in row["label"] for row in rows)


@pytest.mark.shared
def test_the_shipped_table_is_a_fresh_extract(shared_data: Path, tmp_path: Path) -> None:
    assert_shipped_as_extracted(headcount, shared_data, tmp_path / "whole")
    assert_shipped_as_extracted(headcount, shared_data / "reference", tmp_path / "folder")
