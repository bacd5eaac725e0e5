"""OEWS: every layout of workbook and table, the zips they come in, markers, keys, and the shipped figures."""

import csv
import io
import zipfile
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.faults import SourceFault
from pipeline.publisher_files import PublisherFile
from pipeline.sources import oews
from tests.staged import assert_shipped_as_extracted, shipped, staged

FIGURES = (
    *("tot_emp", "emp_prse", "jobs_1000", "loc_quotient", "h_mean", "a_mean", "mean_prse"),
    *("h_pct10", "h_pct25", "h_median", "h_pct75", "h_pct90", "a_pct10", "a_pct25", "a_median", "a_pct75", "a_pct90"),
)
LAYOUT_2024 = (
    *("area", "area_title", "area_type", "prim_state", "naics", "naics_title", "i_group", "own_code"),
    *("occ_code", "occ_title", "o_group", "tot_emp", "emp_prse", "jobs_1000", "loc_quotient", "pct_total", "pct_rpt"),
    *FIGURES[4:],
    *("annual", "hourly"),
)
LAYOUT_2019 = tuple(
    column
    for column in LAYOUT_2024
    if column not in ("area", "area_title", "area_type", "prim_state", "naics", "naics_title", "i_group", "own_code", "pct_rpt")
)
LAYOUT_2013 = tuple(column for column in LAYOUT_2019 if column not in ("jobs_1000", "loc_quotient", "pct_total"))
STATE_2013 = ("area", "prim_state", "area_title", *LAYOUT_2013[:5], "jobs_1000", "loc_quotient", *LAYOUT_2013[5:])
MSA_2013 = ("prim_state", "area", "area_title", *STATE_2013[3:])
THEN = {"o_group": "OCC_GROUP", "loc_quotient": "LOC_Q", "prim_state": "ST", "area_title": "STATE"}
THEN_MSA = {"o_group": "OCC_GROUP", "loc_quotient": "LOC QUOTIENT", "area_title": "AREA_NAME"}


def cell(text: str) -> object:
    """A cell as the publisher stores it: figures as numbers, the rest as text, blank as none."""
    try:
        return float(text)
    except ValueError:
        return text or None


