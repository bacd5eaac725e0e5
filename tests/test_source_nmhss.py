"""The N-MHSS public-use files: codes that differ by year, kinds of owner, several settings, faults; the counts they make."""

import csv
import io
import zipfile
from collections import Counter
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import raw_tables
from pipeline.faults import SourceFault
from pipeline.publisher_files import PublisherFile
from pipeline.source import Source
from pipeline.sources import nmhss
from tests.staged import PROJECT, SHIPPED, assert_shipped_as_extracted, shipped

FACILITY = {
    "CASEID": "202000001",
    "LST": "OR",
    "FACILITYTYPE": "7",
    "OWNERSHP": "2",
    "PUBLICAGENCY": "-2",
    "SETTINGIP": "0",
    "SETTINGRC": "0",
    "SETTINGDTPH": "0",
    "SETTINGOP": "1",
    "MHCONSUMER": "1",
}
NAME = "nmhss-puf-2020-csv.csv"


def facility(case: int = 1, year: int = 2020, **cells: str) -> dict[str, str]:
    return {**FACILITY, "CASEID": f"{year}{case:05}", **cells}


def public_use(*facilities: dict[str, str]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(facilities[0]), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(facilities)
    return text.getvalue()


def counts_of(folder: Path) -> list[dict[str, str]]:
    return nmhss.extract(folder).tables["nmhss"].to_dict("records")


def counts(tmp_path: Path, *facilities: dict[str, str]) -> list[dict[str, str]]:
    (tmp_path / "nmhss.csv").write_text(public_use(*facilities))
    return counts_of(tmp_path)


def test_facilities_alike_are_counted_by_their_answer(tmp_path: Path) -> None:
    answers = ["1", "1", "0", "-1", "-3"]
    (row,) = counts(tmp_path, *(facility(case, MHCONSUMER=answer) for case, answer in enumerate(answers)))
    assert row == {
        "year": "2020",
        "state": "OR",
        "facility_type": "community_mental_health_center",
        "facility_type_code": "7",
        "ownership": "nonprofit",
        "inpatient": "0",
        "residential": "0",
        "day_treatment": "0",
        "outpatient": "1",
        "n_offering": "2",
        "n_not_offering": "1",
        "n_not_answered": "2",
        "release": "N-MHSS 2020",
        "publisher_url": nmhss.PROVENANCE.publisher_url,
    }


@pytest.mark.parametrize(
    ("year", "code", "facility_type"),
    [
        (2014, "7", "community_mental_health_center"),
        (2014, "8", "outpatient"),
        (2014, "9", "multi_setting"),
        (2014, "10", "other"),
        (2015, "8", "day_treatment"),
        (2019, "9", "outpatient"),
        (2019, "10", "multi_setting"),
        (2019, "11", "other"),
        (2020, "8", "ccbhc"),
        (2020, "9", "day_treatment"),
        (2020, "10", "outpatient"),
        (2020, "11", "multi_setting"),
        (2020, "12", "other"),
    ],
)
def test_a_type_code_is_read_as_its_year_means_it(tmp_path: Path, year: int, code: str, facility_type: str) -> None:
    (row,) = counts(tmp_path, facility(year=year, FACILITYTYPE=code))
    assert (row["facility_type"], row["facility_type_code"]) == (facility_type, code)


@pytest.mark.parametrize(
    ("year", "code", "agency", "ownership"),
    [
        (2020, "1", "-2", "for_profit"),
        (2020, "2", "-2", "nonprofit"),
        (2020, "3", "1", "public"),
        (2020, "3", "5", "public"),
        (2020, "3", "6", "federal_va"),
        (2015, "3", "6", "federal_va"),
        (2014, "3", "5", "federal_va"),
        (2014, "3", "6", "public"),
        (2016, "2", "6", "nonprofit"),
    ],
)
def test_veterans_affairs_stands_apart_from_other_public_agencies(
    tmp_path: Path, year: int, code: str, agency: str, ownership: str
) -> None:
    (row,) = counts(tmp_path, facility(year=year, OWNERSHP=code, PUBLICAGENCY=agency))
    assert row["ownership"] == ownership


def test_a_facility_keeps_every_setting_it_ticks(tmp_path: Path) -> None:
    rows = counts(tmp_path, facility(1), facility(2, SETTINGIP="1", SETTINGDTPH="1"))
    ticked = {tuple(row[name] for name in nmhss.SETTING_COLUMNS.values()): row["n_offering"] for row in rows}
    assert ticked == {("0", "0", "0", "1"): "1", ("1", "0", "1", "1"): "1"}


@pytest.mark.parametrize("state", ["ZZ", "PR", "GU"])
def test_territories_stay_as_published(tmp_path: Path, state: str) -> None:
    (row,) = counts(tmp_path, facility(LST=state))
    assert row["state"] == state


def test_the_whole_official_file_is_read_in_any_order_case_and_zip(tmp_path: Path) -> None:
    whole = {"MHINTAKE": "1", **dict(reversed(facility().items())), "REVCHK5": "-3", "T_CLIOP": "7"}
    text = public_use(whole)
    header, _, rows = text.partition("\r\n")
    with zipfile.ZipFile(tmp_path / "N-MHSS-2020-DS0001-bndl-data-csv.zip", "w") as archive:
        archive.writestr("N-MHSS-2020/" + NAME, header.lower() + "\r\n" + rows)
    (row,) = counts_of(tmp_path)
    assert (row["year"], row["facility_type"], row["n_offering"]) == ("2020", "community_mental_health_center", "1")


def test_a_tabulation_of_several_years_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "nmhss_peer_support_2015_2020.csv").write_text("survey_year,state\n2015,AK\n")
    (tmp_path / NAME).write_text(public_use(facility()))
    assert [file.name for file in nmhss.extract(tmp_path).files] == [NAME]


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({}, "no public-use file found; expected a name such as nmhss-puf-2020.csv"),
        ({"nsumhss_2021.csv": public_use(facility())}, "no public-use file found"),
        ({NAME: ""}, f"{NAME}: the file is empty"),
        ({NAME: "<!DOCTYPE html><title>404</title>"}, f"{NAME}: this is a web page"),
        (
            {NAME: public_use(facility()).replace("MHCONSUMER", "MHCONSUMERS")},
            f"{NAME}: missing column 'mhconsumer'; .* nearest name there is 'mhconsumers'",
        ),
        ({NAME: public_use(facility(MHCONSUMER="2"))}, f"{NAME}, column 'MHCONSUMER': unknown code '2'; expected 1, 0, -1"),
        ({NAME: public_use(facility(MHCONSUMER=""))}, f"{NAME}, column 'MHCONSUMER': unknown code ''"),
        ({NAME: public_use(facility(FACILITYTYPE="13"))}, f"{NAME}, column 'FACILITYTYPE': unknown code '13'"),
        ({NAME: public_use(facility(OWNERSHP="4"))}, f"{NAME}, column 'OWNERSHP': unknown code '4'; expected 1, 2, 3"),
        ({NAME: public_use(facility(SETTINGRC="-1"))}, f"{NAME}, column 'SETTINGRC': unknown code '-1'; expected 1, 0"),
        ({NAME: public_use(facility(LST="Oregon"))}, f"{NAME}, column 'LST': 'Oregon'; expected a postal code"),
        ({NAME: public_use(facility(1), facility(1))}, f"{NAME}, column 'CASEID': 202000001 stands twice"),
        ({NAME: public_use(facility(year=2019))}, f"{NAME}, column 'CASEID': .* say 2019, 2020; expected one survey year"),
        ({NAME: public_use(facility(1), facility(2, year=2019))}, "say 2019, 2020"),
        ({"nmhss.csv": public_use(facility(year=2012))}, "nmhss.csv.* say 2012; expected one survey year from 2014 to 2020"),
        ({"nmhss.csv": public_use(facility(CASEID="AK-0001"))}, "nmhss.csv.* say AK-0; expected one survey year"),
        (
            {NAME: public_use(facility()), "nmhss.csv": public_use(facility())},
            f"{NAME} and nmhss.csv both hold the survey of 2020; expected one file a year",
        ),
        ({"nmhss.csv": public_use(facility(year=2019, FACILITYTYPE="12"))}, "column 'FACILITYTYPE': unknown code '12'"),
    ],
)
def test_a_file_that_cannot_be_used_is_named(tmp_path: Path, files: dict[str, str], sentence: str) -> None:
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    with pytest.raises(SourceFault, match=sentence):
        nmhss.extract(tmp_path)


