"""Read publishers' workbooks, CSV files and release zips into tables of text, or say in one sentence why not.

Every reader returns the publisher's own words: cells are text, markers such as ``*`` stay, nothing is cast. Header names are
normalised (lower case, single spaces, no line breaks) because publishers change their case from year to year.
"""

import csv
import fnmatch
import hashlib
import io
import re
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import python_calamine

from pipeline.faults import SourceFault

WORKBOOK_SUFFIXES = (".xlsx", ".xls")
HEADER_SEARCH_ROWS = 12


@dataclass(frozen=True)
class PublisherFile:
    """One file as the publisher named it: ``name`` for messages (``release.zip: member.xlsx`` inside a zip) and its bytes."""

    name: str
    content: bytes

    @property
    def sha256(self) -> str:
        """Hex digest of the content."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def suffix(self) -> str:
        """Lower-case file ending with its dot."""
        return Path(self.name).suffix.lower()


def find_files(directory: Path, patterns: Collection[str]) -> Iterator[PublisherFile]:
    """Yield the files below ``directory`` whose names match a pattern, in name order, looking into zips.

    Office lock files (``~$...``) are passed over. Raises SourceFault for a missing directory or a damaged zip.
    """
    if not directory.is_dir():
        raise SourceFault(f"{directory}: no such folder; expected one that holds the publisher's files.")
    for path in sorted(directory.rglob("*")):
        if not path.is_file() or path.name.startswith(("~$", ".")):
            continue
        if path.suffix.lower() == ".zip":
            yield from _zip_members(path, patterns)
        elif _matches(path.name, patterns):
            yield PublisherFile(path.name, path.read_bytes())


def _matches(name: str, patterns: Collection[str]) -> bool:
    return any(fnmatch.fnmatch(name.lower(), pattern.lower()) for pattern in patterns)


def _zip_members(path: Path, patterns: Collection[str]) -> Iterator[PublisherFile]:
    if _looks_like_html(path.read_bytes()[:512]):
        raise SourceFault(f"{path.name}: this is a web page saved as .zip; expected the publisher's release zip.")
    try:
        with zipfile.ZipFile(path) as archive:
            for member in sorted(archive.namelist()):
                base = member.rsplit("/", 1)[-1]
                if base and not base.startswith("~$") and _matches(base, patterns):
                    yield PublisherFile(f"{path.name}: {base}", archive.read(member))
    except (zipfile.BadZipFile, EOFError, OSError) as error:
        raise SourceFault(f"{path.name}: the zip is damaged or cut short; download the release again.") from error


def read_table(file: PublisherFile, required: Collection[str], *, delimiter: str = ",", encoding: str = "utf-8-sig") -> pd.DataFrame:
    """Read one table of text whose header holds every name in ``required`` (normalised names).

    A workbook's sheet is chosen by its header, never by position; stacked header rows are not joined here. Returns a frame of
    str cells ('' for blank). Raises SourceFault naming file, sheet and the columns that are missing.
    """
    _refuse_unusable(file)
    if file.suffix in WORKBOOK_SUFFIXES:
        return _read_workbook(file, required)
    return _read_csv(file, required, delimiter, encoding)


def sheets(file: PublisherFile) -> dict[str, list[list[str]]]:
    """Every sheet of a workbook as rows of text cells. Raises SourceFault when the file is no readable workbook."""
    _refuse_unusable(file)
    workbook = _open_workbook(file)
    return {name: [[cell_text(cell) for cell in row] for row in _sheet_rows(file, workbook, name)] for name in workbook.sheet_names}


def normalised(name: str) -> str:
    """A header name in lower case with single spaces: ``'Occupation\\nType'`` -> ``'occupation type'``."""
    return re.sub(r"\s+", " ", name).strip().lower()


def cell_text(cell: object) -> str:
    """A workbook cell as text: 146875480.0 -> '146875480', 25.72 -> '25.72', None -> ''."""
    if isinstance(cell, float):
        return repr(int(cell)) if cell.is_integer() else repr(round(cell, 10))
    return str(cell).strip() if cell is not None else ""


def require_columns(file_name: str, sheet: str | None, header: Collection[str], required: Collection[str]) -> None:
    """Raise SourceFault naming the file, the sheet and the missing columns, with the ones found."""
    missing = [name for name in required if name not in header]
    if missing:
        place = f"{file_name}, sheet '{sheet}'" if sheet else file_name
        found = ", ".join(name for name in header if name) or "none"
        raise SourceFault(f"{place}: missing {_named(missing)}; expected {', '.join(required)}; found {found}.")


def _named(columns: list[str]) -> str:
    return ("column " if len(columns) == 1 else "columns ") + ", ".join(f"'{column}'" for column in columns)


def _looks_like_html(head: bytes) -> bool:
    return bool(re.match(rb"(\xef\xbb\xbf)?\s*<(!doctype|html|head|\?xml[^>]*>\s*<html)", head, re.IGNORECASE))


def _refuse_unusable(file: PublisherFile) -> None:
    if not file.content.strip():
        raise SourceFault(f"{file.name}: the file is empty; expected a table.")
    if _looks_like_html(file.content[:512]):
        raise SourceFault(
            f"{file.name}: this is a web page saved as {file.suffix}, probably the publisher's error page; download the file again."
        )


def _open_workbook(file: PublisherFile) -> python_calamine.CalamineWorkbook:
    try:
        return python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(file.content))
    except Exception as error:
        raise SourceFault(f"{file.name}: the workbook is damaged, cut short or not {file.suffix}; download it again.") from error


def _sheet_rows(file: PublisherFile, workbook: python_calamine.CalamineWorkbook, sheet: str) -> list[list[object]]:
    try:
        return workbook.get_sheet_by_name(sheet).to_python()
    except Exception as error:
        raise SourceFault(f"{file.name}, sheet '{sheet}': the sheet cannot be read; download the workbook again.") from error


def _read_workbook(file: PublisherFile, required: Collection[str]) -> pd.DataFrame:
    workbook = _open_workbook(file)
    nearest: tuple[int, str, list[str]] = (-1, workbook.sheet_names[0] if workbook.sheet_names else "?", [])
    for sheet in workbook.sheet_names:
        rows = _sheet_rows(file, workbook, sheet)
        for position, row in enumerate(rows[:HEADER_SEARCH_ROWS]):
            header = [normalised(cell_text(cell)) for cell in row]
            shared = len(set(required) & set(header))
            if shared > nearest[0]:
                nearest = (shared, sheet, header)
            if shared == len(set(required)):
                _refuse_repeated(file.name, sheet, header)
                frame = pd.DataFrame(rows[position + 1 :], columns=header, dtype=object)
                return frame.loc[:, [name for name in header if name]].map(cell_text)
    require_columns(file.name, nearest[1], nearest[2], required)
    raise SourceFault(f"{file.name}: no sheet holds a table; expected one with {', '.join(required)}.")


def _read_csv(file: PublisherFile, required: Collection[str], delimiter: str, encoding: str) -> pd.DataFrame:
    try:
        text = file.content.decode(encoding)
    except UnicodeDecodeError as error:
        raise SourceFault(f"{file.name}: byte {error.start + 1} is not {encoding} text; expected a {encoding} file.") from error
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    header = [normalised(name) for name in rows[0]]
    require_columns(file.name, None, header, required)
    _refuse_repeated(file.name, None, header)
    body = [row for row in rows[1:] if any(cell.strip() for cell in row)]
    for number, row in enumerate(body, start=2):
        if len(row) != len(header):
            raise SourceFault(f"{file.name}, row {number}: {len(row)} cells; expected {len(header)} as in the header.")
    return pd.DataFrame(body, columns=header, dtype=object).map(str.strip)


def _refuse_repeated(file_name: str, sheet: str | None, header: list[str]) -> None:
    repeated = sorted({name for name in header if name and header.count(name) > 1})
    if repeated:
        place = f"{file_name}, sheet '{sheet}'" if sheet else file_name
        raise SourceFault(f"{place}: {_named(repeated)} stands more than once in the header; expected each name once.")
