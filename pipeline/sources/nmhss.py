"""National Mental Health Services Survey (N-MHSS): how many facilities offer peer support, by state, type, ownership and setting.

The public-use files hold one row a facility; kept are counts of facilities, 2014 to 2020. MHCONSUMER says whether a facility
offers consumer-run (peer support) services. ``nmhss_facility_types.csv`` holds the types; their codes differ by year.
"""

import re
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from pipeline.faults import SourceFault
from pipeline.publisher_files import PublisherFile, find_files, read_table
from pipeline.source import Extract, FileRead, NoPlace, NoRelease, PlaceName, Provenance, Release, Table

PROVENANCE = Provenance(
    source_id="nmhss",
    title="National Mental Health Services Survey (N-MHSS), public-use files",
    publisher="Substance Abuse and Mental Health Services Administration (SAMHSA)",
    publisher_url="https://www.samhsa.gov/data/data-we-collect/n-mhss/datafiles",
    licence="Public domain (US government work)",
    licence_url="https://www.samhsa.gov/data/data-we-collect/n-mhss/datafiles",
    citation="Substance Abuse and Mental Health Services Administration, National Mental Health Services Survey (N-MHSS).",
    obtained="From public copies of the public-use files; 2015 and 2017 agree in every compared cell with a second copy.",
    caveat=(
        "Counts facilities, not jobs. 2014 asked with other words, so trends start in 2015. In 2021 the survey became N-SUMHSS,"
        " which is not held."
    ),
)

SETTING_COLUMNS = {
    "settingip": "inpatient",
    "settingrc": "residential",
    "settingdtph": "day_treatment",
    "settingop": "outpatient",
}
KEY = ("year", "state", "facility_type", "ownership", *SETTING_COLUMNS.values())
COUNTS = ("n_offering", "n_not_offering", "n_not_answered")
TYPE_COLUMNS = ("facility_type", "title", "code_2014", "code_2015_19", "code_2020", "note")

TABLES = (
    Table(
        "nmhss",
        (*KEY, "facility_type_code", *COUNTS, "release", "publisher_url"),
        KEY,
        place=PlaceName("state"),
        release=Release("release", year="year"),
        lands=("mart.facilities",),
    ),
    Table(
        "facility_type",
        TYPE_COLUMNS,
        ("facility_type",),
        place=NoPlace("it says what the codes mean"),
        release=NoRelease("one list for the codes of every year"),
        lands=("core.facility_type",),
    ),
)

PUBLISHED = ("caseid", "lst", "facilitytype", "ownershp", "publicagency", *SETTING_COLUMNS, "mhconsumer")

FACILITY_TYPES = Path(__file__).with_name("nmhss_facility_types.csv")
CODE_COLUMN = {2014: "code_2014", **dict.fromkeys(range(2015, 2020), "code_2015_19"), 2020: "code_2020"}

OWNERSHIP = {"1": "for_profit", "2": "nonprofit", "3": "public"}
FEDERAL_VA = "federal_va"
ANSWER = {"1": "n_offering", "0": "n_not_offering", **{f"-{code}": "n_not_answered" for code in range(1, 10)}}
YES_OR_NO = {"1": "1", "0": "0"}


def extract(directory: Path) -> Extract:
    """Read every public-use CSV below ``directory`` (zips included), one a survey year, into counts of facilities.

    Files are known by 'nmhss' or 'n-mhss' in their name; a name with several years is a tabulation and is passed over.
    Raises SourceFault when there is none, a year comes twice, or a file lacks a column or holds a code unknown for its year.
    """
    found = [file for file in find_files(directory, ["*nmhss*.csv", "*n-mhss*.csv"]) if len(_years_named(file)) <= 1]
    if not found:
        raise SourceFault(f"{directory}: no public-use file found; expected a name such as nmhss-puf-2020.csv.")
    types = facility_types()
    tables: dict[str, pd.DataFrame] = {}
    files: list[FileRead] = []
    read: dict[str, str] = {}
    for file in found:
        facilities = _facilities(file, types)
        year = facilities["year"].iloc[0]
        if year in read:
            raise SourceFault(f"{read[year]} and {file.name} both hold the survey of {year}; expected one file a year.")
        read[year] = file.name
        tables[year] = _counted(facilities)
        files.append(FileRead.of(file, len(facilities), len(facilities)))
    counted = pd.concat(tables.values()).assign(publisher_url=PROVENANCE.publisher_url)
    return Extract({"nmhss": counted.assign(release="N-MHSS " + counted["year"]), "facility_type": types}, files)