@settings(deadline=None)
@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "LST": st.sampled_from(["OR", "WI", "ZZ"]),
                "FACILITYTYPE": st.sampled_from(["1", "6", "8", "12"]),
                "OWNERSHP": st.sampled_from(["1", "2", "3"]),
                "PUBLICAGENCY": st.sampled_from(["-2", "1", "6"]),
                "SETTINGIP": st.sampled_from(["0", "1"]),
                "MHCONSUMER": st.sampled_from(["1", "0", "-1", "-5"]),
            }
        ),
        min_size=1,
        max_size=30,
    )
)
def test_every_facility_is_in_exactly_one_count(rows: list[dict[str, str]]) -> None:
    facilities = [facility(case, **cells) for case, cells in enumerate(rows)]
    file = PublisherFile(NAME, public_use(*facilities).encode())
    counted = nmhss._counted(nmhss._facilities(file, nmhss.facility_types()))
    assert not counted.duplicated(list(nmhss.KEY)).any()
    answers = Counter(nmhss.ANSWER[row["MHCONSUMER"]] for row in rows)
    assert {name: counted[name].astype(int).sum() for name in nmhss.COUNTS} == {name: answers[name] for name in nmhss.COUNTS}


def staged_counts(*rows: dict[str, str]) -> list[dict]:
    """The rows of staging.nmhss made from raw rows, beside the shipped facility types."""
    with duckdb.connect() as connection:
        connection.execute("attach ':memory:' as raw; create schema staging")
        raw_tables.load(connection, Source.of(nmhss), SHIPPED)
        if rows:
            read = pd.DataFrame(rows, dtype=str)
            read.insert(0, "raw_row", range(1, len(read) + 1))
            cells = ", ".join(f"nullif({column}, '') as {column}" for column in COUNT)
            connection.execute(f"create or replace table raw.nmhss as select raw_row, {cells} from read")
        for table in ("facility_type", "nmhss"):
            connection.execute((PROJECT / "pipeline" / "sql" / "staging" / f"{table}.sql").read_text(encoding="utf-8"))
        result = connection.execute("from staging.nmhss order by raw_row")
        names = [column[0] for column in result.description]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


