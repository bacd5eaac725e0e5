"""Occupational Employment and Wage Statistics (OEWS): employment and wages by occupation, place and sector, each May.

Reads the publisher's own workbooks of every layout since 2013 (national, sector, state, metropolitan, nonmetropolitan),
loose or in a release zip, and three tables that others cut from them. Columns are matched by name; a marker (``*``,
``**``, ``#``, ``~``) stays as it is. ``oews_occupations.toml`` names the occupations kept, ``oews_states.csv`` the
codes of states and territories.
"""

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd

from pipeline.faults import SourceFault
from pipeline.publisher_files import WORKBOOK_SUFFIXES, PublisherFile, find_files, matches, read_table
from pipeline.source import AreaCode, Extract, FileRead, NoPlace, NoRelease, Provenance, Release, Table
from pipeline.state_fips import STATES, state_fips

PROVENANCE = Provenance(
    source_id="oews",
    title="Occupational Employment and Wage Statistics (OEWS)",
    publisher="US Bureau of Labor Statistics",
    publisher_url="https://www.bls.gov/oes/tables.htm",
    licence="Public domain (US government work)",
    licence_url="https://www.bls.gov/opub/copyright-information.htm",
    citation="U.S. Bureau of Labor Statistics, Occupational Employment and Wage Statistics, May 2013 to May 2025.",
    obtained=(
        "National and sector workbooks and the 2023 state means from public republications of the official files; 2025 "
        "state, metropolitan and nonmetropolitan figures from public republications, where state and nonmetropolitan "
        "cells agree with a second, independent parse and metropolitan cells have no second copy."
    ),
    caveat=(
        "Peer support work has no code of its own in OEWS. The survey leaves out the self-employed and rounds "
        "employment to 10; the publisher advises against reading it as a time series, above all across the change of "
        "method in May 2021."
    ),
)

WAGES = tuple(f"{unit}_{figure}" for unit in "ha" for figure in ("mean", "pct10", "pct25", "median", "pct75", "pct90"))
KEY = ("reference_year", "area", "naics", "own_code", "occ_code", "o_group")
COLUMNS = (
    *("release", "reference_year", "area_type", "area", "area_title", "prim_state", "naics", "naics_title", "own_code"),
    *("occ_code", "occ_title", "o_group", "tot_emp", "emp_prse", "jobs_1000", "loc_quotient"),
    *("h_mean", "a_mean", "mean_prse", *(wage for wage in WAGES if not wage.endswith("_mean"))),
    *("annual", "hourly", "layout", "file", "publisher_url"),
)
OCCUPATION_COLUMNS = ("occupation_id", "title", "relation", "nearness", "first_year", "last_year", "continues", "why")
TABLES = (
    Table(
        "oews",
        COLUMNS,
        KEY,
        place=AreaCode("area", title="area_title"),
        release=Release("release", year="reference_year"),
        lands=("mart.pay",),
    ),
    Table(
        "occupation",
        OCCUPATION_COLUMNS,
        ("occupation_id",),
        place=NoPlace("it says what the codes mean"),
        release=NoRelease("our own list of the occupations held"),
        lands=("core.occupation",),
    ),
)

REGISTRY = Path(__file__).with_name("oews_occupations.toml")

RENAMED = {
    **{"occ_group": "o_group", "group": "o_group", "loc_q": "loc_quotient", "loc quotient": "loc_quotient"},
    **{"st": "prim_state", "state": "area_title", "area_name": "area_title"},
}
"""Column names of 2013-18 and what the publisher calls them since 2019."""

WHOLE = {"area": "99", "area_title": "U.S.", "naics": "000000", "naics_title": "Cross-industry", "own_code": "1235"}
"""What a file without these columns covers, by the publisher's field descriptions: the nation, all industries, all
owners."""

WORKBOOKS = tuple(f"{start}*{end}" for start in ("nat", "state", "msa", "amsa", "bos", "all_data") for end in WORKBOOK_SUFFIXES)
EXAMPLE = "national_M2024_dl.xlsx"
TERRITORIES = ("66", "72", "78")

PERCENTILES_OF_A_YEAR = ("a_pct10", "a_pct25", "a_median", "a_pct75", "a_pct90")