def workbook(rows: Iterable[dict[str, str]], columns: Iterable[str], names: dict[str, str] | None = None) -> bytes:
    """An official workbook: the data sheet among those the publisher adds, under the header names of its year."""
    columns = list(columns)
    book = openpyxl.Workbook()
    book.active.title = "UpdateTime"
    book.active.append(["alldataupdate"])
    book.active.append(["2019-03-29"])
    book.create_sheet("Field Descriptions").append(["Field", "Field Description"])
    data = book.create_sheet("All data")
    data.append([(names or {}).get(column, column.upper()) for column in columns])
    for row in rows:
        data.append([cell(row.get(column, "")) if column in FIGURES else row.get(column) or None for column in columns])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def zipped(members: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, member in members.items():
            archive.writestr(name, member)
    return content.getvalue()


def folder(directory: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        (directory / name).parent.mkdir(parents=True, exist_ok=True)
        (directory / name).write_bytes(content)
    return directory


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    return shipped("oews", "oews")


def of(rows: list[dict[str, str]], year: int, area_type: str, **wanted: str) -> list[dict[str, str]]:
    """Shipped rows of all industries, one year and one kind of area."""
    wanted = {"reference_year": str(year), "area_type": area_type, "naics": "000000", **wanted}
    return [row for row in rows if all(row[column] == text for column, text in wanted.items())]


def figures(table: pd.DataFrame | list[dict[str, str]], columns: Iterable[str] = FIGURES) -> list[tuple[str, ...]]:
    """What the rows state, whoever holds them: place, industry, occupation and figures."""
    keys = (*oews.KEY, "area_type", "area_title", "prim_state", *columns)
    records = table if isinstance(table, list) else table.to_dict("records")
    return sorted(tuple(record[column] for column in keys) for record in records)


OFFICIAL = {
    "2024": (2024, "national_M2024_dl.xlsx", LAYOUT_2024, {}),
    "2019": (2019, "national_M2019_dl.xlsx", LAYOUT_2019, {column: column for column in LAYOUT_2019}),
    "2013": (2013, "national_M2013_dl.xlsx", LAYOUT_2013, THEN),
}


@pytest.mark.parametrize(("year", "name", "columns", "names"), OFFICIAL.values(), ids=OFFICIAL.keys())
def test_a_national_workbook_of_any_year_gives_the_same_table(
    rows: list[dict[str, str]], year: int, name: str, columns: tuple[str, ...], names: dict[str, str]
) -> None:
    published = of(rows, year, "1")
    table = oews.read(PublisherFile(name, workbook(published, columns, names)))
    assert tuple(table.columns) == oews.COLUMNS
    assert figures(table) == figures(published)
    assert set(table["release"]) == {f"May {year}"}
    assert set(table["own_code"]) == {"1235"}
    assert set(table["file"]) == {name}


def test_the_official_layout_of_2024_has_its_32_columns() -> None:
    assert len(LAYOUT_2024) == 32


def test_every_occupation_is_read_and_the_registrys_are_kept(rows: list[dict[str, str]], tmp_path: Path) -> None:
    published = of(rows, 2024, "1")
    other = {**published[0], "occ_code": "29-1141", "occ_title": "Registered Nurses", "o_group": "detailed"}
    content = workbook([*published, other], LAYOUT_2024)
    assert "29-1141" in set(oews.read(PublisherFile("national_M2024_dl.xlsx", content))["occ_code"])
    extract = oews.extract(folder(tmp_path, {"national/national_M2024_dl.xlsx": content}))
    assert figures(extract.tables["oews"]) == figures(published)
    (read,) = extract.files
    assert (read.rows_read, read.rows_kept, read.left_because) == (len(published) + 1, len(published), "other occupations")


def test_a_sector_workbook_keeps_its_industries_and_owners(rows: list[dict[str, str]]) -> None:
    published = [row for row in rows if row["naics"] != "000000"]
    table = oews.read(PublisherFile("natsector_M2024_dl.xlsx", workbook(published, LAYOUT_2024)))
    assert figures(table) == figures(published)
    assert {"62", "99", "81", "61", "31-33"} <= set(table["naics"])


# What the publisher's area workbooks hold beyond the extracts at hand does not matter here: hourly cells stay blank.
def area_workbooks(rows: list[dict[str, str]]) -> dict[str, bytes]:
    metro, nonmetro = (
        [{**row, "occ_title": "as published"} for row in of(rows, 2025, area_type, occ_code="21-1093")] for area_type in "46"
    )
    return {
        "oesm25ma/MSA_M2025_dl.xlsx": workbook(metro, LAYOUT_2024),
        "oesm25ma/BOS_M2025_dl.xlsx": workbook(nonmetro, LAYOUT_2024),
        "oesm25ma/~$MSA_M2025_dl.xlsx": b"\x05lock",
        "oesm25ma/field_descriptions.xlsx": workbook([], ["field"]),
    }


def test_a_release_zip_dropped_into_a_folder_is_read_whole(rows: list[dict[str, str]], tmp_path: Path) -> None:
    extract = oews.extract(folder(tmp_path, {"oesm25ma.zip": zipped(area_workbooks(rows))}))
    table = extract.tables["oews"]
    assert [(file.name, file.rows_read) for file in extract.files] == [
        ("oesm25ma.zip: BOS_M2025_dl.xlsx", 137),
        ("oesm25ma.zip: MSA_M2025_dl.xlsx", 393),
    ]
    published = [*of(rows, 2025, "4", occ_code="21-1093"), *of(rows, 2025, "6", occ_code="21-1093")]
    assert figures(table) == figures(published)
    assert set(table["layout"]) == {"official workbook"}


def test_state_and_area_workbooks_of_2013_to_2018_go_by_their_older_names(rows: list[dict[str, str]]) -> None:
    states = [
        {**row, "area": row["area"].lstrip("0"), "area_title": "a state"} for row in of(rows, 2025, "2", occ_code="21-1093")
    ]
    table = oews.read(PublisherFile("state_M2017_dl.xlsx", workbook(states, STATE_2013, THEN)))
    assert set(table["area_type"]) == {"2"}
    assert {("01", "AL"), ("11", "DC"), ("56", "WY")} <= set(zip(table["area"], table["prim_state"], strict=True))
    nonmetro = [{**row, "area": row["area"].lstrip("0")} for row in of(rows, 2025, "6", occ_code="21-1093")]
    table = oews.read(PublisherFile("BOS_M2017_dl.xlsx", workbook(nonmetro, MSA_2013, THEN_MSA)))
    assert set(table["area_type"]) == {"6"}
    assert {"0100001", "5600006"} <= set(table["area"])
    assert "" not in set(table["loc_quotient"]) - {row["loc_quotient"] for row in nonmetro}


def test_territories_are_no_states(rows: list[dict[str, str]]) -> None:
    (row,) = of(rows, 2025, "2", occ_code="21-1093", area="01")
    names = {"72": "Puerto Rico", "66": "Guam", "78": "Virgin Islands", "01": "Alabama"}
    areas = [{**row, "area": area, "area_title": title} for area, title in names.items()]
    table = oews.read(PublisherFile("state_M2018_dl.xlsx", workbook(areas, STATE_2013, {**THEN, "prim_state": "ST"})))
    assert dict(zip(table["area"], table["area_type"], strict=True)) == {"72": "3", "66": "3", "78": "3", "01": "2"}


WITHOUT = {
    "a_wage": ("national_M2024_dl.xlsx", "h_median", "expected it in the header row."),
    "employment": ("state_M2024_dl.xlsx", "tot_emp", "expected it in the header row."),
    "the_area_of_a_state_workbook": (
        "state_M2024_dl.xlsx",
        "area",
        "expected it in the header row; the nearest name there is 'area_type'.",
    ),
    "the_industry_of_a_sector_workbook": (
        "natsector_M2024_dl.xlsx",
        "naics",
        "expected it in the header row.",
    ),
}


@pytest.mark.parametrize(("name", "column", "expected"), WITHOUT.values(), ids=WITHOUT.keys())
def test_a_missing_column_is_named_with_file_and_sheet(rows: list[dict[str, str]], name: str, column: str, expected: str) -> None:
    content = workbook(of(rows, 2024, "1"), [c for c in LAYOUT_2024 if c != column])
    with pytest.raises(SourceFault) as fault:
        oews.read(PublisherFile(name, content))
    assert str(fault.value) == f"{name}, sheet 'All data': missing column '{column}'; {expected}"


def test_a_renamed_column_is_named_in_the_fault(rows: list[dict[str, str]]) -> None:
    content = workbook(of(rows, 2024, "1"), LAYOUT_2024, {"a_median": "A_MEDIAN_WAGE"})
    with pytest.raises(SourceFault) as fault:
        oews.read(PublisherFile("national_M2024_dl.xlsx", content))
    assert str(fault.value) == (
        "national_M2024_dl.xlsx, sheet 'All data': missing column 'a_median'; expected it in the header row; "
        "the nearest name there is 'a_median_wage'."
    )


@pytest.mark.parametrize("name", ["national.xlsx", "national_dl.xlsx", "state_2024.xlsx", "MSA_M20245_dl.xlsx"])
def test_a_name_without_a_release_year_is_a_fault(name: str) -> None:
    with pytest.raises(SourceFault) as fault:
        oews.read(PublisherFile(name, b"PK"))
    assert str(fault.value) == f"{name}: the name holds no release year; expected a name such as national_M2024_dl.xlsx."


@pytest.mark.parametrize(
    ("name", "year"),
    [("national_M2013_dl.xlsx", "2013"), ("all_data_M_2024.xlsx", "2024"), ("oesm18ma.zip: MSA_M2018_dl_1_AK_IN.xlsx", "2018")],
)
def test_the_release_is_the_year_in_the_files_name(rows: list[dict[str, str]], name: str, year: str) -> None:
    table = oews.read(PublisherFile(name, workbook(of(rows, 2024, "1"), LAYOUT_2024)))
    assert set(zip(table["release"], table["reference_year"], strict=True)) == {(f"May {year}", year)}


def test_a_folder_without_oews_files_is_a_fault(tmp_path: Path) -> None:
    folder(tmp_path, {"population.csv": b"NAME\nIowa\n", "oesm24ma.zip": zipped({"~$MSA_M2024_dl.xlsx": b"lock"})})
    with pytest.raises(SourceFault, match=r"no OEWS file found; expected workbooks such as national_M2024_dl\.xlsx"):
        oews.extract(tmp_path)


def test_a_broad_group_and_its_only_occupation_share_a_code_and_both_are_kept(rows: list[dict[str, str]]) -> None:
    aides = of(rows, 2024, "1", occ_code="31-1120")
    assert [row["o_group"] for row in aides] == ["broad", "detailed"]
    first, second = staged("oews", aides)
    assert first["set_aside_reason"] == "the broad group repeats the detailed occupation of the same code"
    assert second["set_aside_reason"] is None
    (alone,) = staged("oews", aides[:1])
    assert alone["set_aside_reason"] is None


def test_a_key_that_stands_twice_in_a_file_is_a_fault(rows: list[dict[str, str]]) -> None:
    (row,) = of(rows, 2024, "1", occ_code="21-1093")
    with pytest.raises(SourceFault) as fault:
        oews.read(PublisherFile("national_M2024_dl.xlsx", workbook([row, {**row, "h_mean": "1"}], LAYOUT_2024)))
    assert str(fault.value) == (
        "national_M2024_dl.xlsx: reference_year 2024, area 99, naics 000000, own_code 1235, occ_code 21-1093, "
        "o_group detailed stands more than once; expected each key once."
    )


def test_the_same_figures_in_two_files_count_once(rows: list[dict[str, str]], tmp_path: Path) -> None:
    content = workbook(of(rows, 2024, "1"), LAYOUT_2024)
    zip_of_it = zipped({"oesm24nat/national_M2024_dl.xlsx": content})
    extract = oews.extract(folder(tmp_path, {"national_M2024_dl.xlsx": content, "oesm24nat.zip": zip_of_it}))
    assert figures(extract.tables["oews"]) == figures(of(rows, 2024, "1"))
    assert [(file.rows_kept, file.left_because) for file in extract.files] == [
        (len(of(rows, 2024, "1")), ""),
        (0, "figures that a file of better standing holds"),
    ]


def test_two_workbooks_that_disagree_are_both_named(rows: list[dict[str, str]], tmp_path: Path) -> None:
    (row,) = of(rows, 2024, "1", occ_code="21-1093")
    files = {
        "national_M2024_dl.xlsx": workbook([row], LAYOUT_2024),
        "oesm24nat.zip": zipped({"national_M2024_dl.xlsx": workbook([{**row, "h_mean": "22.65"}], LAYOUT_2024)}),
    }
    with pytest.raises(SourceFault) as fault:
        oews.extract(folder(tmp_path, files))
    assert str(fault.value) == (
        "national_M2024_dl.xlsx and oesm24nat.zip: national_M2024_dl.xlsx: different figures for reference_year 2024, "
        "area 99, naics 000000, own_code 1235, occ_code 21-1093, o_group detailed; expected the same in both."
    )


# -- the three tables that others cut from the publisher's ------------------------------------------------------------


def states() -> list[dict[str, str]]:
    with oews.STATES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def csv_file(rows: list[dict[str, str]], delimiter: str = ",") -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0], delimiter=delimiter, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def state_means() -> list[dict[str, str]]:
    return [
        {"AREA_TITLE": state["name"], "OCC_CODE": code, "OCC_TITLE": "t", "H_MEAN": "*", "A_MEAN": "53,400"}
        for state in states()
        for code in ("00-0000", "21-0000", "21-1093")
    ]


def area_extract() -> list[dict[str, str]]:
    blank = dict.fromkeys(("a_pct10", "a_pct25", "a_pct75", "a_pct90"), "")
    areas = [("metro", "16740", "Charlotte-Concord-Gastonia, NC-SC"), ("nonmetro", "0100001", "Northwest Alabama")]
    areas += [("state", state["postal"], state["name"]) for state in states() if state["postal"] not in ("GU", "VI")]
    return [
        {
            **{"level": level, "area": area, "area_title": title, "occ_code": code, "tot_emp": "90", "a_median": "34440"},
            **blank,
            "loc_quotient": "0.48",
        }
        for level, area, title in areas
        for code in ("21-1093", "21-1093.00")
    ]


def state_extract() -> list[dict[str, str]]:
    wages = ("h_mean", "a_mean", "h_median", "a_median", "a_pct10", "a_pct25", "a_pct75", "a_pct90")
    return [
        {
            **{"year": "2025", "area": state["fips"], "prim_state": state["postal"], "occ_code": "21-1093"},
            **{"tot_emp": "540.0", "jobs_1000": "0.254", "loc_quotient": "1.0"},
            **dict.fromkeys(wages, "57150.0"),
        }
        for state in states()
        if state["postal"] not in ("PR", "GU", "VI")
    ]


MEANS, AREAS, STATES = (
    "state_M2023_dl_5cols.csv",
    "area_M2025_selected_occupations.csv",
    "state_M2025_selected_occupations.csv",
)


def test_state_means_find_their_state_by_name_and_keep_markers_and_commas() -> None:
    table = oews.read(PublisherFile(MEANS, csv_file(state_means(), ";")))
    assert len(table) == 3 * 54
    dc = table[(table["area_title"] == "District of Columbia") & (table["occ_code"] == "21-1093")].iloc[0]
    assert (dc["area"], dc["area_type"], dc["prim_state"], dc["reference_year"]) == ("11", "2", "DC", "2023")
    assert (dc["h_mean"], dc["a_mean"], dc["a_median"], dc["tot_emp"]) == ("*", "53,400", "", "")
    guam = table[table["area_title"] == "Guam"]
    assert guam[["area", "area_type", "prim_state"]].drop_duplicates().to_numpy().tolist() == [["66", "3", "GU"]]
    levels = dict(zip(table["occ_code"], table["o_group"], strict=True))
    assert levels == {"00-0000": "total", "21-0000": "major", "21-1093": "detailed"}


def test_the_area_table_loses_its_eight_digit_copies_and_places_every_area() -> None:
    table = oews.read(PublisherFile(AREAS, csv_file(area_extract())))
    assert set(table["occ_code"]) == {"21-1093"}
    placed = {(row.area, row.area_type, row.prim_state) for row in table.itertuples()}
    assert {("16740", "4", "NC"), ("0100001", "6", "AL"), ("13", "2", "GA"), ("72", "3", "PR")} <= placed


def test_the_state_table_loses_the_decimals_that_its_parser_added() -> None:
    table = oews.read(PublisherFile(STATES, csv_file(state_extract())))
    assert set(table["tot_emp"]) == {"540"}
    assert set(table["loc_quotient"]) == {"1"}
    assert table["area_title"].tolist()[0] == "Alabama"


def test_of_two_tables_the_better_standing_one_speaks(rows: list[dict[str, str]], tmp_path: Path) -> None:
    (official,) = of(rows, 2025, "2", occ_code="21-1093", area="01")
    files = {
        AREAS: csv_file(area_extract()),
        STATES: csv_file(state_extract()),
        "state_M2025_dl.xlsx": workbook([{**official, "h_mean": "20.01"}], LAYOUT_2024),
    }
    table = oews.extract(folder(tmp_path, files)).tables["oews"].set_index("area")
    assert (table.loc["01", "layout"], table.loc["01", "h_mean"]) == ("official workbook", "20.01")
    assert (table.loc["02", "layout"], table.loc["02", "tot_emp"]) == ("state extract", "540")
    assert (table.loc["72", "layout"], table.loc["72", "tot_emp"]) == ("area extract", "90")
    assert table.index.is_unique


@pytest.mark.parametrize(
    ("name", "table", "delimiter"), [(MEANS, state_means, ";"), (AREAS, area_extract, ","), (STATES, state_extract, ",")]
)
def test_a_table_cut_short_at_the_end_of_a_row_is_a_fault(name: str, table, delimiter: str) -> None:
    kept = [row for row in table() if not {"WY", "Wyoming", "56"} & set(row.values())]
    with pytest.raises(SourceFault) as fault:
        oews.read(PublisherFile(name, csv_file(kept, delimiter)))
    assert str(fault.value) == f"{name}: no row for Wyoming; expected every state, the file may be cut short."


def test_an_area_that_is_no_state_is_named() -> None:
    published = [{**row, "AREA_TITLE": row["AREA_TITLE"].replace("Iowa", "Iowae")} for row in state_means()]
    with pytest.raises(SourceFault, match=rf"^{MEANS}: 'Iowae' is no state"):
        oews.read(PublisherFile(MEANS, csv_file(published, ";")))


# -- staging ----------------------------------------------------------------------------------------------------------

PLAIN = {
    **dict.fromkeys(oews.COLUMNS, ""),
    **{"release": "May 2024", "reference_year": "2024", "area_type": "2", "area": "13", "area_title": "Georgia"},
    **{"naics": "000000", "own_code": "1235", "occ_code": "21-1093", "o_group": "detailed", "tot_emp": "1,240"},
    **{"emp_prse": "0.9", "mean_prse": "0.4", "loc_quotient": "0.85", "jobs_1000": "2.751"},
    **{wage: "16.5" if wage.startswith("h_") else "34,320" for wage in oews.WAGES},
    "layout": "official workbook",
}


def stage(**cells: str) -> dict:
    (row,) = staged("oews", [{**PLAIN, **cells}])
    return row


def test_figures_become_exact_decimals() -> None:
    row = stage()
    assert (row["tot_emp"], row["h_median"], row["a_median"]) == (1240, Decimal("16.50"), Decimal("34320.00"))
    assert (row["emp_prse"], row["loc_quotient"], row["jobs_1000"]) == (Decimal("0.9"), Decimal("0.85"), Decimal("2.751"))
    assert (row["wage_note"], row["employment_note"], row["set_aside_reason"]) == (None, None, None)
    assert (row["is_annual_only"], row["is_hourly_only"]) == (False, False)


NO_HOURLY = {wage: "" for wage in oews.WAGES if wage.startswith("h_")}
MARKERS = {
    "all_wages_withheld": (dict.fromkeys((*oews.WAGES, "mean_prse"), "*"), "suppressed", None),
    "all_wages_blank": (dict.fromkeys(oews.WAGES, ""), "suppressed", None),
    "wages_and_employment_withheld": (
        {**dict.fromkeys(oews.WAGES, "*"), "tot_emp": "**", "jobs_1000": "**", "loc_quotient": "**"},
        "suppressed",
        "suppressed",
    ),
    "one_wage_withheld": ({"h_pct90": "*"}, "partly suppressed", None),
    "annual_wages_only": ({**dict.fromkeys(NO_HOURLY, "*"), "annual": "TRUE"}, "partly suppressed", None),
    "above_the_top_code": ({"h_pct90": "#", "a_pct90": "#"}, "above top code", None),
    "all_above_the_top_code": (dict.fromkeys(oews.WAGES, "#"), "above top code", None),
    "employment_withheld": ({"tot_emp": "**", "emp_prse": "**"}, None, "suppressed"),
    "employment_of_few_establishments": ({"tot_emp": "~"}, None, "under 0.5% of establishments"),
    "hourly_blank": (NO_HOURLY, None, None),
    "means_only": (
        {**{wage: "" for wage in oews.WAGES if not wage.endswith("mean")}, "tot_emp": "", "layout": "state means"},
        "mean only",
        "not in the table at hand",
    ),
    "percentiles_only": (
        {**NO_HOURLY, "a_mean": "", "tot_emp": "", "layout": "area extract"},
        "percentiles only",
        "suppressed",
    ),
}


@pytest.mark.parametrize(("cells", "wage_note", "employment_note"), MARKERS.values(), ids=MARKERS.keys())
def test_a_withheld_figure_is_null_with_its_reason_and_its_row_stays(
    cells: dict[str, str], wage_note: str | None, employment_note: str | None
) -> None:
    row = stage(**cells)
    assert (row["wage_note"], row["employment_note"], row["set_aside_reason"]) == (wage_note, employment_note, None)
    assert all(row[column] is None for column, text in cells.items() if text in ("*", "**", "#", "~", "") and column in FIGURES)


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"h_mean": "x?"}, "column h_mean reads 'x?', which is neither a number nor one of the markers *, **, #, ~"),
        ({"tot_emp": "-5"}, "column tot_emp reads '-5', which is neither a number nor one of the markers *, **, #, ~"),
        ({"a_pct90": "1e3"}, "column a_pct90 reads '1e3', which is neither a number nor one of the markers *, **, #, ~"),
        ({"h_pct10": "4,70"}, "column h_pct10 reads '4,70', which is neither a number nor one of the markers *, **, #, ~"),
        ({"area_type": "5"}, "the area type '5' is not one of 1, 2, 3, 4, 6"),
        ({"reference_year": "soon"}, "the year 'soon' is not a year"),
    ],
)
def test_a_row_that_cannot_be_read_is_set_aside_with_its_column(cells: dict[str, str], reason: str) -> None:
    assert stage(**cells)["set_aside_reason"] == reason