COUNT = {
    "year": "2020",
    "state": "OR",
    "facility_type": "ccbhc",
    "ownership": "federal_va",
    "inpatient": "0",
    "residential": "0",
    "day_treatment": "0",
    "outpatient": "1",
    "facility_type_code": "8",
    "n_offering": "2",
    "n_not_offering": "1",
    "n_not_answered": "0",
    "release": "N-MHSS 2020",
    "publisher_url": "",
}


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("year", "2020", None),
        ("year", "soon", "the year 'soon' is not a number"),
        ("state", "", "no state is given"),
        ("facility_type", "clinic", "the facility type 'clinic' is not in the list of types"),
        ("facility_type", "", "the facility type '' is not in the list of types"),
        ("ownership", "private", "the ownership 'private' is not for_profit, nonprofit, public or federal_va"),
        ("day_treatment", "some", "a setting is not 0 or 1"),
        ("n_offering", "", "a count of facilities is not a whole number"),
        ("n_not_answered", "-1", "a count of facilities is not a whole number"),
    ],
)
def test_a_count_that_cannot_be_used_is_set_aside(column: str, cell: str, reason: str | None) -> None:
    assert staged_counts({**COUNT, column: cell})[0]["set_aside_reason"] == reason


@pytest.fixture(scope="module")
def rows() -> pd.DataFrame:
    return pd.DataFrame(staged_counts())


