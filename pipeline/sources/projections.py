"""Employment projections (BLS): national employment and openings by occupation, one cycle of ten years at a time.

BLS prints the national table in two workbook layouts (to 2018-28: 'Table 1.7', stacked header rows; 2024-34: 'Table
1.2', one header row) and as a CSV export whose titles carry sample job titles. The years stand in the headers.
"""

import re
from pathlib import Path

import pandas as pd

from pipeline.agreement import FileRows, agreed_extract
from pipeline.faults import SourceFault
from pipeline.publisher_files import (
    HEADER_SEARCH_ROWS,
    WORKBOOK_SUFFIXES,
    PublisherFile,
    find_files,
    matches,
    normalised,
    read_table,
    sheets,
)
from pipeline.source import Extract, NoPlace, Provenance, Release, Table
from pipeline.sources.oews import occupations

PROVENANCE = Provenance(
    source_id="projections",
    title="Employment Projections",
    publisher="US Bureau of Labor Statistics",
    publisher_url="https://www.bls.gov/emp/",
    licence="Public domain (US government work)",
    licence_url="https://www.bls.gov/opub/copyright-information.htm",
    citation="U.S. Bureau of Labor Statistics, Employment Projections program, 2014-24 to 2024-34.",
    obtained="From public republications of BLS workbooks and exports.",
    caveat="The openings method changed after 2014-24; openings before and after do not compare.",
)

TABLES = (
    Table(
        "projections",
        (
            "cycle",
            "base_year",
            "target_year",
            "occ_code",
            "occ_title",
            "occ_type",
            "base_employment_thousands",
            "projected_employment_thousands",
            "change_thousands",
            "percent_change",
            "openings_thousands",
            "openings_period",
            "median_annual_wage",
            "wage_year",
            "file",
            "release",
            "publisher_url",
        ),
        key=("cycle", "occ_code"),
        place=NoPlace("projections of the nation"),
        release=Release("cycle", year="base_year"),
        lands=("mart.growth",),
    ),
)

FIGURES = (
    "base_employment_thousands",
    "projected_employment_thousands",
    "change_thousands",
    "percent_change",
    "openings_thousands",
)

# What a header says (normalised, stacked rows joined) -> our column. Employment stands twice, once a year.
HEADERS = {
    "occ_title": r".*matrix title( and code)?|occupation title|title",
    "occ_code": r".*matrix code|soc code|occupation code",
    "occ_type": r"occupation ?type",
    "employment": r"employment[ ,.]+(\d{4})( \(thousands\))?",
    "change_thousands": r"(employment change|chgemploy)\b(?!.*perc).*",
    "percent_change": r"(?=.*perc)(employment (percent )?change|chgemploy)\b.*",
    "openings_thousands": r"(occupational openings|job openings due to growth and replacements?)\b.*",
    "median_annual_wage": r".*median annual wage.*",
}
IN_PUBLISHERS_WORDS = {
    "occ_title": "occupation title",
    "occ_code": "occupation code",
    "occ_type": "occupation type",
    "employment": "employment in the base and the target year",
    "change_thousands": "employment change (number)",
    "percent_change": "employment change (percent)",
    "openings_thousands": "occupational openings",
    "median_annual_wage": "median annual wage",
}


def extract(directory: Path) -> Extract:
    """Read every BLS projection file below ``directory``, workbooks and exports; keep the registered occupations.

    Employment and openings are thousands as printed. Raises SourceFault when there is no such file, for an unknown
    layout, a code that is none, or two files that disagree on a figure of one cycle and occupation.
    """
    coded = [
        national_table(file)
        for file in find_files(directory, ["occupation*.xls*", "*projections*.csv"])
        if not matches(file, ["state_*"])
    ]
    titled = [national_table(file) for file in find_files(directory, ["occupation*.csv"])]
    if not coded:
        raise SourceFault(f"{directory}: no projections found; expected BLS's occupation*.xlsx or *Projections*.csv.")
    read = _in_order_of_preference(coded, titled)
    return agreed_extract(TABLES[0], read, FIGURES, occupations()["occupation_id"])


def _in_order_of_preference(coded: list[FileRows], titled: list[FileRows]) -> list[FileRows]:
    """Workbooks before exports, and last the tables that print no codes, with the codes of their cycle's titles."""
    ordered = sorted(coded, key=lambda part: part.file.suffix not in WORKBOOK_SUFFIXES)
    return ordered + [_with_codes(part, ordered) for part in titled]


