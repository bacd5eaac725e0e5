"""Publisher files that are whole, and every way in which they are not: the reader says in one sentence what is wrong."""

import io
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import python_calamine
from hypothesis import given
from hypothesis import strategies as st

from pipeline.faults import SourceFault
from pipeline.publisher_files import PublisherFile, cell_text, find_files, normalised, read_table, sheets

HTML = b"<!DOCTYPE html>\n<html><head><title>Access denied</title></head></html>"
ROWS = [["occ_code", "tot_emp", "h_mean"], ["21-1093", 424220, 22.64], ["21-1094", 60730, 26.91]]
REQUIRED = ["occ_code", "tot_emp", "h_mean"]


def workbook(**sheets_by_name: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets_by_name.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def zipped(members: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, member in members.items():
            archive.writestr(name, member)
    return content.getvalue()


def csv_table(*lines: str) -> bytes:
    return "\n".join(lines).encode()


DATA = workbook(data=ROWS)

FAULTS = {
    "a_missing_column": (
        "pay.xlsx",
        workbook(data=[row[:2] for row in ROWS]),
        "pay.xlsx, sheet 'data': missing column 'h_mean'; expected it in the header row.",
    ),
    "a_renamed_column": (
        "pay.xlsx",
        workbook(notes=[["Field", "occ_code"]], data=[["occ_code", "tot_emp", "hr_mean"], *ROWS[1:]]),
        "pay.xlsx, sheet 'data': missing column 'h_mean'; expected it in the header row; the nearest name there is 'hr_mean'.",
    ),
    "two_missing_columns": (
        "pay.csv",
        csv_table("occ_code", "21-1093"),
        "pay.csv: missing columns 'tot_emp', 'h_mean'; expected them in the header row.",
    ),
    "no_table_at_all": (
        "pay.xlsx",
        workbook(Filler=[], UpdateTime=[["alldataupdate"], ["2025-03-01"]]),
        "pay.xlsx: no sheet holds the table; expected a header row with column 'occ_code'.",
    ),
    "a_repeated_column": (
        "pay.csv",
        csv_table("occ_code,tot_emp,h_mean,h_mean", "21-1093,1,2,3"),
        "pay.csv: column 'h_mean' more than once in the header; expected each name once.",
    ),
    "a_header_without_rows": (
        "pay.xlsx",
        workbook(data=ROWS[:1]),
        "pay.xlsx, sheet 'data': the table has a header and no rows; expected figures below it.",
    ),
    "an_empty_file": ("pay.xlsx", b"", "pay.xlsx: the file is empty; expected a table."),
    "a_byte_order_mark_and_nothing_else": (
        "pay.csv",
        b"\xef\xbb\xbf\r\n",
        "pay.csv: the file is empty; expected a table.",
    ),
    "a_web_page_saved_as_workbook": (
        "pay.xlsx",
        HTML,
        "pay.xlsx: this is a web page saved as .xlsx, probably an error page; download the file again.",
    ),
    "a_web_page_saved_as_csv": (
        "pay.csv",
        b"\xef\xbb\xbf\r\n<html lang='en'><body>403</body></html>",
        "pay.csv: this is a web page saved as .csv, probably an error page; download the file again.",
    ),
    "a_truncated_workbook": (
        "pay.xlsx",
        DATA[: len(DATA) // 2],
        "pay.xlsx: the workbook is damaged, cut short or not .xlsx; download it again.",
    ),
    "a_truncated_old_workbook": (
        "pay.xls",
        bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504),
        "pay.xls: the workbook is damaged, cut short or not .xls; download it again.",
    ),
    "a_truncated_csv": (
        "pay.csv",
        csv_table("occ_code,tot_emp,h_mean", "21-1093,424220,22.64", "21-1094"),
        "pay.csv, row 3: 1 cell; expected 3 as in the header; the file is cut short.",
    ),
    "a_csv_cut_inside_quotes": (
        "pay.csv",
        csv_table("occ_code,tot_emp,h_mean", '21-1093,"424,2'),
        "pay.csv: the table is damaged or cut short (unexpected end of data); download it again.",
    ),
    "a_row_with_a_cell_too_many": (
        "pay.csv",
        csv_table("occ_code,tot_emp,h_mean", "21-1093,424,220,22.64", "21-1094,60730,26.91"),
        "pay.csv, row 2: 4 cells; expected 3 as in the header.",
    ),
    "text_of_another_encoding": (
        "pay.csv",
        b"occ_code,tot_emp,h_mean\n21-1093,Do\xf1a Ana,1\n",
        "pay.csv: byte 35 is not utf-8-sig text; expected a utf-8-sig file.",
    ),
}


@pytest.mark.parametrize(("name", "content", "sentence"), FAULTS.values(), ids=FAULTS.keys())
def test_an_unusable_file_is_named_in_one_sentence(name: str, content: bytes, sentence: str) -> None:
    with pytest.raises(SourceFault) as fault:
        read_table(PublisherFile(name, content), REQUIRED)
    assert str(fault.value) == sentence


@pytest.mark.parametrize("share", range(5, 100, 5))
def test_a_workbook_cut_anywhere_is_a_fault(share: int) -> None:
    with pytest.raises(SourceFault, match=r"^pay\.xlsx: the workbook is damaged, cut short"):
        read_table(PublisherFile("pay.xlsx", DATA[: len(DATA) * share // 100]), REQUIRED)


class PanicException(BaseException):
    """What the workbook reader raises when it fails inside: no Exception."""


@pytest.mark.parametrize(("raised", "expected"), [(PanicException, SourceFault), (KeyboardInterrupt, KeyboardInterrupt)])
def test_a_panic_of_the_reader_is_a_fault_and_a_user_may_still_interrupt(
    monkeypatch: pytest.MonkeyPatch, raised: type[BaseException], expected: type[BaseException]
) -> None:
    class Workbook:
        @staticmethod
        def from_filelike(_: io.BytesIO) -> None:
            raise raised

    monkeypatch.setattr(python_calamine, "CalamineWorkbook", Workbook)
    with pytest.raises(expected):
        read_table(PublisherFile("pay.xls", DATA), REQUIRED)


def test_the_sheet_is_chosen_by_its_header_not_by_its_place() -> None:
    content = workbook(
        UpdateTime=[["alldataupdate"], ["2025"]],
        **{"Field Descriptions": [["Field", "Field Description"], ["occ_code", "SOC code"], ["h_mean", "Mean"]]},
        pay=[["May 2024"], [], ["OCC_CODE", None, "TOT_EMP ", "H_\nMEAN"], ["21-1093", "x", 424220, 22.64], [None] * 4],
    )
    table = read_table(PublisherFile("pay.xlsx", content), ["occ_code", "h_ mean"])
    assert table.to_dict("records") == [{"occ_code": "21-1093", "tot_emp": "424220", "h_ mean": "22.64"}]


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("pay.xlsx", lambda header: workbook(data=[header, ["21-1093", "~"]])),
        ("pay.csv", lambda header: csv_table(",".join(header), "21-1093,~")),
    ],
)
def test_a_column_may_go_by_its_name_of_another_year(name: str, write: Callable[[list[str]], bytes]) -> None:
    renamed = {"loc_q": "loc_quotient", "loc quotient": "loc_quotient"}
    for then in ("LOC_Q", "Loc Quotient", "loc_quotient"):
        file = PublisherFile(name, write(["OCC_CODE", then]))
        table = read_table(file, ["occ_code", "loc_quotient"], renamed=renamed)
        assert table.to_dict("records") == [{"occ_code": "21-1093", "loc_quotient": "~"}]


def test_a_csv_keeps_its_words_and_loses_its_blank_rows() -> None:
    content = csv_table("\ufeffAREA;A_MEAN", 'Guam;"53,400"', "", ";", "Iowa; * ", "").replace(b"\n", b"\r\n")
    table = read_table(PublisherFile("state.csv", content), ["area", "a_mean"], delimiter=";")
    assert table.to_numpy().tolist() == [["Guam", "53,400"], ["Iowa", "*"]]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (146875480.0, "146875480"),
        (25.72, "25.72"),
        (0.1 + 0.2, "0.3"),
        (0.0, "0"),
        (7, "7"),
        (None, ""),
        ("  ** ", "**"),
        (True, "True"),
    ],
)
def test_a_cell_becomes_the_text_that_the_sheet_shows(cell: object, text: str) -> None:
    assert cell_text(cell) == text


@given(st.decimals(min_value=0, max_value=10**9, places=3))
def test_no_figure_changes_on_its_way_through_a_workbook_cell(figure: Decimal) -> None:
    assert Decimal(cell_text(float(figure))) == figure


@given(st.lists(st.one_of(st.booleans(), st.integers(0, 1), st.sampled_from([0.0, 1.0, "1", "", "*"])), min_size=1))
def test_cells_of_a_column_do_not_borrow_each_others_text(cells: list[object]) -> None:
    file = PublisherFile("pay.xlsx", workbook(data=[["code", "cell"], *(["x", cell] for cell in cells)]))
    assert read_table(file, ["cell"])["cell"].tolist() == [cell_text(cell) for cell in cells]


@pytest.mark.parametrize("name", ["H_MEAN", " h_mean ", "h_mean\n"])
def test_header_names_are_compared_without_case_and_line_breaks(name: str) -> None:
    assert normalised(name) == "h_mean"


def test_sheets_gives_every_sheet_as_text() -> None:
    read = sheets(PublisherFile("pay.xlsx", workbook(first=[["Table 1"], [None, 1.5]], second=[[2]])))
    assert read == {"first": [["Table 1", ""], ["", "1.5"]], "second": [["2"]]}


def found(directory: Path, *patterns: str) -> list[tuple[str, bytes]]:
    return [(file.name, file.content) for file in find_files(directory, patterns)]


def test_files_are_found_below_the_folder_and_inside_zips_in_name_order(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "state.XLSX").write_bytes(b"state")
    (tmp_path / "a.zip").write_bytes(zipped({"oesm/MSA.xlsx": b"msa", "oesm/BOS.xlsx": b"bos", "oesm/readme.txt": b"no"}))
    (tmp_path / "notes.txt").write_bytes(b"no")
    files = list(find_files(tmp_path, ["*.xlsx"]))
    assert [(file.name, file.base_name, file.content) for file in files] == [
        ("a.zip: BOS.xlsx", "BOS.xlsx", b"bos"),
        ("a.zip: MSA.xlsx", "MSA.xlsx", b"msa"),
        ("state.XLSX", "state.XLSX", b"state"),
    ]


def test_lock_files_and_hidden_files_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "~$state.xlsx").write_bytes(b"lock")
    (tmp_path / ".state.xlsx").write_bytes(b"hidden")
    (tmp_path / "a.zip").write_bytes(
        zipped({"~$MSA.xlsx": b"lock", "oesm/~$BOS.xlsx": b"lock", "__MACOSX/._MSA.xlsx": b"fork", "MSA.xlsx": b"msa"})
    )
    assert found(tmp_path, "*.xlsx") == [("a.zip: MSA.xlsx", b"msa")]