@settings(deadline=None, max_examples=15)
@given(st.lists(st.decimals(0, Decimal("999999.99"), places=2), min_size=1, max_size=20), st.booleans())
def test_no_printed_wage_changes_in_staging(wages: list[Decimal], with_commas: bool) -> None:
    rows = [{**PLAIN, "area": str(n), "a_mean": f"{wage:,}" if with_commas else str(wage)} for n, wage in enumerate(wages)]
    read = staged("oews", rows)
    assert [(row["a_mean"], row["set_aside_reason"]) for row in read] == [(wage, None) for wage in wages]


@settings(deadline=None, max_examples=15)
@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=6), min_size=1, max_size=20))
@example(["0."])
def test_any_word_in_a_figures_place_is_a_number_a_marker_a_blank_or_a_reason(words: list[str]) -> None:
    for word, row in zip(
        words, staged("oews", [{**PLAIN, "area": str(n), "h_mean": w} for n, w in enumerate(words)]), strict=True
    ):
        known = word.strip(" ") in ("", "*", "**", "#", "~")
        # '0.' is set aside as no figure the publisher prints, though a machine could read it.
        assert known == (row["h_mean"] is None and row["set_aside_reason"] is None), word
        assert row["h_mean"] is not None or known or row["set_aside_reason"], word


