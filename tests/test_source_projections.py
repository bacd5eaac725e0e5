"""Employment projections of BLS: two workbook layouts and the export."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from pipeline.faults import SourceFault
from pipeline.publisher_files import PublisherFile
from pipeline.sources import projections
from tests.staged import assert_shipped_as_extracted, shipped, staged

# title, code, type, base, projected, change, percent, openings, wage
ASSISTANTS = ("Social and human service assistants", "21-1093", "Line item", 413.7, 466.0, 52.2, 12.6, 57.5, 35060)
EXECUTIVES = ("Chief executives", "11-1011", "Line item", 1424.0, 1514.7, 90.7, 6.4, 146.0, "—")
ROWS = [
    ("Total, all occupations", "00-0000", "Summary", 161037.7, 169435.9, 8398.1, 5.2, 19694.0, 39810),
    EXECUTIVES,
    ASSISTANTS,
]


def older_workbook(
    path: Path,
    rows: list[tuple] = ROWS,
    openings: str = "Occupational openings, 2018-28 annual average",
    wage: str = "Median annual wage, 2019(1)",
    caption: str = "Table 1.7 Occupational projections, 2018-28\n (Numbers in thousands)",
) -> None:
    """The layout to 2018-28: Table 1.7 with two header rows, the code without a heading; Table 1.2 has no wages."""
    book = Workbook()
    book.active.title = "Index"
    sheet = book.create_sheet("Table 1.2")
    sheet.append(["Table 1.2 Employment by detailed occupation\n(Numbers in thousands)"])
    sheet.append(["2018 National Employment Matrix title and code", None, "Occupation type", "Employment", None, openings])
    sheet.append([None, None, None, 2018, 2028, None])
    sheet = book.create_sheet("Table 1.7")
    sheet.append([caption])
    change = "Employment change, 2018-28"
    top = ["2018 National Employment Matrix title and code", None, "Occupation\ntype", "Employment", None, change, None]
    sheet.append([*top, "Percent self employed, 2018", openings, wage])
    sheet.append([None, None, None, 2018, 2028, "Number", "Percent", None, None, None])
    for *figures, count, pay in rows:
        sheet.append([*figures, 0.2, count, pay])
    for note in (
        "Footnotes:",
        "(1) Data are from another program.",
        'Note: Data is unavailable for values denoted with a "—".',
    ):
        sheet.append([note])
    book.save(path)


def newer_workbook(path: Path, rows: list[tuple] = ROWS) -> None:
    """The layout of 2024-34: Table 1.2 with one header row, en-dashes and indented titles; Table 1.10 has no wages."""
    book = Workbook()
    book.active.title = "Table 1.10"
    book.active.append(["2018 National Employment Matrix title", "2018 National Employment Matrix code", "Occupation type"])
    sheet = book.create_sheet("Table 1.2")
    sheet.append(["Table 1.2 Occupational projections, 2018–2028 (Employment in thousands)"])
    sheet.append(
        [
            "2018 National Employment Matrix title",
            "2018 National Employment Matrix code",
            "Occupation type",
            "Employment, 2018",
            "Employment, 2028",
            "Employment distribution, percent, 2018",
            "Employment distribution, percent, 2028",
            "Employment change, numeric, 2018–28",
            "Employment change, percent, 2018–28",
            "Percent self employed, 2018",
            "Occupational openings, 2018–28 annual average",
            "Median annual wage, dollars, 2019[1]",
            "Related Occupational Outlook Handbook (OOH) content xlsx",
        ]
    )
    for title, code, kind, base, projected, change, percent, openings, wage in rows:
        sheet.append([f"    {title}", code, kind, base, projected, 0, 0, change, percent, "—", openings, wage, "—"])
    sheet.append(["Source: Employment Projections program, U.S. Bureau of Labor Statistics"])
    book.save(path)


EXPORT_HEADER = (
    "Occupation Title,Occupation Code,Employment 2018,Employment 2028,"
    '"Employment Change, 2018-2028","Employment Percent Change, 2018-2028",'
    '"Occupational Openings, 2018-2028 Annual Average",Median Annual Wage 2019,trCode'
)
EXPORT = (
    f"{EXPORT_HEADER}\n"
    'Chief executives    * CEO* Chief Executive,"=""11-1011""","1,424.00","1,514.70",90.7,6.4,146,N/A,6\n'
    'Social and human service assistants    * Case Work Aide,21-1093,413.7,466,52.2,12.6,57.5,"35,060",5\n'
)
READ = ["occ_code", "occ_title", "base_employment_thousands", "projected_employment_thousands", "change_thousands"]
READ += ["percent_change", "openings_thousands", "openings_period", "median_annual_wage", "wage_year", "cycle"]