def test_every_shipped_row_is_used_and_small_enough_to_ship(rows: pd.DataFrame) -> None:
    assert rows["set_aside_reason"].isna().all()
    assert (SHIPPED / "nmhss" / "nmhss.csv").stat().st_size < 2_000_000


@pytest.mark.parametrize(
    ("year", "offering", "facilities"),
    [
        (2014, 3478, 13176),
        (2015, 2639, 12826),
        (2016, 2866, 12172),
        (2017, 2849, 11582),
        (2018, 2976, 11682),
        (2019, 3429, 12472),
        (2020, 4304, 12275),
    ],
)
def test_the_shipped_counts_add_up_to_the_nation(rows: pd.DataFrame, year: int, offering: int, facilities: int) -> None:
    of_year = rows[rows["year"] == year]
    assert of_year["n_offering"].sum() == offering
    assert of_year[list(nmhss.COUNTS)].to_numpy().sum() == facilities


def test_a_type_has_one_code_in_each_layout() -> None:
    types = shipped("nmhss", "facility_type")
    for layout, number in (("code_2014", 10), ("code_2015_19", 11), ("code_2020", 12)):
        codes = [row[layout] for row in types if row[layout]]
        assert sorted(codes, key=int) == [str(code) for code in range(1, number + 1)]


TABULATED_TYPES = {
    "Certified community behavioral health clinic": "ccbhc",
    "Community mental health center": "community_mental_health_center",
    "Multi-setting mental health facility": "multi_setting",
    "Other": "other",
    "Other type of residential treatment facility": "other_residential",
    "Outpatient mental health facility": "outpatient",
    "Partial hospitalization or day treatment facility": "day_treatment",
    "Psychiatric hospital": "psychiatric_hospital",
    "Residential treatment center for adults": "adult_residential",
    "Residential treatment center for children": "children_residential",
    "Separate inpatient psychiatric unit of a general hospital": "general_hospital_unit",
    "Veterans Administration medical center": "va_medical_center",
}
TABULATED_OWNERSHIP = {
    "Private for-profit organization": "for_profit",
    "Private non-profit organization": "nonprofit",
    "Public agency or department": "public",
}


@pytest.mark.shared
def test_the_shipped_counts_agree_with_a_tabulation_made_apart(rows: pd.DataFrame, shared_data: Path) -> None:
    names = ("facilities_offering_peer_support", "facilities_not_offering", "not_answered")
    tabulated = {}
    with (shared_data / "facilities" / "nmhss_peer_support_by_state_type_ownership_2015_2020.csv").open(newline="") as file:
        for row in csv.DictReader(file):
            kind, owner = TABULATED_TYPES[row["facility_type"]], TABULATED_OWNERSHIP[row["ownership"]]
            tabulated[int(row["survey_year"]), row["state"], kind, owner] = tuple(int(row[name]) for name in names)
    ours = rows[rows["year"] >= 2015].replace({"ownership": {"federal_va": "public"}})
    counted = ours.groupby(["year", "state", "facility_type", "ownership"])[list(nmhss.COUNTS)].sum()
    assert {key: tuple(int(count) for count in found) for key, *found in counted.itertuples()} == tabulated


@pytest.mark.shared
def test_the_shipped_tables_are_a_fresh_extract(shared_data: Path, tmp_path: Path) -> None:
    assert_shipped_as_extracted(nmhss, shared_data / "facilities", tmp_path)