# -- the registry and the shipped figures -----------------------------------------------------------------------------


def test_the_registry_says_what_each_occupation_is_to_the_role() -> None:
    registry = oews.occupations()
    relation = registry.groupby("relation")["occupation_id"].agg(set).to_dict()
    assert relation == {
        "neighbour": {"21-1093", "21-1094", "21-1018", "21-1011", "21-1014"},
        "comparison": {"21-1099", "21-1015", "31-1120", "31-1011", "39-9021"},
        "all": {"00-0000"},
    }
    continues = {row.occupation_id: row.continues for row in registry.itertuples() if row.continues}
    assert continues == {"21-1018": "21-1011;21-1014", "31-1120": "31-1011;39-9021"}
    assert (registry["why"] != "").all()


def test_national_releases_hold_each_occupation_in_the_years_that_the_registry_names(rows: list[dict[str, str]]) -> None:
    national = [row for row in rows if row["area_type"] == "1" and row["naics"] == "000000"]
    held = {(row["occ_code"], int(row["reference_year"])) for row in national}
    expected = {
        (row.occupation_id, year)
        for row in oews.occupations().itertuples()
        for year in range(int(row.first_year), int(row.last_year or 2024) + 1)
    }
    assert held == expected


def test_the_shipped_table_covers_what_the_product_promises(rows: list[dict[str, str]]) -> None:
    def areas(year: int, area_type: str) -> int:
        return len({row["area"] for row in of(rows, year, area_type)})

    assert [areas(year, "1") for year in range(2013, 2025)] == [1] * 12
    assert (areas(2023, "2"), areas(2023, "3")) == (51, 3)
    assert (areas(2025, "2"), areas(2025, "3"), areas(2025, "4"), areas(2025, "6")) == (51, 1, 393, 137)
    assert len({row["naics"] for row in rows if row["reference_year"] == "2024"}) == 1 + 20


