"""Facts of real job ads for peer support work: ads collected by hand, federal announcements, and the City of New York's postings.

The normaliser's own readers bring every file into the columns of ``posting_as_read``. Kept are the facts of an ad in a few words
(title, employer, place, pay, hours, dates, address); its text is not.

Of a city's thousands of postings a refresh keeps those that the normaliser takes as peer support by their title. That chooses
rows and leaves their words alone: what role an ad has is decided anew at each build, with every other field, by the rules of that
day. Titles that only later rules would take come in with the next refresh.
"""

import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from pipeline.faults import SourceFault
from pipeline.normalize.fields import FIELDS_AS_READ, meanings
from pipeline.normalize.formats import FORMATS
from pipeline.normalize.read import read_inputs
from pipeline.normalize.run import peers_by_title
from pipeline.publisher_files import PublisherFile, find_files
from pipeline.source import Extract, FileRead, PlaceName, Provenance, Release, Table

PROVENANCE = Provenance(
    source_id="postings",
    title="Job ads for peer support work",
    publisher="Several, named in each row",
    publisher_url="https://www.usajobs.gov/",
    licence="Facts of public job ads, each with its address; no text of an ad is kept",
    licence_url="https://www.copyright.gov/help/faq/faq-protect.html",
    citation="Facts of public job ads for peer support roles, 2013-2026; the address stands in each row.",
    obtained=(
        "131 ads read by hand from stored copies of public pages that show only the beginning of an ad; 49 peer announcements of"
        " the Veterans Health Administration that were cancelled in 2025, from a public extract of USAJOBS; the peer titles among"
        " the City of New York's postings of 2014 and February 2019, from public copies of its open data."
    ),
    caveat=(
        "No sample of the market: Oregon, California, Maryland and New York make 40% of the ads read by hand and federal ads 24%,"
        " while large nonprofits and recovery community organizations, which hire most, are rare. 'Not stated' means not in the"
        " part that could be read. The cancelled announcements carry real federal pay scales, over several grades."
    ),
)

FACTS = {name: meaning for name, meaning in meanings(FIELDS_AS_READ).items() if name != "description"}
LIST_SEPARATOR = " | "
NAMES = frozenset({"source_id", "source_posting_id", "url", "title", "employer", "places_as_read", "read_flags"})
LONGEST_PHRASE = 300  # characters; a longer cell is a passage of an ad, not a fact

TABLES = (
    Table(
        "posting",
        ("file", "row_in_file", *FACTS, "collection", "release", "publisher_url"),
        key=("file", "row_in_file"),
        place=PlaceName("places_as_read"),
        release=Release("release"),
        lands=("core.posting",),
        meanings=FACTS,
    ),
)

# What a reader must know of an ad and only its note says: flag -> words of the note.
TOLD_BY_NOTE = {
    "service_corps": r"not wage employment",
    "unit_doubtful": r"looks like another period",
    "cancelled_announcement": r"job cancel",
}


@dataclass(frozen=True)
class Batch:
    """Files of one kind: how to find them, what readers call them, and what is known of every row in them."""

    pattern: str
    format: str
    title: str
    publisher_url: str
    release: str = ""  # '' for the date in the file's name
    flags: tuple[str, ...] = ()
    only_peer_titles: bool = False


NYC_JOBS = "https://data.cityofnewyork.us/City-Government/Jobs-NYC-Postings/kpav-sd4t"
BATCHES = (
    Batch("peer_ads.csv", "peer_ads", "Job ads read by hand", "", release="2013-2026"),
    Batch(
        "cancelled_peer_announcements*.json",
        "usajobs_cancelled",
        "Federal announcements cancelled in 2025",
        "https://www.usajobs.gov/",
        flags=("cancelled_announcement",),
    ),
    # 2014 prints no date of posting.
    Batch("nyc_jobs_2014*.csv", "nyc_jobs_2014", "City of New York", NYC_JOBS, flags=("before_2020",), only_peer_titles=True),
    Batch("nyc_jobs_20[12][0-9]-*.csv", "nyc_jobs", "City of New York", NYC_JOBS, only_peer_titles=True),
)


def extract(directory: Path) -> Extract:
    """Read the files of ``BATCHES``: one row an ad, in the columns of posting_as_read without the description.

    Lists are joined by ' | '. Of the city's postings those stay whose title the role rules take as peer support. Raises
    SourceFault when the ads table is missing or a file cannot be read.
    """
    extract, facts = Extract(), []
    for batch in BATCHES:
        for file in find_files(directory, [batch.pattern]):
            rows_read, kept = _ads(file, batch)
            facts += [_facts(row, file, batch) for row in kept]
            left_because = "titles of other work" if len(kept) < rows_read else ""
            extract.files.append(FileRead.of(file, rows_read, len(kept), left_because))
    if not any(file.name.lower().startswith("peer_ads") for file in extract.files):
        raise SourceFault(f"{directory}: no peer_ads.csv found; expected the table of ads read by hand.")
    extract.tables["posting"] = pd.DataFrame(facts)
    return extract


def _ads(file: PublisherFile, batch: Batch) -> tuple[int, list[dict[str, object]]]:
    """How many rows a file holds, and those to keep, in the columns of posting_as_read."""
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as connection:
        path = Path(folder) / file.base_name
        path.write_bytes(file.content)
        (account,) = read_inputs(connection, [path], FORMATS[batch.format])
        if account.fault:
            raise SourceFault(account.fault)
        peers = peers_by_title(connection) if batch.only_peer_titles else None
        result = connection.execute("select * exclude (description) from posting_as_read order by row_in_file")
        columns = [column[0] for column in result.description]
        ads = [dict(zip(columns, row, strict=True)) for row in result.fetchall()]
        return account.rows_read, [ad for ad in ads if peers is None or ad["posting_key"] in peers]


def _facts(row: Mapping[str, Any], file: PublisherFile, batch: Batch) -> dict[str, str]:
    dated = re.search(r"\d{4}(-\d\d)?", file.base_name)
    noted = [flag for flag, words in TOLD_BY_NOTE.items() if re.search(words, str(row["note_as_read"]))]
    flags: list[str] = [*(row["read_flags"] or []), *batch.flags, *noted]
    return {
        "file": file.base_name,
        "row_in_file": str(row["row_in_file"]),
        **{column: _text(row[column], whole=column in NAMES) for column in FACTS},
        "read_flags": LIST_SEPARATOR.join(dict.fromkeys(flags)),
        "collection": batch.title,
        "release": batch.release or (dated[0] if dated else ""),
        "publisher_url": batch.publisher_url or str(row["url"] or ""),
    }


def _text(value: object, *, whole: bool) -> str:
    """A cell on one line; a list joined; '' for nothing, and for a passage where a phrase should stand."""
    if isinstance(value, list):
        return LIST_SEPARATOR.join(_text(part, whole=whole) for part in value)
    text = "" if value is None else " ".join(str(value).split())
    return text if whole or len(text) <= LONGEST_PHRASE else ""