def national_table(file: PublisherFile) -> FileRows:
    """Every occupation of a BLS projection file, in the columns of ``projections``.

    Raises SourceFault when no sheet has the columns of a known layout, naming the nearest sheet and what it lacks.
    """
    if file.suffix in WORKBOOK_SUFFIXES:
        header, body = _workbook_table(file)
    else:
        published = read_table(file, [])
        header, body = list(published.columns), published.to_numpy().tolist()
    places = _places(header)
    missing = _missing(places, optional=("occ_type", "occ_code"))
    if missing:
        raise _unknown_layout(file.name, None, missing)
    headings = [re.fullmatch(HEADERS["employment"], header[place]) for place in places["employment"]]
    years = [heading[1] for heading in headings if heading]
    openings_header = header[places["openings_thousands"][0]]
    rows = pd.DataFrame(
        {
            "occ_code": [_code(file.name, row[places["occ_code"][0]]) for row in body] if places["occ_code"] else "",
            "occ_title": [re.split(r"\s{4}\*", row[places["occ_title"][0]])[0].strip() for row in body],
            "occ_type": [row[places["occ_type"][0]] for row in body] if places["occ_type"] else "",
            "base_employment_thousands": [row[places["employment"][0]] for row in body],
            "projected_employment_thousands": [row[places["employment"][1]] for row in body],
            **{name: [row[places[name][0]] for row in body] for name in (*FIGURES[2:], "median_annual_wage")},
        },
        dtype=object,
    ).assign(
        cycle=f"{years[0]}-{years[1][2:]}",
        base_year=years[0],
        target_year=years[1],
        openings_period=_openings_period(file.name, openings_header),
        wage_year=re.findall(r"\d{4}", header[places["median_annual_wage"][0]])[0],
        file=file.name,
        release=f"Employment Projections {years[0]}-{years[1][2:]}",
        publisher_url=PROVENANCE.publisher_url,
    )
    return FileRows(file, rows, len(rows))


def _workbook_table(file: PublisherFile) -> tuple[list[str], list[list[str]]]:
    """The joined header and the rows of the sheet that holds every column; notes below the table are cut."""
    nearest: tuple[str | None, list[str]] = (None, list(HEADERS))
    for sheet, rows in sheets(file).items():
        for position, row in enumerate(rows[:HEADER_SEARCH_ROWS]):
            if not re.fullmatch(HEADERS["occ_title"], normalised(row[0])):
                continue
            depth = next((n for n, below in enumerate(rows[position + 1 :]) if below[0]), 0)
            header = _joined(rows[position : position + 1 + depth])
            missing = _missing(_places(header))
            if not missing:
                _require_thousands(file.name, sheet, rows[:position])
                return header, [row for row in rows[position + 1 + depth :] if any(row[1:])]
            if len(missing) < len(nearest[1]):
                nearest = (sheet, missing)
    raise _unknown_layout(file.name, *nearest)


def _require_thousands(file_name: str, sheet: str, caption: list[list[str]]) -> None:
    if "in thousands" not in normalised(" ".join(cell for row in caption for cell in row)):
        raise SourceFault(f"{file_name}, sheet '{sheet}': the caption names no unit; expected 'in thousands'.")


def _joined(header_rows: list[list[str]]) -> list[str]:
    """Stacked header rows as one: a blank cell repeats its left neighbour; after 'title and code' it is the code."""
    top, *below = header_rows
    headings: list[str] = []
    for cell in top:
        spanned = bool(below) and not cell and bool(headings)
        headings.append(headings[-1].replace("title and code", "code") if spanned else normalised(cell))
    return [normalised(" ".join(parts)) for parts in zip(headings, *below, strict=True)]


def _places(header: list[str]) -> dict[str, list[int]]:
    return {
        name: [place for place, heading in enumerate(header) if re.fullmatch(pattern, heading)]
        for name, pattern in HEADERS.items()
    }


def _missing(places: dict[str, list[int]], optional: tuple[str, ...] = ()) -> list[str]:
    wanted = {name: 2 if name == "employment" else 1 for name in HEADERS if name not in optional}
    return [name for name, times in wanted.items() if len(places[name]) != times]


def _unknown_layout(file_name: str, sheet: str | None, missing: list[str]) -> SourceFault:
    place = f"{file_name}, sheet '{sheet}'" if sheet else file_name
    named = ", ".join(f"'{IN_PUBLISHERS_WORDS[name]}'" for name in missing)
    expected = "BLS's table of occupational projections (workbook sheet 'Table 1.7' or 'Table 1.2', or the export)"
    return SourceFault(f"{place}: cannot find {named}; expected {expected}.")


def _code(file_name: str, printed: str) -> str:
    """'="21-1093"' and '21-1093' are both the code 21-1093."""
    match = re.fullmatch(r'(?:=")?(\d{2}-\d{4})"?', printed)
    if not match:
        raise SourceFault(f"{file_name}: '{printed}' is no occupation code; expected a code such as 21-1093.")
    return match[1]


def _openings_period(file_name: str, heading: str) -> str:
    if "annual average" in heading:
        return "annual average"
    if "growth and replacement" in heading:
        return "ten-year total"
    expected = "'annual average' or 'growth and replacements'"
    raise SourceFault(f"{file_name}: column '{heading}' names no period; expected {expected}.")


def _with_codes(part: FileRows, coded: list[FileRows]) -> FileRows:
    """The rows whose title and type name one occupation of the same cycle, with its code; the others are left out."""
    codes: dict[tuple[str, str, str], str] = {}
    for row in pd.concat([other.rows for other in coded]).to_dict("records"):
        codes.setdefault(_title_key(row), row["occ_code"])
    found = part.rows.assign(occ_code=[codes.get(_title_key(row), "") for row in part.rows.to_dict("records")])
    return FileRows(part.file, found[found["occ_code"] != ""], part.rows_read)


def _title_key(row: dict[str, str]) -> tuple[str, str, str]:
    return row["cycle"], row["occ_type"].casefold(), row["occ_title"].casefold().replace("&", "and")