def extract(directory: Path) -> Extract:
    """Read every OEWS file below ``directory`` and keep the registry's occupations, one row a ``KEY``.

    Where two files hold one key, the official workbook wins over a table cut from it, and equal rows count once. Raises
    SourceFault when no file is found, a file cannot be read, or two files of one standing disagree.
    """
    registry = occupations()
    files, rows_read, wanted = [], [], []
    for file in find_files(directory, [pattern for layout in LAYOUTS for pattern in layout.patterns]):
        published = read(file)
        files.append(file)
        rows_read.append(len(published))
        wanted.append(published[published["occ_code"].isin(registry["occupation_id"])])
    if not files:
        raise SourceFault(f"{directory}: no OEWS file found; expected workbooks such as {EXAMPLE} or a release zip.")
    rows = _one_row_a_key(pd.concat(wanted, keys=range(len(files))))
    kept = rows.groupby(level=0).size().reindex(range(len(files)), fill_value=0)
    reads = [
        FileRead.of(file, read_, int(kept[i]), _left_because(read_, len(wanted[i]), int(kept[i])))
        for i, (file, read_) in enumerate(zip(files, rows_read, strict=True))
    ]
    return Extract({"oews": rows.reset_index(drop=True), "occupation": registry}, reads)


def read(file: PublisherFile) -> pd.DataFrame:
    """Every occupation of one file in the tidy ``COLUMNS``: text as published, '' where the file has no such cell.

    The release is the year in the file's name (``national_M2024_dl.xlsx``). Raises SourceFault when the name holds no
    year, a column is missing or a key stands twice.
    """
    layout = next(layout for layout in LAYOUTS if matches(file, layout.patterns))
    year = _year(file)
    published = layout.read(file).assign(
        release=f"May {year}",
        reference_year=year,
        layout=layout.name,
        file=file.name,
        publisher_url=PROVENANCE.publisher_url,
    )
    tidy = _placed(published).reindex(columns=list(COLUMNS), fill_value="")
    repeated = tidy[tidy.duplicated(list(KEY))]
    if not repeated.empty:
        raise SourceFault(f"{file.name}: {_key_of(repeated.iloc[0])} stands more than once; expected each key once.")
    return tidy


def occupations() -> pd.DataFrame:
    """The registry of occupations as text in ``OCCUPATION_COLUMNS``; ``continues`` holds codes parted by ';'."""
    registry = tomllib.loads(REGISTRY.read_text(encoding="utf-8"))["occupation"]
    rows = [{**entry, "continues": ";".join(entry.get("continues", ()))} for entry in registry]
    cells = [[str(row.get(column, "")) for column in OCCUPATION_COLUMNS] for row in rows]
    return pd.DataFrame(cells, columns=list(OCCUPATION_COLUMNS))


def _official_workbook(file: PublisherFile) -> pd.DataFrame:
    required = ["occ_code", "occ_title", "o_group", "tot_emp", "emp_prse", "mean_prse", *WAGES, "annual", "hourly"]
    if not matches(file, ["nat*"]):
        required += ["area", "area_title"]
    elif not matches(file, ["national*"]):
        required += ["naics", "naics_title"]
    return read_table(file, required, renamed=RENAMED)


def _state_means(file: PublisherFile) -> pd.DataFrame:
    """The official state table cut to its mean wages: areas by name, no employment; markers kept."""
    published = read_table(file, ["area_title", "occ_code", "occ_title", "h_mean", "a_mean"], delimiter=";")
    areas = _state_codes(file, published["area_title"])
    _require_every_state(file, areas)
    return published.assign(area=areas, o_group=_occupation_level(published["occ_code"]))


def _state_extract(file: PublisherFile) -> pd.DataFrame:
    """State figures as a third party parsed them: annual percentiles, no markers, whole numbers printed with '.0'."""
    figures = ["tot_emp", "jobs_1000", "loc_quotient", "h_mean", "a_mean", "h_median", *PERCENTILES_OF_A_YEAR]
    published = _whole_codes(read_table(file, ["area", "prim_state", "occ_code", *figures]))
    published[figures] = published[figures].apply(lambda column: column.str.removesuffix(".0"))
    _require_every_state(file, published["area"])
    titles = published["area"].map(_states()["name"]).fillna("")
    return published.assign(area_title=titles, o_group=_occupation_level(published["occ_code"]))


def _area_extract(file: PublisherFile) -> pd.DataFrame:
    """Metropolitan, nonmetropolitan and state figures as a third party parsed them; a blank is a withheld cell."""
    figures = ["tot_emp", "loc_quotient", *PERCENTILES_OF_A_YEAR]
    published = _whole_codes(read_table(file, ["level", "area", "area_title", "occ_code", *figures]))
    is_state = published["level"] == "state"
    published.loc[is_state, "area"] = _state_codes(file, published.loc[is_state, "area"])
    _require_every_state(file, published.loc[is_state, "area"])
    return published.assign(o_group=_occupation_level(published["occ_code"]))