@pytest.mark.parametrize(
    ("occ_code", "year", "tot_emp", "h_mean", "h_median"),
    [
        ("21-1093", 2024, 424220, "22.64", "21.69"),
        ("21-1094", 2024, 60730, "26.91", "24.54"),
        ("21-1018", 2024, 440380, "31.30", "28.46"),
        ("21-1093", 2013, 355500, "15.04", "14.05"),
    ],
)
def test_national_figures_match_to_the_cent(
    rows: list[dict[str, str]], occ_code: str, year: int, tot_emp: int, h_mean: str, h_median: str
) -> None:
    (row,) = staged("oews", of(rows, year, "1", occ_code=occ_code))
    assert (row["tot_emp"], row["h_mean"], row["h_median"]) == (tot_emp, Decimal(h_mean), Decimal(h_median))


def test_every_shipped_row_is_used_or_a_broad_groups_copy(rows: list[dict[str, str]]) -> None:
    read = staged("oews", rows)
    reasons = {row["set_aside_reason"]: row["o_group"] for row in read if row["set_aside_reason"]}
    assert reasons == {"the broad group repeats the detailed occupation of the same code": "broad"}
    assert len(read) == len(rows)


# -- contract tests against the real files ----------------------------------------------------------------------------


@pytest.mark.shared
def test_the_shipped_tables_are_a_fresh_extract(shared_data: Path, tmp_path: Path) -> None:
    assert_shipped_as_extracted(oews, shared_data, tmp_path)