@pytest.mark.parametrize("write", [older_workbook, newer_workbook])
def test_both_workbook_layouts_read_alike_to_the_last_occupation(tmp_path: Path, write) -> None:
    write(tmp_path / "occupation.xlsx")
    read = projections.national_table(PublisherFile("occupation.xlsx", (tmp_path / "occupation.xlsx").read_bytes()))
    assert read.rows[READ].to_numpy().tolist() == [
        [
            "00-0000",
            "Total, all occupations",
            "161037.7",
            "169435.9",
            "8398.1",
            "5.2",
            "19694",
            "annual average",
            "39810",
            "2019",
            "2018-28",
        ],
        [
            "11-1011",
            "Chief executives",
            "1424",
            "1514.7",
            "90.7",
            "6.4",
            "146",
            "annual average",
            "—",
            "2019",
            "2018-28",
        ],
        [
            "21-1093",
            ASSISTANTS[0],
            "413.7",
            "466",
            "52.2",
            "12.6",
            "57.5",
            "annual average",
            "35060",
            "2019",
            "2018-28",
        ],
    ]
    assert read.rows["occ_type"].tolist() == ["Summary", "Line item", "Line item"]


def test_the_export_loses_its_sample_job_titles_and_spreadsheet_codes() -> None:
    read = projections.national_table(PublisherFile("Employment Projections.csv", EXPORT.encode()))
    assert read.rows[READ].to_numpy().tolist() == [
        [
            "11-1011",
            "Chief executives",
            "1,424.00",
            "1,514.70",
            "90.7",
            "6.4",
            "146",
            "annual average",
            "N/A",
            "2019",
            "2018-28",
        ],
        [
            "21-1093",
            ASSISTANTS[0],
            "413.7",
            "466",
            "52.2",
            "12.6",
            "57.5",
            "annual average",
            "35,060",
            "2019",
            "2018-28",
        ],
    ]


@given(st.from_regex(r"[0-9]{2}-[0-9]{4}", fullmatch=True))
def test_a_code_reads_the_same_plain_and_as_a_spreadsheet_formula(code: str) -> None:
    row = '"A title","{}",1,2,1,100,3,4,5\n'
    for printed in (code, f'=""{code}""'):
        text = f"{EXPORT_HEADER}\n{row.format(printed)}"
        assert projections.national_table(PublisherFile("Projections.csv", text.encode())).rows["occ_code"].tolist() == [code]


def test_openings_without_annual_average_are_a_ten_year_total(tmp_path: Path) -> None:
    older_workbook(tmp_path / "occupation.xlsx", openings="Job openings due to growth and replacements, 2018-28")
    table = projections.extract(tmp_path).tables["projections"]
    assert set(table["openings_period"]) == {"ten-year total"}


def test_only_the_registered_occupations_are_kept_and_the_workbook_wins(tmp_path: Path) -> None:
    (tmp_path / "A Projections.csv").write_text(EXPORT)
    older_workbook(tmp_path / "occupation.xlsx")
    extract = projections.extract(tmp_path)
    table = extract.tables["projections"]
    assert table[["occ_code", "file"]].to_numpy().tolist() == [
        ["00-0000", "occupation.xlsx"],
        ["21-1093", "occupation.xlsx"],
    ]
    assert [(file.name, file.rows_read, file.rows_kept) for file in extract.files] == [
        ("occupation.xlsx", 3, 2),
        ("A Projections.csv", 2, 0),
    ]