@dataclass(frozen=True)
class Layout:
    """A kind of file: its name in our table, the file names it goes by, and the function that reads it."""

    name: str
    patterns: tuple[str, ...]
    read: Callable[[PublisherFile], pd.DataFrame]


LAYOUTS = (
    Layout("official workbook", WORKBOOKS, _official_workbook),
    Layout("state means", ("state_m*_5cols.csv",), _state_means),
    Layout("state extract", ("state_m202[5-9]_selected_occupations.csv",), _state_extract),
    Layout("area extract", ("area_m*_selected_occupations.csv",), _area_extract),
)
"""In order of standing: where two hold one key, the earlier wins."""


def _year(file: PublisherFile) -> str:
    found = re.search(r"_M_?(20\d\d)(?!\d)", file.base_name, re.IGNORECASE)
    if not found:
        raise SourceFault(f"{file.name}: the name holds no release year; expected a name such as {EXAMPLE}.")
    return found[1]


@cache
def _states() -> pd.DataFrame:
    return pd.read_csv(STATES, dtype=str).set_index("fips")


def _state_codes(file: PublisherFile, areas: pd.Series) -> pd.Series:
    return areas.map({area: state_fips(area, file.name) for area in areas.unique()})


def _require_every_state(file: PublisherFile, areas: pd.Series) -> None:
    """A CSV file cut short at the end of a row is well-formed; the states that it lost give it away."""
    states = _states()
    lost = states.loc[~states.index.isin([*areas, *TERRITORIES]), "name"]
    if not lost.empty:
        raise SourceFault(f"{file.name}: no row for {lost.iloc[0]}; expected every state, the file may be cut short.")


def _whole_codes(published: pd.DataFrame) -> pd.DataFrame:
    """Without 8-digit occupation ids: copies of the 6-digit parent that the publisher does not issue."""
    return published[published["occ_code"].str.fullmatch(r"\d\d-\d{4}")].copy()


def _occupation_level(codes: pd.Series) -> pd.Series:
    """Level of each code in tables below the nation: they hold the total, major groups and detailed occupations."""
    level = pd.Series("detailed", index=codes.index)
    return level.mask(codes.str.endswith("-0000"), "major").mask(codes == "00-0000", "total")


def _placed(published: pd.DataFrame) -> pd.DataFrame:
    """Add the columns of place and industry that the file leaves unsaid, and the zeros that numeric codes lost."""
    placed = published.assign(**{column: whole for column, whole in WHOLE.items() if column not in published})
    area = placed["area"]
    placed["area"] = area.where(area.str.len() != 1, "0" + area).where(area.str.len() != 6, "0" + area)
    if "area_type" not in placed:
        by_width = placed["area"].str.len().map({2: "2", 5: "4", 7: "6"}).fillna("")
        placed["area_type"] = by_width.mask(placed["area"] == WHOLE["area"], "1").mask(placed["area"].isin(TERRITORIES), "3")
    if "prim_state" not in placed:
        by_code = placed["area"].str[:2].map(_states()["postal"])
        by_title = placed["area_title"].str.extract(r", ([A-Z]{2})\b", expand=False)
        placed["prim_state"] = (
            by_code.mask(placed["area_type"] == "4", by_title).mask(placed["area_type"] == "1", "US").fillna("")
        )
    return placed


def _key_of(row: pd.Series) -> str:
    return ", ".join(f"{column} {row[column]}" for column in KEY)


def _one_row_a_key(rows: pd.DataFrame) -> pd.DataFrame:
    standing = rows["layout"].map({layout.name: place for place, layout in enumerate(LAYOUTS)})
    best = rows[standing == standing.groupby([rows[column] for column in KEY]).transform("min")]
    distinct = best.drop_duplicates([column for column in COLUMNS if column != "file"])
    repeated = distinct[distinct.duplicated(list(KEY), keep=False)].sort_values(list(KEY), kind="stable")
    if not repeated.empty:
        one, other = repeated.iloc[0], repeated.iloc[1]
        raise SourceFault(f"{one['file']} and {other['file']}: different figures for {_key_of(one)}; expected the same in both.")
    return distinct


def _left_because(rows_read: int, wanted: int, kept: int) -> str:
    reasons = ["other occupations"] if wanted < rows_read else []
    return "; ".join(reasons + (["figures that a file of better standing holds"] if kept < wanted else []))