@pytest.mark.shared
def test_us_figures_match_the_selected_series_to_the_cent(shared_data: Path, rows: list[dict[str, str]]) -> None:
    with (shared_data / "oews" / "us_selected_occupations_2013_2025.csv").open(encoding="utf-8", newline="") as file:
        selected = [row for row in csv.DictReader(file) if row["year"] != "2025"]
    national = [row for row in rows if row["area_type"] == "1" and row["naics"] == "000000"]
    read = {(row["reference_year"], row["occ_code"]): row for row in staged("oews", national) if not row["set_aside_reason"]}
    columns = [column for column in selected[0] if column in FIGURES]
    assert len(columns) == 10
    for row in selected:
        held = read[int(row["year"]), row["occ_code"]]
        assert [held[column] for column in columns] == [Decimal(row[column]) for column in columns], row
    assert len(selected) == len(read) == 94


@pytest.mark.shared
def test_both_cuts_of_the_2023_state_release_agree(shared_data: Path) -> None:
    folder = shared_data / "oews" / "state"
    table = oews.read(PublisherFile(MEANS, (folder / MEANS).read_bytes()))
    means = {(row.area_title, row.occ_title): (row.h_mean, row.a_mean) for row in table.itertuples()}
    with (folder / "state_M2023_dl_3occ.csv").open(encoding="utf-8-sig", newline="") as file:
        other = {(row["AREA_TITLE"], row["OCC_TITLE"]): (row["H_MEAN"], row["A_MEAN"]) for row in csv.DictReader(file)}
    assert len(other) == 156
    assert {key: means[key] for key in other} == other