def facility_types() -> pd.DataFrame:
    """The facility types as text in ``TYPE_COLUMNS``; a code is '' in the years that have no such type."""
    return pd.read_csv(FACILITY_TYPES, dtype=str, keep_default_na=False)


def _facilities(file: PublisherFile, types: pd.DataFrame) -> pd.DataFrame:
    """One row a facility: the columns of ``KEY``, its type's code and the name of the count it belongs to."""
    published = read_table(file, PUBLISHED).apply(lambda column: column.str.strip())
    year = _survey_year(file, published["caseid"])
    repeated = published.loc[published["caseid"].duplicated(), "caseid"]
    if not repeated.empty:
        raise SourceFault(f"{file.name}, column 'CASEID': {repeated.iloc[0]} stands twice; expected each facility once.")
    unknown = published.loc[~published["lst"].str.fullmatch(r"[A-Z]{2}"), "lst"]
    if not unknown.empty:
        raise SourceFault(f"{file.name}, column 'LST': '{unknown.iloc[0]}'; expected a postal code of two letters.")
    codes = types.loc[types[CODE_COLUMN[year]] != ""].set_index(CODE_COLUMN[year])["facility_type"].to_dict()
    ownership = _decoded(file, published["ownershp"], OWNERSHIP)
    return pd.DataFrame(
        {
            "year": str(year),
            "state": published["lst"],
            "facility_type": _decoded(file, published["facilitytype"], codes),
            "facility_type_code": published["facilitytype"],
            "ownership": ownership.mask((ownership == "public") & (published["publicagency"] == _va_code(year)), FEDERAL_VA),
            **{ours: _decoded(file, published[theirs], YES_OR_NO) for theirs, ours in SETTING_COLUMNS.items()},
            "count": _decoded(file, published["mhconsumer"], ANSWER),
        }
    )


def _counted(facilities: pd.DataFrame) -> pd.DataFrame:
    groups = facilities.groupby([*KEY, "facility_type_code", "count"]).size().unstack(fill_value=0)
    return groups.reindex(columns=list(COUNTS), fill_value=0).reset_index().astype(str)


def _survey_year(file: PublisherFile, case_ids: pd.Series) -> int:
    """The year that every CASEID begins with, which must be the one in the file's name where it names one."""
    years = set(case_ids.str[:4]) | _years_named(file)
    year = next(iter(years))
    if len(years) > 1 or not year.isdecimal() or int(year) not in CODE_COLUMN:
        told = ", ".join(sorted(years))
        raise SourceFault(
            f"{file.name}, column 'CASEID': file name and first four digits say {told}; "
            f"expected one survey year from {min(CODE_COLUMN)} to {max(CODE_COLUMN)}."
        )
    return int(year)


def _years_named(file: PublisherFile) -> set[str]:
    return set(re.findall(r"(?<!\d)20\d\d(?!\d)", file.base_name))


def _va_code(year: int) -> str:
    """PUBLICAGENCY of Veterans Affairs: 6, but 5 in 2014, where 324 of the 327 public VA medical centers carry it."""
    return "5" if year == 2014 else "6"


def _decoded(file: PublisherFile, read: pd.Series, meaning: Mapping[str, str]) -> pd.Series:
    unknown = read[~read.isin(list(meaning))]
    if not unknown.empty:
        raise SourceFault(
            f"{file.name}, column '{str(read.name).upper()}': unknown code '{unknown.iloc[0]}'; expected {', '.join(meaning)}."
        )
    return read.map(meaning)
