"""The states' long-term projections: CareerOneStop's tables and the answers of Projections Central."""

import json
from pathlib import Path

import pytest

from pipeline.faults import SourceFault
from pipeline.sources import state_projections
from tests.staged import assert_shipped_as_extracted, shipped, staged

CAREERONESTOP = (
    "area,base_year,proj_year,base_emp,proj_emp,pct_change,annual_openings\n"
    "United States,2023,2033,63400,71700,13,7500\n"
    "New York,2022,2032,9000,11070,23,210\n"
    "Ohio,2022,2032,1830,2040,12,210\n"
)


def central(**changed: str) -> dict[str, str]:
    row = {
        "Area": " Alabama",
        "Title": "Community Health Workers",
        "Base": "620",
        "Projected": "710",
        "PercentChange": "14",
    }
    return {
        **row,
        "AvgAnnualOpenings": "80",
        "STFIPS": "1",
        "OccCode": "21-1094",
        "BaseYear": "2024",
        "ProjYear": "2034",
        **changed,
    }


def test_state_projections_are_persons_by_state_code(tmp_path: Path) -> None:
    (tmp_path / "careeronestop_21-1094_2022-32.csv").write_text(CAREERONESTOP)
    rows = [central(), central(STFIPS="0", Area=" United States"), central(OccCode="29-1141")]
    (tmp_path / "sample_rows.json").write_text(json.dumps({"rows": rows}))
    table = state_projections.extract(tmp_path).tables["state_projections"]
    columns = [
        "area",
        "area_title",
        "occ_code",
        "base_year",
        "target_year",
        "base_employment",
        "annual_openings",
        "flag",
    ]
    assert table[columns].to_numpy().tolist() == [
        ["99", "United States", "21-1094", "2023", "2033", "63400", "7500", ""],
        ["36", "New York", "21-1094", "2022", "2032", "9000", "210", state_projections.OPENINGS_LOOK_WRONG],
        ["39", "Ohio", "21-1094", "2022", "2032", "1830", "210", ""],
        ["01", "Alabama", "21-1094", "2024", "2034", "620", "80", ""],
        ["99", "United States", "21-1094", "2024", "2034", "620", "80", ""],
    ]


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("careeronestop_2022.csv", CAREERONESTOP, "no occupation code in the file name"),
        ("careeronestop_21-1094.csv", CAREERONESTOP.replace("Ohio", "Ruritania"), "'Ruritania' is no state"),
        ("careeronestop_21-1094.csv", CAREERONESTOP.replace("9000", "many"), "'many' is not a number"),
        ("careeronestop_21-1094.csv", CAREERONESTOP.replace("pct_change", "pct"), "'pct_change'"),
        ("sample_rows.json", "<html>404</html>", "expected an answer of Projections Central"),
        ("sample_rows.json", json.dumps({"rows": [{"Area": "Ohio"}]}), "a row lacks 'STFIPS'"),
        ("other.csv", CAREERONESTOP, "no state projections found"),
    ],
)
def test_an_unusable_state_file_is_named(tmp_path: Path, name: str, text: str, sentence: str) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(SourceFault, match=sentence if name == "other.csv" else f"{name}.*{sentence}"):
        state_projections.extract(tmp_path)


def test_state_figures_stay_persons() -> None:
    told = {"base_year": "2022", "target_year": "2032", "base_employment": "9000", "projected_employment": "11070"}
    told |= {"percent_change": "23", "annual_openings": "210", "flag": "looks wrong"}
    blank = dict.fromkeys(state_projections.TABLES[0].columns, "")
    whole, lacking = staged("state_projections", [{**blank, **told}, {**blank, **told, "annual_openings": "", "flag": ""}])
    assert (whole["base_employment"], whole["annual_openings"], whole["flag"]) == (9000, 210, "looks wrong")
    assert (lacking["flag"], lacking["set_aside_reason"]) == (None, "no openings are published")


def test_the_shipped_table_holds_the_flagged_state_and_every_occupation_of_nevada() -> None:
    states = staged("state_projections", shipped("state_projections", "state_projections"))
    assert [row["area_title"] for row in states if row["flag"]] == ["New York"]
    assert sorted(row["occ_code"] for row in states if row["area"] == "32") == [
        "21-1018",
        "21-1093",
        "21-1094",
        "21-1099",
    ]
    assert len(states) == 22 + 4


@pytest.mark.shared
def test_the_shipped_table_is_a_fresh_extract(shared_data: Path, tmp_path: Path) -> None:
    assert_shipped_as_extracted(state_projections, shared_data, tmp_path)