def test_two_files_that_disagree_are_both_named_even_on_an_occupation_not_kept(tmp_path: Path) -> None:
    older_workbook(tmp_path / "occupation.xlsx")
    (tmp_path / "Projections.csv").write_text(EXPORT.replace("1,424.00", "1,425.00"))
    sentence = r"occupation\.xlsx and Projections\.csv disagree on cycle 2018-28, occ_code 11-1011: base_employment_thousands"
    with pytest.raises(SourceFault, match=sentence):
        projections.extract(tmp_path)


def test_wages_of_two_years_are_no_disagreement(tmp_path: Path) -> None:
    older_workbook(tmp_path / "occupation.xlsx")
    (tmp_path / "Projections.csv").write_text(EXPORT.replace("Wage 2019", "Wage 2018").replace("35,060", "33,750"))
    table = projections.extract(tmp_path).tables["projections"].set_index("occ_code")
    assert table.loc["21-1093", ["median_annual_wage", "wage_year"]].tolist() == ["35060", "2019"]


def test_a_table_without_codes_is_checked_against_the_titles_of_its_cycle(tmp_path: Path) -> None:
    header = "title,Hierarchy,Occupationtype,Employment.2018,Employment.2028,ChgEmploy.2018to28.Num,ChgEmploy.2018to28.Perc,"
    header += '"Occupational openings, 2018-28 annual average","Median annual wage, 2019(1)"\n'
    row = 'Social & human service assistants,4,Line item,413.7,466,52.2,12.6,57.5,"$35,060 "\n'
    older_workbook(tmp_path / "occupation.xlsx")
    (tmp_path / "occupation_Table1.7.csv").write_text(header + row + row.replace("Social", "Unsocial"))
    files = {file.name: file for file in projections.extract(tmp_path).files}
    assert (files["occupation_Table1.7.csv"].rows_read, files["occupation_Table1.7.csv"].rows_kept) == (2, 0)
    (tmp_path / "occupation_Table1.7.csv").write_text(header + row.replace("57.5", "57.6"))
    with pytest.raises(SourceFault, match=r"occupation\.xlsx and occupation_Table1\.7\.csv disagree"):
        projections.extract(tmp_path)


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"wage": "Pay"}, "sheet 'Table 1.7': cannot find 'median annual wage'"),
        ({"openings": "Openings"}, "sheet 'Table 1.7': cannot find 'occupational openings'"),
        ({"openings": "Occupational openings, 2018-28"}, "'occupational openings, 2018-28' names no period"),
        ({"caption": "Table 1.7"}, "sheet 'Table 1.7': the caption names no unit"),
        ({"rows": [("Nobody", "211093", "Line item", 1, 2, 1, 100, 3, 4)]}, "'211093' is no occupation code"),
    ],
)
def test_a_changed_workbook_is_named_with_its_sheet(tmp_path: Path, told: dict, sentence: str) -> None:
    older_workbook(tmp_path / "occupation.xlsx", **told)
    with pytest.raises(SourceFault, match=f"^occupation.xlsx.*{sentence}"):
        projections.extract(tmp_path)


