"""Several files may print the same figure: keep it once, or say which two files disagree."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from pipeline.faults import SourceFault
from pipeline.publisher_files import PublisherFile
from pipeline.source import Extract, FileRead, Table

NOT_AVAILABLE = frozenset({"", "—", "–", "-", "--", "N/A", "NA"})


@dataclass(frozen=True)
class FileRows:
    """The rows of one file in the columns of a tidy table, ``file`` among them, and how many rows the file held."""

    file: PublisherFile
    rows: pd.DataFrame
    rows_read: int


def published_number(text: str) -> Decimal | None:
    """A printed figure as an exact number: '1,424.00' -> 1424.00, '$37,690 ' -> 37690, '—' and 'N/A' -> None.

    Raises ValueError for any other text.
    """
    plain = text.strip()
    if plain in NOT_AVAILABLE:
        return None
    if not re.fullmatch(r"-?\$?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?", plain, re.ASCII):
        raise ValueError(f"'{text}' is not a number")
    return Decimal(plain.replace(",", "").replace("$", ""))


def agreed(rows: pd.DataFrame, key: Sequence[str], figures: Sequence[str]) -> pd.DataFrame:
    """One row per key: the first of those given, after checking that the others print the same numbers in ``figures``.

    ``rows`` holds text and a column ``file``. A figure that one file leaves out is no disagreement. Raises SourceFault
    naming both files and both figures when they differ, or the file when a figure is no number.
    """
    first: dict[tuple[str, ...], dict[str, str]] = {}
    for row in rows.to_dict("records"):
        identity = tuple(row[column] for column in key)
        kept = first.setdefault(identity, row)
        for figure in figures:
            here, there = _figure(row, figure), _figure(kept, figure)
            if None not in (here, there) and here != there:
                named = ", ".join(f"{column} {row[column]}" for column in key)
                raise SourceFault(
                    f"{kept['file']} and {row['file']} disagree on {named}: {figure} {kept[figure]} and {row[figure]}; "
                    "expected the same figure in both."
                )
    return pd.DataFrame(list(first.values()), columns=rows.columns, dtype=object)


def agreed_extract(table: Table, read: Sequence[FileRows], figures: Sequence[str], occupations: Collection[str]) -> Extract:
    """The given ``occupations`` (column ``occ_code``) of a table that several files hold, the preferred file first.

    Raises SourceFault as ``agreed`` does, also for a row that is not kept.
    """
    every = agreed(pd.concat([part.rows for part in read]), table.key, figures)
    kept = every[every["occ_code"].isin(occupations)]
    return Extract({table.name: kept}, [_file_read(part, kept, occupations) for part in read])


def _file_read(part: FileRows, kept: pd.DataFrame, occupations: Collection[str]) -> FileRead:
    rows_wanted = int(part.rows["occ_code"].isin(occupations).sum())
    rows_kept = int((kept["file"] == part.file.name).sum())
    reasons = ["occupations outside the registry"] if rows_wanted < part.rows_read else []
    reasons += ["rows that another file gives already"] if rows_kept < rows_wanted else []
    return FileRead.of(part.file, part.rows_read, rows_kept, "; ".join(reasons))


def _figure(row: dict[str, str], column: str) -> Decimal | None:
    try:
        return published_number(row[column])
    except ValueError as error:
        raise SourceFault(f"{row['file']}, {column}: {error}; expected a number or a mark such as '—'.") from error
