"""What a source says of itself: where its figures come from, the tables that it keeps, and what each table declares.

Every table declares the column that holds the place, the column that holds the release, and the tables in which its rows land.
From these the build derives what is set aside for want of a place, which releases are held, and whether a row was lost.
Columns are named as ``staging.<table>`` has them.
"""

from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass, field
from pathlib import Path
from types import ModuleType

import pandas as pd

from pipeline.faults import SourceFault
from pipeline.publisher_files import PublisherFile


@dataclass(frozen=True)
class Provenance:
    """Where a source's figures come from, as a reader may cite it."""

    source_id: str
    title: str
    publisher: str
    publisher_url: str
    licence: str
    licence_url: str
    citation: str
    obtained: str
    caveat: str


@dataclass(frozen=True)
class AreaCode:
    """The column of an ``area_code`` of core.place, and that of the area's name: a row with another code is set aside."""

    column: str
    title: str | None = None


@dataclass(frozen=True)
class PlaceName:
    """The column of a name or postal code that is looked up where the row lands; what is not found keeps its row, with a note."""

    column: str


@dataclass(frozen=True)
class NoPlace:
    """The rows name no place, and why."""

    because: str


@dataclass(frozen=True)
class Release:
    """The column that names the release, and one that names the figure's year (else the release does), the last of several."""

    column: str
    year: str | None = None


@dataclass(frozen=True)
class OneRelease:
    """The whole table is of one release, which no column names."""

    name: str


@dataclass(frozen=True)
class NoRelease:
    """The rows are of no release, and why."""

    because: str


@dataclass(frozen=True)
class Table:
    """A tidy table under data/raw/: text columns in order, the columns that identify a row, and what becomes of its rows.

    ``lands``: the tables of core or mart in at least one of which each used row stands, once. Such a table has a column
    ``raw_row`` (or a list ``raw_rows``), and ``table_name`` where rows of several raw tables land in it. ``meanings``: what its
    columns mean, where the source says it and not the SQL of staging.
    """

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    _: KW_ONLY
    place: AreaCode | PlaceName | NoPlace
    release: Release | OneRelease | NoRelease
    lands: tuple[str, ...]
    meanings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class FileRead:
    """What was read from one publisher file: rows in it, rows kept, and why the others were left."""

    name: str
    sha256: str
    rows_read: int
    rows_kept: int
    left_because: str = ""

    @classmethod
    def of(cls, file: PublisherFile, rows_read: int, rows_kept: int, left_because: str = "") -> "FileRead":
        """The record of a publisher file that was just read."""
        return cls(file.name, file.sha256, rows_read, rows_kept, left_because)


@dataclass
class Extract:
    """Tidy tables by name (text cells) and the files they were read from."""

    tables: dict[str, pd.DataFrame] = field(default_factory=dict)
    files: list[FileRead] = field(default_factory=list)


@dataclass(frozen=True)
class Source:
    """A source module as the pipeline uses it."""

    provenance: Provenance
    tables: tuple[Table, ...]
    extract: Callable[[Path], Extract]

    @classmethod
    def of(cls, module: ModuleType) -> "Source":
        """The source that a module of ``pipeline.sources`` describes. Raises SourceFault when it lacks one of the three names."""
        lacking = [name for name in ("PROVENANCE", "TABLES", "extract") if not hasattr(module, name)]
        if lacking:
            raise SourceFault(f"{module.__name__}: no '{lacking[0]}'; expected PROVENANCE, TABLES and extract of a source.")
        return cls(module.PROVENANCE, module.TABLES, module.extract)