RELEASE = zipped({"MSA.xlsx": DATA})
DAMAGED = RELEASE[:60] + bytes(byte ^ 255 for byte in RELEASE[60:90]) + RELEASE[90:]
ZIP_FAULTS = {
    "truncated": (RELEASE[:-100], "oesm24ma.zip: the zip is damaged or cut short; download the release again."),
    "damaged_inside": (DAMAGED, "oesm24ma.zip: the zip is damaged or cut short; download the release again."),
    "empty": (b"", "oesm24ma.zip: the file is empty; expected a table."),
    "a_web_page": (
        HTML,
        "oesm24ma.zip: this is a web page saved as .zip, probably an error page; download the file again.",
    ),
}


@pytest.mark.parametrize(("content", "sentence"), ZIP_FAULTS.values(), ids=ZIP_FAULTS.keys())
def test_an_unusable_zip_is_named_in_one_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    (tmp_path / "oesm24ma.zip").write_bytes(content)
    with pytest.raises(SourceFault) as fault:
        found(tmp_path, "*.xlsx")
    assert str(fault.value) == sentence


def test_a_fault_inside_a_zip_names_the_zip_and_the_file(tmp_path: Path) -> None:
    (tmp_path / "oesm24ma.zip").write_bytes(zipped({"MSA.xlsx": HTML}))
    (file,) = find_files(tmp_path, ["*.xlsx"])
    with pytest.raises(SourceFault, match=r"^oesm24ma\.zip: MSA\.xlsx: this is a web page saved as \.xlsx"):
        read_table(file, REQUIRED)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceFault, match=r"nowhere: no such folder; expected one that holds the publisher's files\.$"):
        found(tmp_path / "nowhere", "*.xlsx")
