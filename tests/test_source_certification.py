"""State certification: what a cell holds, who says so, what was verified, and that nothing else counts as verified."""

import csv
import datetime
import re
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.faults import SourceFault
from pipeline.sources import certification
from tests.staged import assert_shipped_as_extracted, shipped, staged

LIST = "CPSS-Research, a list on GitHub"
CHECKED_STATES = {"AZ", "CA", "CO", "FL", "GA", "MD", "OH", "SD", "TX", "VA", "WA"}
# What the checked table names for each state, as fields of ours.
NAMED = {
    "AZ": {"body", "credential"},
    "CA": {"training_hours", "exam", "body"},
    "CO": {"training_hours", "exam", "body"},
    "FL": {"credential", "body", "medicaid_billable"},
    "GA": {"body", "medicaid_billable"},
    "MD": {"training_hours", "work_experience_hours", "body", "supervision_hours"},
    "OH": {"training_hours", "exam", "body", "renewal"},
    "SD": {"credential"},
    "TX": {"work_experience_hours", "renewal", "exam", "credential", "body"},
    "VA": {"credential", "body"},
    "WA": {"training_hours", "work_experience_hours", "exam", "body", "credential"},
}


def rows_of(state: str, field: str) -> list[dict[str, str]]:
    prefix = f"{state.lower()}-{field}-"
    return [row for row in shipped("certification", "certification") if row["fact_id"].startswith(prefix)]


def test_fifty_states_and_dc_are_held() -> None:
    states = {row["fact_id"][:2] for row in shipped("certification", "certification")}
    assert len(states) == 51
    assert {"dc", "wy", "al"} <= states


def test_verified_is_what_the_checked_table_names_and_nothing_else() -> None:
    verified: dict[str, set[str]] = {}
    for row in shipped("certification", "certification"):
        if row["verified"] == "yes":
            verified.setdefault(row["fact_id"][:2].upper(), set()).add(row["field"])
    assert verified == NAMED


def test_what_is_verified_stands_in_another_source_than_the_list() -> None:
    verified = [row for row in shipped("certification", "certification") if row["verified"] == "yes"]
    sources = {(row["area"], row["field"], row["value_as_printed"]): set() for row in verified}
    for row in verified:
        sources[row["area"], row["field"], row["value_as_printed"]].add(row["publisher"])
    assert all(publishers - {LIST} for publishers in sources.values())


@pytest.mark.parametrize(
    ("state", "field", "expected"),
    [
        ("MD", "training_hours", [("46", "", "yes"), ("46", "", "yes"), ("50", "", "no")]),
        ("SC", "training_hours", [("40", "", "no"), ("46", "", "no")]),
        ("WV", "training_hours", [("46", "", "no"), ("a webinar", "", "no")]),
        ("PA", "training_hours", [("75", "CPS", "no"), ("78", "CRS", "no")]),
        ("GA", "training_hours", [("40", "CPS-AD (CARES)", "no"), ("9 days", "CPS-MH", "no")]),
        ("TX", "training_hours", [("24 core + 40-46 supplemental", "", "no")]),
        ("DC", "training_hours", []),
        ("DC", "work_experience_hours", [("80", "", "no")]),
        ("AK", "medicaid_billable", [("yes", "", "no")]),
        ("OH", "medicaid_billable", [("no", "mental health services", "no"), ("yes", "substance use services", "no")]),
        ("VT", "medicaid_billable", [("no", "mental health services", "no"), ("no", "substance use services", "no")]),
        ("TX", "medicaid_billable", [("yes", "MHPS and RSPS", "no"), ("yes", "MHPS and RSPS", "no")]),
    ],
)
def test_a_cell_becomes_its_values(state: str, field: str, expected: list[tuple[str, str, str]]) -> None:
    rows = [(row["value_as_printed"], row["applies_to"], row["verified"]) for row in rows_of(state, field)]
    assert rows == expected


def test_a_value_without_a_recorded_address_has_none() -> None:
    (fee,) = rows_of("GA", "fee")
    assert (fee["publisher"], fee["publisher_url"], fee["source_date"]) == ("Copeland Center", "", "undated")


def test_the_collectors_words_about_sources_do_not_stand_in_values() -> None:
    spoken = re.compile(r"cjoh|Policy Center|CONFLICT|contradict", re.IGNORECASE)
    assert [row for row in shipped("certification", "certification") if spoken.search(row["value_as_printed"])] == []


def staged_value(field: str, printed: str, **told: str) -> dict:
    columns = dict.fromkeys(certification.TABLES[0].columns, "")
    (row,) = staged("certification", [{**columns, "verified": "no", "field": field, "value_as_printed": printed, **told}])
    return row


@pytest.mark.parametrize(
    ("field", "printed", "number", "unit"),
    [
        ("training_hours", "40", 40, "hours"),
        ("training_hours", "60 (>=30 live)", 60, "hours"),
        ("training_hours", "72 (60 contact + 12 homework)", 72, "hours"),
        ("training_hours", "80 (from 2025; was 36-40)", 80, "hours"),
        ("training_hours", "37.5", Decimal("37.5"), "hours"),
        ("training_hours", "37.5 core within 50 CE hours", None, "hours"),
        ("training_hours", "30 core + 16 additional", None, "hours"),
        ("training_hours", "40 (+16 online e-based) or 3 years experience", None, "hours"),
        ("training_hours", "40 (+16 online)", None, "hours"),
        ("training_hours", "40-46", None, "hours"),
        ("training_hours", "9 days", None, "hours"),
        ("work_experience_hours", "500 (over 6 months)", 500, "hours"),
        ("work_experience_hours", "1,500", 1500, "hours"),
        ("work_experience_hours", "100-200", None, "hours"),
        ("work_experience_hours", "0 (or 3 years in lieu of training)", None, "hours"),
        ("fee", "$175", 175, "USD"),
        ("fee", "$60 exam; $55 renewal", None, "USD"),
        ("fee", "training $65-$350", None, "USD"),
        ("renewal", "20", None, None),
        ("exam", ">=80%", None, None),
    ],
)
def test_a_number_is_read_only_where_one_is_possible(field: str, printed: str, number: object, unit: str | None) -> None:
    row = staged_value(field, printed)
    assert (row["value_text"], row["value_number"], row["unit"]) == (printed, number, unit)


