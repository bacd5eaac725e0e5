"""The long-term projections of the states, as CareerOneStop and Projections Central publish them, in persons.

CareerOneStop gives a table of one occupation by state, Projections Central an answer of its API; both also hold a row
for the United States.
"""

import json
import re
from decimal import Decimal
from pathlib import Path

import pandas as pd

from pipeline.agreement import FileRows, agreed_extract, published_number
from pipeline.faults import SourceFault
from pipeline.publisher_files import PublisherFile, find_files, read_table
from pipeline.source import AreaCode, Extract, Provenance, Release, Table
from pipeline.sources.oews import occupations
from pipeline.state_fips import NATION, state_fips

PROVENANCE = Provenance(
    source_id="state_projections",
    title="Long-term occupational projections of the states",
    publisher="State agencies, through CareerOneStop and the Projections Managing Partnership",
    publisher_url="https://projectionscentral.org/",
    licence="Single figures (facts), each cited",
    licence_url="https://www.copyright.gov/help/faq/faq-protect.html",
    citation="CareerOneStop and Projections Central, long-term occupational projections; each row names its publisher.",
    obtained="From public copies of a CareerOneStop table and of Projections Central answers; no row has a second copy.",
    caveat="Each state projects on its own; few states are held, their periods differ, and New York's openings look wrong.",
)

TABLES = (
    Table(
        "state_projections",
        (
            "area",
            "area_title",
            "occ_code",
            "occ_title",
            "base_year",
            "target_year",
            "base_employment",
            "projected_employment",
            "percent_change",
            "annual_openings",
            "flag",
            "file",
            "release",
            "publisher",
            "publisher_url",
        ),
        key=("area", "occ_code", "base_year", "target_year"),
        place=AreaCode("area", title="area_title"),
        release=Release("release", year="base_year"),
        lands=("mart.growth",),
    ),
)

FIGURES = ("base_employment", "projected_employment", "percent_change", "annual_openings")

COLUMNS_OF_CAREERONESTOP = {
    "base_year": "base_year",
    "proj_year": "target_year",
    "base_emp": "base_employment",
    "proj_emp": "projected_employment",
    "pct_change": "percent_change",
    "annual_openings": "annual_openings",
}
FIELDS_OF_PROJECTIONS_CENTRAL = {
    "OccCode": "occ_code",
    "Title": "occ_title",
    "BaseYear": "base_year",
    "ProjYear": "target_year",
    "Base": "base_employment",
    "Projected": "projected_employment",
    "PercentChange": "percent_change",
    "AvgAnnualOpenings": "annual_openings",
}
# Openings less growth are people leaving. Under 1% of the jobs a year is not credible (the US figure is over 10%).
LEAST_CREDIBLE_SHARE_LEAVING = Decimal("0.01")
OPENINGS_LOOK_WRONG = "looks wrong: openings far below the base employment implies"


def extract(directory: Path) -> Extract:
    """Read every CareerOneStop table and Projections Central answer below ``directory``; keep registered occupations.

    Employment and openings are persons; areas are FIPS codes of two digits (99 = US). Raises SourceFault when there is
    no such file, a place is no state, or two files disagree on a figure of one area, occupation and period.
    """
    read = [_careeronestop(file) for file in find_files(directory, ["careeronestop_*.csv"])]
    read += [_projections_central(file) for file in find_files(directory, ["sample_rows*.json", "*longterm*.json"])]
    if not read:
        expected = "CareerOneStop's careeronestop_*.csv or Projections Central's *longterm*.json"
        raise SourceFault(f"{directory}: no state projections found; expected {expected}.")
    return agreed_extract(TABLES[0], read, FIGURES, occupations()["occupation_id"])


def _careeronestop(file: PublisherFile) -> FileRows:
    """CareerOneStop's table of one occupation by state: the code stands in the file name, places are names."""
    published = read_table(file, ["area", *COLUMNS_OF_CAREERONESTOP])
    code = re.search(r"\d{2}-\d{4}", file.name)
    if not code:
        raise SourceFault(f"{file.name}: no occupation code in the file name; expected one such as 21-1094.")
    rows = pd.DataFrame(
        {
            "area": [state_fips(area, file.name) for area in published["area"]],
            "area_title": published["area"],
            "occ_code": code[0],
            "occ_title": "",
            **{ours: published[theirs] for theirs, ours in COLUMNS_OF_CAREERONESTOP.items()},
        }
    )
    publisher = "CareerOneStop, US Department of Labor"
    return _in_our_columns(file, rows, publisher, "https://www.careeronestop.org/")


def _projections_central(file: PublisherFile) -> FileRows:
    """An answer of the Projections Central API: every value a string, FIPS codes without leading zero, 0 the US."""
    try:
        answered = json.loads(file.content)["rows"]
    except (ValueError, KeyError, TypeError) as error:
        expected = "an answer of Projections Central, JSON with a list 'rows'"
        raise SourceFault(f"{file.name}: not readable; expected {expected}.") from error
    fields = ("STFIPS", "Area", *FIELDS_OF_PROJECTIONS_CENTRAL)
    lacking = next((field for row in answered for field in fields if field not in row), None)
    if lacking:
        raise SourceFault(f"{file.name}: a row lacks '{lacking}'; expected {', '.join(fields)} in every row.")
    rows = pd.DataFrame(
        {
            "area": [NATION if row["STFIPS"] == "0" else row["STFIPS"].zfill(2) for row in answered],
            "area_title": [row["Area"].strip() for row in answered],
            **{ours: [row[theirs] for row in answered] for theirs, ours in FIELDS_OF_PROJECTIONS_CENTRAL.items()},
        },
        dtype=object,
    )
    return _in_our_columns(file, rows, "Projections Managing Partnership", "https://projectionscentral.org/")


def _in_our_columns(file: PublisherFile, rows: pd.DataFrame, publisher: str, publisher_url: str) -> FileRows:
    periods = rows["base_year"] + "-" + rows["target_year"].str[2:]
    rows = rows.assign(
        flag=[_openings_flag(file.name, row) for row in rows.to_dict("records")],
        file=file.name,
        release="Long-term projections " + periods,
        publisher=publisher,
        publisher_url=publisher_url,
    )
    return FileRows(file, rows, len(rows))


def _openings_flag(file_name: str, row: dict[str, str]) -> str:
    """Openings are growth plus people leaving; flagged when next to nobody would be leaving."""
    try:
        base, projected, openings = (
            published_number(row[name]) for name in ("base_employment", "projected_employment", "annual_openings")
        )
        years = int(row["target_year"]) - int(row["base_year"])
    except ValueError as error:
        raise SourceFault(f"{file_name}: {error}; expected whole numbers of persons and years.") from error
    if projected is None or openings is None or not base:
        return ""
    leaving = openings - (projected - base) / years
    return OPENINGS_LOOK_WRONG if leaving / base < LEAST_CREDIBLE_SHARE_LEAVING else ""
