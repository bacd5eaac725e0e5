"""Regional price parities, all items (BEA): what the same basket costs in each state and metro, US = 100."""

import re
from pathlib import Path

import pandas as pd

from pipeline.agreement import agreed
from pipeline.faults import SourceFault
from pipeline.publisher_files import PublisherFile, find_files, read_table
from pipeline.source import AreaCode, Extract, FileRead, Provenance, Release, Table
from pipeline.state_fips import NATION

PROVENANCE = Provenance(
    source_id="price_parity",
    title="Regional Price Parities by State and Metro Area",
    publisher="US Bureau of Economic Analysis",
    publisher_url="https://www.bea.gov/data/prices-inflation/regional-price-parities-state-and-metro-area",
    licence="Public domain (US government work)",
    licence_url="https://www.bea.gov/help/guidelines-for-citing-bea",
    citation="U.S. Bureau of Economic Analysis, Regional Price Parities by State and Metro Area (SARPP and MARPP).",
    obtained="From public republications; the state file is BEA's own download, the metro figures have no second copy.",
    caveat="Revised every year, so releases never mix; metro 2023 has older codes; Puerto Rico has none.",
)

TABLES = (
    Table(
        "price_parity",
        ("area", "area_kind", "area_title", "year", "rpp_all_items", "file", "release", "publisher_url"),
        key=("area", "year"),
        place=AreaCode("area", title="area_title"),
        release=Release("release", year="year"),
        lands=("core.price_parity",),
    ),
)

ALL_ITEMS = "RPPs: All items"
NONMETRO_PORTION = "999"


def extract(directory: Path) -> Extract:
    """Read the state table (``SARPP*.csv``) and the metro tables (``metro_rpp*.csv``, ``*marpp*.csv``), all items.

    One row per area and year: areas are FIPS codes of two digits (99 = US), CBSA codes of five, and 999 for the
    nonmetro portion of the US. Raises SourceFault when a file has another layout, or when two files disagree.
    """
    readers = (("sarpp*.csv", _states), ("metro_rpp*.csv", _metros), ("*marpp*.csv", _metros_of_bea))
    read = [(file, *reader(file)) for pattern, reader in readers for file in find_files(directory, [pattern])]
    if not read:
        raise SourceFault(f"{directory}: no price parities found; expected SARPP*.csv, *MARPP*.csv or metro_rpp*.csv.")
    rows = pd.concat([rows.assign(file=file.name) for file, rows, _, _ in read])
    table = agreed(rows, TABLES[0].key, ("rpp_all_items",)).assign(publisher_url=PROVENANCE.publisher_url)
    return Extract(
        {"price_parity": table},
        [
            FileRead.of(file, rows_read, int((table["file"] == file.name).sum()), left_because)
            for file, _, rows_read, left_because in read
        ],
    )


# Each reader returns the rows it keeps, the number of figures in the file, and why the others are left.


def _states(file: PublisherFile) -> tuple[pd.DataFrame, int, str]:
    """BEA's SARPP download: latin-1, one column a year, notes below the table that hold the release date."""
    table, _, notes = file.content.partition(b'"Note:')
    published = read_table(PublisherFile(file.name, table), ["geofips", "geoname", "description"], encoding="latin-1")
    updated = re.search(r"Last updated: ([A-Z][a-z]+ \d{1,2}, \d{4})", notes.decode("latin-1"))
    if not updated:
        raise SourceFault(f"{file.name}: no release date; expected the line 'Last updated: ...' below the table.")
    years = [column for column in published.columns if re.fullmatch(r"\d{4}", column)]
    kept = _all_items(file, published).melt(["geofips", "geoname"], years, var_name="year", value_name="rpp_all_items")
    fips = kept["geofips"].str.strip('" ')
    rows = pd.DataFrame(
        {
            "area": fips.str[:2].mask(fips == "00000", NATION),
            "area_kind": fips.eq("00000").map({True: "nation", False: "state"}),
            "area_title": kept["geoname"],
            "year": kept["year"],
            "rpp_all_items": kept["rpp_all_items"],
            "release": f"BEA, {updated[1]}",
        }
    )
    return rows, len(published) * len(years), "price parities of single kinds of goods and services"


def _metros(file: PublisherFile) -> tuple[pd.DataFrame, int, str]:
    """A table of area, title, rpp, rpp_year; blank where BEA publishes none (nonmetro areas, Puerto Rico)."""
    published = read_table(file, ["area", "title", "rpp", "rpp_year"])
    kept = published[published["rpp"] != ""]
    rows = kept.rename(columns={"title": "area_title", "rpp_year": "year", "rpp": "rpp_all_items"}).assign(
        area_kind="metro", release="BEA, statistics for " + kept["rpp_year"] + ", release date not stated"
    )
    return rows, len(published), "no price parity is published for the area (nonmetro areas and Puerto Rico)"


def _metros_of_bea(file: PublisherFile) -> tuple[pd.DataFrame, int, str]:
    """BEA's MARPP with the year in the header ('RPP 2023'): 0 is the US, 999 its nonmetro portion, others CBSAs."""
    published = read_table(file, ["geofips", "geoname", "description"])
    year_column = next((column for column in published.columns if re.fullmatch(r"rpp \d{4}", column)), None)
    if year_column is None:
        raise SourceFault(f"{file.name}: no column of price parities; expected a header such as 'RPP 2023'.")
    kept = _all_items(file, published)
    year = year_column[-4:]
    kinds = {"0": "nation", NONMETRO_PORTION: "nonmetro_portion"}
    rows = pd.DataFrame(
        {
            "area": kept["geofips"].replace("0", NATION),
            "area_kind": kept["geofips"].map(kinds).fillna("metro"),
            "area_title": kept["geoname"].str.replace(" (Metropolitan Statistical Area)", "", regex=False),
            "year": year,
            "rpp_all_items": kept[year_column],
            "release": f"BEA, statistics for {year}, release date not stated",
        }
    )
    return rows, len(published), "price parities of single kinds of goods and services; what another file gives already"


def _all_items(file: PublisherFile, published: pd.DataFrame) -> pd.DataFrame:
    """The rows of all items, found by description: the line code changes between releases."""
    kept = published[published["description"] == ALL_ITEMS]
    if kept.empty:
        raise SourceFault(f"{file.name}, column 'Description': no row '{ALL_ITEMS}'; expected one for each area.")
    return kept