@given(low=st.integers(0, 2000), high=st.integers(0, 2000), between=st.sampled_from(["-", " or ", " + ", " core + ", " to "]))
def test_two_numbers_are_never_one(low: int, high: int, between: str) -> None:
    assert staged_value("training_hours", f"{low}{between}{high}")["value_number"] is None


@pytest.mark.parametrize(
    ("printed", "as_of"),
    [
        ("2025-11", datetime.date(2025, 11, 1)),
        ("2024-07/09", datetime.date(2024, 7, 1)),
        ("c. 2020", None),
        ("2023-2025", None),
        ("undated (c. 2023-24)", None),
        ("page undated; updates page 2022-10-05", None),
    ],
)
def test_only_a_month_is_a_date(printed: str, as_of: datetime.date | None) -> None:
    row = staged_value("exam", "yes", source_date=printed)
    assert (row["as_of"], row["source_date_text"]) == (as_of, printed)


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"value_as_printed": "0 (not stated)"}, "the cell itself says that nothing is stated"),
        ({"value_as_printed": ""}, "no value is printed"),
        ({"verified": "perhaps"}, "whether it was verified is not recorded"),
        ({}, None),
    ],
)
def test_a_row_that_says_nothing_is_set_aside(told: dict[str, str], reason: str | None) -> None:
    assert staged_value("training_hours", "40", **told)["set_aside_reason"] == reason


def test_one_shipped_row_is_set_aside() -> None:
    rows = staged("certification", shipped("certification", "certification"), blank_is_null=True)
    assert Counter(row["set_aside_reason"] for row in rows) == {None: 312, "the cell itself says that nothing is stated": 1}


Change = Callable[[list[dict[str, str]]], None]


@pytest.fixture
def copied(shared_data: Path, tmp_path: Path) -> Callable[[str, Change], Path]:
    """Copies of the three real tables, one of them changed."""

    def change(name: str, by: Change) -> Path:
        for table in (certification.COLLECTED, certification.CHECKED, certification.GAPS):
            with (shared_data / "reference" / table).open(encoding="utf-8", newline="") as file:
                rows = list(csv.DictReader(file))
            if table == name:
                by(rows)
            with (tmp_path / table).open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, rows[0])
                writer.writeheader()
                writer.writerows(rows)
        return tmp_path

    return change


def set_cell(state: str, column: str, text: str) -> Change:
    return lambda rows: next(row for row in rows if row["state"] == state).update({column: text})


@pytest.mark.shared
@pytest.mark.parametrize(
    ("table", "change", "sentence"),
    [
        (certification.COLLECTED, set_cell("MD", "training_hours", "60"), "'training_hours': MD .*"),
        (certification.COLLECTED, set_cell("NY", "training_hours", "50 (cjoh); 60 (Copeland)"), "NY has '50 .cjoh.; 60"),
        (certification.COLLECTED, set_cell("PA", "training_hours", "75"), "PA has '75'; expected '75 .CPS, Copeland."),
        (certification.COLLECTED, set_cell("CT", "medicaid_billable", "no (Policy Center for MMH, 2024-09)"), "CT differs from"),
        (certification.COLLECTED, set_cell("NY", "source_url", "https://example.org"), "unknown address 'https://example.org'"),
        (certification.COLLECTED, set_cell("NY", "state", "Ruritania"), "'Ruritania' is no state"),
        (certification.COLLECTED, lambda rows: rows.remove(rows[-3]), "no row for WV"),
        (certification.CHECKED, set_cell("CA", "verified_fields", "fee"), "'verified_fields': CA"),
        (certification.CHECKED, set_cell("CO", "body", "Somebody"), "'body': CO differs from certification.csv"),
        (certification.CHECKED, lambda rows: rows.remove(rows[0]), "no row for AZ"),
    ],
    ids=lambda case: case if isinstance(case, str) else "",
)
def test_what_a_person_must_read_again_is_named(copied, table: str, change: Change, sentence: str) -> None:
    with pytest.raises(SourceFault, match=sentence):
        certification.extract(copied(table, change))


@pytest.mark.parametrize("missing", [certification.COLLECTED, certification.CHECKED, certification.GAPS])
def test_a_missing_table_is_named(tmp_path: Path, missing: str) -> None:
    for table in {certification.COLLECTED, certification.CHECKED, certification.GAPS} - {missing}:
        (tmp_path / table).write_text("state\n")
    with pytest.raises(SourceFault, match=f"0 files named {missing}"):
        certification.extract(tmp_path)


@pytest.mark.shared
def test_the_real_tables_hold_51_states_and_11_checked_ones(shared_data: Path) -> None:
    read = {file.name: file.rows_read for file in certification.extract(shared_data / "reference").files}
    assert read == {certification.COLLECTED: 51, certification.CHECKED: 11, certification.GAPS: 12}
    with (shared_data / "reference" / certification.CHECKED).open(encoding="utf-8", newline="") as file:
        assert {row["state"] for row in csv.DictReader(file)} == CHECKED_STATES


@pytest.mark.shared
def test_the_shipped_table_is_a_fresh_extract(shared_data: Path, tmp_path: Path) -> None:
    assert_shipped_as_extracted(certification, shared_data, tmp_path / "whole")
