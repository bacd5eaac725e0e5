"""One module per source, and what every source says of itself.

A source module holds, in this order: ``PROVENANCE`` (who published it, under which licence, how it reached us), ``TABLES`` (the
tidy tables that it keeps under ``data/raw/<source_id>/``) and ``extract(directory)`` (the publisher's files -> those tables).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

import pandas as pd

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
class Table:
    """A tidy table under data/raw/: text columns in order, and the columns that identify a row (a duplicate is a fault)."""

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]


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
        """The source that a module of this package describes."""
        return cls(module.PROVENANCE, module.TABLES, module.extract)
