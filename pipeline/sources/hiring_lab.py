"""Indeed Hiring Lab's job postings index by month: the nation and each state over all jobs, and two sectors for the nation.

An index of postings on Indeed (1 February 2020 = 100, seasonally adjusted), published for each day. Kept are means of each
month over total postings; new postings (seven days or fewer on Indeed) are left.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pandas as pd

from pipeline.agreement import published_number
from pipeline.faults import SourceFault
from pipeline.publisher_files import PublisherFile, find_files, read_table
from pipeline.source import Extract, FileRead, PlaceName, Provenance, Release, Table

PROVENANCE = Provenance(
    source_id="hiring_lab",
    title="Indeed Job Postings Index, means of months",
    publisher="Indeed Hiring Lab",
    publisher_url="https://github.com/hiring-lab/job_postings_tracker",
    licence="Creative Commons Attribution 4.0 International (CC BY 4.0)",
    licence_url="https://creativecommons.org/licenses/by/4.0/",
    citation="Indeed Hiring Lab, Indeed Job Postings Index (CC BY 4.0); means of months calculated from its daily index.",
    obtained="From public copies of Hiring Lab's files; the sector file is an older release than the others.",
    caveat=(
        "An index (1 February 2020 = 100), not a count, and not peer support: sectors are far wider than the role. The sector"
        " file is older than November 2024, when the seasonal adjustment changed: it does not compare to the others to the point."
    ),
)

KEY = ("month", "area", "sector")
TABLES = (
    Table(
        "posting_index",
        (*KEY, "index_mean", "days", "release", "publisher_url"),
        KEY,
        place=PlaceName("area"),
        release=Release("release", year="month"),
        lands=("mart.posting_index",),
    ),
)

TOTAL_POSTINGS = "total postings"
SECTORS = ("Community & Social Service", "Therapy")
ALL_SECTORS = "all"
HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class Layout:
    """One of the publisher's files: its name, its column of the index, and where area, sector and kind of postings stand."""

    pattern: str
    index: str
    area: str
    sector: str | None = None
    variable: str | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that the file must have."""
        return tuple(filter(None, ("date", self.area, self.index, self.sector, self.variable)))


LAYOUTS = (
    Layout("aggregate_job_postings_us*.csv", "indeed_job_postings_index_sa", "jobcountry", variable="variable"),
    Layout("state_job_postings_us*.csv", "indeed_job_postings_index", "state"),
    Layout(
        "job_postings_by_sector_us*.csv", "indeed_job_postings_index", "jobcountry", sector="display_name", variable="variable"
    ),
)


def extract(directory: Path) -> Extract:
    """Read the national, the state and the sector file: one row a month, area (US or postal code) and sector.

    ``index_mean`` is the mean of the month's days to two decimals, ``days`` how many there are; the newest month is often
    short. Raises SourceFault unless each file stands there once and its days, areas and index can be read.
    """
    read = [_months(_only_file(directory, layout), layout) for layout in LAYOUTS]
    table = pd.concat([rows for rows, _ in read]).assign(publisher_url=PROVENANCE.publisher_url)
    return Extract({"posting_index": table}, [file for _, file in read])


def _only_file(directory: Path, layout: Layout) -> PublisherFile:
    files = list(find_files(directory, [layout.pattern]))
    if len(files) != 1:
        found = ", ".join(file.name for file in files) or "none"
        raise SourceFault(f"{directory}: expected one file {layout.pattern}; found {found}.")
    return files[0]


def _months(file: PublisherFile, layout: Layout) -> tuple[pd.DataFrame, FileRead]:
    published = read_table(file, layout.columns)
    kept = published
    if layout.variable:
        kept = _rows_of(file, kept, layout.variable, (TOTAL_POSTINGS,))
    if layout.sector:
        kept = _rows_of(file, kept, layout.sector, SECTORS)
    days = pd.DataFrame(
        {
            "date": kept["date"],
            "area": kept[layout.area].str.strip().str.upper(),
            "sector": kept[layout.sector] if layout.sector else ALL_SECTORS,
            "index": kept[layout.index],
        }
    )
    months = _means(file, days).assign(release=_release(file, published["date"].max()))
    left_because = "new postings and other sectors" if len(kept) < len(published) else ""
    return months, FileRead.of(file, len(published), len(kept), left_because)


def _rows_of(file: PublisherFile, published: pd.DataFrame, column: str, words: tuple[str, ...]) -> pd.DataFrame:
    missing = [word for word in words if word not in set(published[column])]
    if missing:
        raise SourceFault(f"{file.name}, column '{column}': no row '{missing[0]}'; expected one for each day.")
    return published[published[column].isin(words)]


def _means(file: PublisherFile, days: pd.DataFrame) -> pd.DataFrame:
    """Means by month, area and sector; a day without an index is not averaged."""
    repeated = days[days.duplicated(["date", "area", "sector"])]
    if not repeated.empty:
        date, area, sector, _ = repeated.iloc[0]
        raise SourceFault(f"{file.name}: {date}, {area}, {sector} stands twice; expected each day once.")
    by_month: dict[tuple[str, str, str], list[Decimal]] = defaultdict(list)
    for date, area, sector, text in days.itertuples(index=False):
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", date):
            raise SourceFault(f"{file.name}, column 'date': '{date}'; expected a day such as 2020-02-01.")
        try:
            index = published_number(text)
        except ValueError as error:
            raise SourceFault(f"{file.name}, {date}, {area}: the index {error}; expected a number.") from error
        if index is not None:
            by_month[f"{date[:7]}-01", area, sector].append(index)
    rows = [
        (*key, str((sum(found, Decimal()) / len(found)).quantize(HUNDREDTH)), str(len(found))) for key, found in by_month.items()
    ]
    return pd.DataFrame(rows, columns=[*KEY, "index_mean", "days"], dtype=object)


def _release(file: PublisherFile, newest: str) -> str:
    """The day in the file's name, where it has one, or the newest day in the file."""
    named = re.search(r"as_?of_(\d{4}-\d\d-\d\d)", file.base_name)
    return f"as of {named[1]}" if named else f"through {newest}"