def test_a_workbook_of_something_else_is_named(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["Industry", "Output"])
    book.save(tmp_path / "occupation.xlsx")
    with pytest.raises(SourceFault, match=r"^occupation\.xlsx: cannot find 'occupation title'.*expected BLS's table"):
        projections.extract(tmp_path)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("occupation.xlsx", b"<!DOCTYPE html><html>Access denied", "occupation.xlsx: .*web page"),
        ("occupation.xlsx", b"PK\x03\x04cut", "occupation.xlsx: .*damaged"),
        ("occupation.xlsx", b"", "occupation.xlsx: .*empty"),
        ("Projections.csv", EXPORT.replace("Median Annual Wage 2019", "Wage").encode(), "'median annual wage'"),
        ("Projections.csv", EXPORT.replace("21-1093", "assistants").encode(), "'assistants' is no occupation code"),
        ("other.csv", b"a\n1\n", "no projections found"),
    ],
)
def test_an_unusable_file_is_named(tmp_path: Path, name: str, content: bytes, sentence: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(SourceFault, match=sentence):
        projections.extract(tmp_path)


def projection_of(**told: str) -> dict:
    row = {
        "base_year": "2014",
        "target_year": "2024",
        "base_employment_thousands": "1,386.6",
        "projected_employment_thousands": "430.8",
        "change_thousands": "-0.1",
        "percent_change": "11.4",
        "openings_thousands": "120.1",
        "openings_period": "annual average",
        "median_annual_wage": "30,830",
    }
    (staged_row,) = staged("projections", [{**dict.fromkeys(projections.TABLES[0].columns, ""), **row, **told}])
    return staged_row


def test_thousands_become_persons_exactly() -> None:
    row = projection_of()
    figures = [row[name] for name in ("base_employment", "projected_employment", "employment_change", "annual_openings")]
    assert figures == [1386600, 430800, -100, 120100]
    assert all(isinstance(figure, Decimal) for figure in figures)


def test_a_ten_year_total_is_divided_by_ten() -> None:
    row = projection_of(openings_period="ten-year total")
    assert (row["annual_openings"], row["openings_method"]) == (12010, "ten-year total / 10, replacement method")


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({}, None),
        ({"median_annual_wage": "—"}, None),
        ({"base_employment_thousands": "—"}, "no employment is published for the base year"),
        ({"projected_employment_thousands": "—"}, "no employment is published for the target year"),
        ({"percent_change": "—"}, "no percent change is published"),
        ({"openings_thousands": "—"}, "no openings are published, or their period is unknown"),
        ({"openings_period": ""}, "no openings are published, or their period is unknown"),
        ({"base_year": "?"}, "the years of the cycle are not numbers"),
    ],
)
def test_a_row_without_its_figures_is_set_aside(told: dict[str, str], reason: str | None) -> None:
    row = projection_of(**told)
    assert row["set_aside_reason"] == reason
    assert row["wage_note"] == ("not available" if told.get("median_annual_wage") == "—" else None)


@pytest.mark.parametrize(
    ("cycle", "base", "projected", "percent", "openings"),
    [
        ("2014-24", 386600, 430800, "11.4", 12000),
        ("2016-26", 389800, 453600, "16.4", 55400),
        ("2018-28", 413700, 466000, "12.6", 57500),
        ("2019-29", 425600, 497100, "16.8", 56500),
        ("2021-31", 420600, 472900, "12.5", 55900),
        ("2022-32", 415100, 450600, "8.6", 47400),
        ("2024-34", 449600, 478500, "6.4", 50600),
    ],
)
def test_the_shipped_cycles_of_social_and_human_service_assistants(
    cycle: str, base: int, projected: int, percent: str, openings: int
) -> None:
    rows = staged("projections", shipped("projections", "projections"))
    (row,) = [row for row in rows if (row["cycle"], row["occ_code"]) == (cycle, "21-1093")]
    assert [row[name] for name in ("base_employment", "projected_employment", "percent_change", "annual_openings")] == [
        base,
        projected,
        Decimal(percent),
        openings,
    ]
    assert row["openings_method"].startswith("ten-year total / 10" if cycle == "2014-24" else "annual average")


def test_the_shipped_table_holds_both_occupation_vintages() -> None:
    rows = {(row["cycle"], row["occ_code"]): row for row in staged("projections", shipped("projections", "projections"))}
    assert all(row["set_aside_reason"] is None for row in rows.values())
    assert rows["2018-28", "21-1018"]["percent_change"] == Decimal("22.5")
    assert rows["2018-28", "21-1094"]["percent_change"] == Decimal("12.5")
    assert {code for cycle, code in rows if cycle == "2016-26"} >= {
        "21-1011",
        "21-1014",
        "31-1011",
        "39-9021",
        "00-0000",
    }
    assert {code for cycle, code in rows if cycle == "2024-34"} >= {"21-1018", "31-1120", "00-0000"}


@pytest.mark.shared
def test_the_shipped_table_is_a_fresh_extract(shared_data: Path, tmp_path: Path) -> None:
    assert_shipped_as_extracted(projections, shared_data, tmp_path)


@pytest.mark.shared
def test_the_national_folder_alone_gives_the_national_table(shared_data: Path) -> None:
    extract = projections.extract(shared_data / "projections")
    assert len(extract.tables["projections"]) == len(shipped("projections", "projections"))
    assert {file.name: file.rows_read for file in extract.files}["occupation_2024-34_lkomenski.xlsx"] == 1113
