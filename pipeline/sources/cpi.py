"""Consumer Price Index, all urban consumers, all items, seasonally adjusted (series CPIAUCSL), monthly since 1947."""

from pathlib import Path

from pipeline.faults import SourceFault
from pipeline.publisher_files import find_files, read_table
from pipeline.sources import Extract, FileRead, Provenance, Table

PROVENANCE = Provenance(
    source_id="cpi",
    title="Consumer Price Index for All Urban Consumers (CPIAUCSL)",
    publisher="US Bureau of Labor Statistics, through FRED, Federal Reserve Bank of St. Louis",
    publisher_url="https://fred.stlouisfed.org/series/CPIAUCSL",
    licence="Public domain (US government work)",
    licence_url="https://www.bls.gov/opub/copyright-information.htm",
    citation="U.S. Bureau of Labor Statistics, Consumer Price Index for All Urban Consumers: All Items in U.S. City Average [CPIAUCSL].",
    obtained="From a public copy of the FRED download.",
    caveat="October 2025 was never collected and stays empty.",
)

TABLES = (Table("cpi", ("month", "index_1982_84", "release", "publisher_url"), key=("month",)),)


def extract(directory: Path) -> Extract:
    """Read FRED's ``CPIAUCSL.csv`` (DATE, CPIAUCSL): one row a month, index 1982-84 = 100, blank where not collected."""
    extract = Extract()
    for file in find_files(directory, ["CPIAUCSL*.csv"]):
        published = read_table(file, ["date", "cpiaucsl"])
        extract.tables["cpi"] = published.rename(columns={"date": "month", "cpiaucsl": "index_1982_84"}).assign(
            release=f"through {published['date'].max()[:7]}", publisher_url=PROVENANCE.publisher_url
        )
        extract.files.append(FileRead.of(file, len(published), len(published)))
    if not extract.files:
        raise SourceFault(f"{directory}: no CPIAUCSL.csv found; expected FRED's download of that series.")
    return extract