@pytest.mark.shared
def test_state_rows_of_the_area_table_agree_with_the_state_table(shared_data: Path) -> None:
    def read(folder: str, name: str) -> dict[tuple[str, str], dict[str, str]]:
        table = oews.read(PublisherFile(name, (shared_data / "oews" / folder / name).read_bytes()))
        wanted = table[(table["area_type"] == "2") & table["occ_code"].isin(oews.occupations()["occupation_id"])]
        return {(row["area"], row["occ_code"]): row for row in wanted.to_dict("records")}

    areas, states = read("metro", AREAS), read("state", STATES)
    columns = ("area_title", "prim_state", "tot_emp", *oews.PERCENTILES_OF_A_YEAR)
    both = areas.keys() & states.keys()
    assert len(both) == 51 * 5
    for key in both:
        assert [areas[key][column] for column in columns] == [states[key][column] for column in columns], key
        assert cell(areas[key]["loc_quotient"]) == cell(states[key]["loc_quotient"]), key


@pytest.mark.shared
def test_every_real_file_gives_every_occupation(shared_data: Path) -> None:
    extract = oews.extract(shared_data / "oews")
    read = {file.name: file.rows_read for file in extract.files}
    assert len(read) == 16
    assert read["natsector_M2024_dl.xlsx"] == 16434
    assert read[MEANS] == 37676
    assert all(1329 <= rows <= 1403 for name, rows in read.items() if name.startswith("national_"))
