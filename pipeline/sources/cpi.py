"""Consumer Price Index, all urban consumers, all items, seasonally adjusted (series CPIAUCSL), monthly since 1947."""

from pathlib import Path

from pipeline.faults import SourceFault
from pipeline.publisher_files import find_files, read_table
from pipeline.source import Extract, FileRead, NoPlace, Provenance, Release, Table

PROVENANCE = Provenance(
    source_id="cpi",
    title="Consumer Price Index for All Urban Consumers (CPIAUCSL)",
    publisher="US Bureau of Labor Statistics, through FRED, Federal Reserve Bank of St. Louis",
    publisher_url="https://fred.stlouisfed.org/series/CPIAUCSL",
    licence="Public domain (US government work)",
    licence_url="https://www.bls.gov/opub/copyright-information.htm",
    citation="U.S. Bureau of Labor Statistics, Consumer Price Index for All Urban Consumers: All Items [CPIAUCSL].",
    obtained="From a public copy of the FRED download.",
    caveat="October 2025 was never collected and stays empty.",
)

TABLES = (
    Table(
        "cpi",
        ("month", "index_1982_84", "release", "publisher_url"),
        key=("month",),
        place=NoPlace("prices of the nation"),
        release=Release("release", year="month"),
        lands=("core.cpi",),
    ),
)


def extract(directory: Path) -> Extract:
    """Read FRED's ``CPIAUCSL.csv`` (DATE, CPIAUCSL): one row a month, index 1982-84 = 100, blank where not collected.

    Raises SourceFault when there is no such file, more than one (releases differ), or a column is missing.
    """
    files = list(find_files(directory, ["CPIAUCSL*.csv"]))
    if len(files) != 1:
        found = ", ".join(file.name for file in files) or "none"
        raise SourceFault(f"{directory}: expected one download of the series, CPIAUCSL.csv; found {found}.")
    published = read_table(files[0], ["date", "cpiaucsl"])
    table = published.rename(columns={"date": "month", "cpiaucsl": "index_1982_84"}).assign(
        release=f"through {published['date'].max()[:7]}", publisher_url=PROVENANCE.publisher_url
    )
    return Extract({"cpi": table}, [FileRead.of(files[0], len(published), len(published))])
