"""Read publishers' workbooks, CSV files and release zips into tables of text, or say in one sentence why not.

Every reader returns the publisher's own words: cells are text, markers such as ``*`` stay, nothing is cast. Header
names are normalised (lower case, single spaces, no line breaks) because publishers change their case from year to year.
"""

import codecs
import csv
import difflib
import fnmatch
import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import python_calamine

from pipeline.faults import SourceFault

WORKBOOK_SUFFIXES = (".xlsx", ".xls")
HEADER_SEARCH_ROWS = 12
HTML_START = re.compile(
    rb"(\xef\xbb\xbf)?\s*(<!--.*?-->\s*)?<(!doctype|html|head|body|\?xml[^>]*>\s*<(!doctype )?html)",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True)
class PublisherFile:
    """A file as the publisher named it: ``name`` for messages (``release.zip: a.xlsx`` inside a zip) and its bytes."""

    name: str
    content: bytes

    @property
    def sha256(self) -> str:
        """Hex digest of the content."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def base_name(self) -> str:
        """The file's own name, without the zip that holds it."""
        return self.name.rsplit(": ", 1)[-1]

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


def the_file(directory: Path, pattern: str) -> PublisherFile:
    """The one file below ``directory`` whose name matches a pattern. Raises SourceFault when there is none or more than one."""
    files = list(find_files(directory, [pattern]))
    if len(files) != 1:
        raise SourceFault(f"{directory}: {len(files)} files named {pattern}; expected one.")
    return files[0]


def matches(file: PublisherFile, patterns: Collection[str]) -> bool:
    """Whether the file's own name fits a pattern such as ``national*.xlsx``, in any case."""
    return _matches(file.base_name, patterns)


def _matches(name: str, patterns: Collection[str]) -> bool:
    return any(fnmatch.fnmatch(name.lower(), pattern.lower()) for pattern in patterns)


def _zip_members(path: Path, patterns: Collection[str]) -> Iterator[PublisherFile]:
    with path.open("rb") as start:
        _refuse_unusable(PublisherFile(path.name, start.read(512)))
    try:
        with zipfile.ZipFile(path) as archive:
            for member in sorted(archive.namelist()):
                base = member.rsplit("/", 1)[-1]
                if base and not base.startswith(("~$", ".")) and _matches(base, patterns):
                    yield PublisherFile(f"{path.name}: {base}", archive.read(member))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError) as error:
        raise SourceFault(f"{path.name}: the zip is damaged or cut short; download the release again.") from error


def read_table(
    file: PublisherFile,
    required: Collection[str],
    *,
    renamed: Mapping[str, str] | None = None,
    delimiter: str = ",",
    encoding: str = "utf-8-sig",
) -> pd.DataFrame:
    """Read one table of text whose header holds every name in ``required`` (normalised names).

    ``renamed`` gives the names that a column had in other years: {then: now}. A workbook's sheet is chosen by its
    header, never by position; stacked header rows are not joined here. Returns a frame of str cells ('' for blank),
    without blank rows. Raises SourceFault naming file, sheet and the columns that are missing.
    """
    _refuse_unusable(file)
    if file.suffix in WORKBOOK_SUFFIXES:
        return _read_workbook(file, required, renamed or {})
    return _read_csv(file, required, renamed or {}, delimiter, encoding)


def sheets(file: PublisherFile) -> dict[str, list[list[str]]]:
    """Every sheet of a workbook as rows of text cells. Raises SourceFault when the file is no readable workbook."""
    _refuse_unusable(file)
    workbook = _open_workbook(file)
    return {
        name: [[cell_text(cell) for cell in row] for row in _sheet_rows(file, workbook, name)] for name in workbook.sheet_names
    }


def normalised(name: str) -> str:
    """A header name in lower case with single spaces: ``'Occupation\\nType'`` -> ``'occupation type'``."""
    return re.sub(r"\s+", " ", name).strip().lower()


def cell_text(cell: object) -> str:
    """A workbook cell as text: 146875480.0 -> '146875480', 25.72 -> '25.72', None -> ''."""
    if isinstance(cell, float):
        return f"{cell:.15g}"  # workbooks hold 15 digits; the rest is binary noise
    return str(cell).strip() if cell is not None else ""


def require_columns(file_name: str, sheet: str | None, header: Collection[str], required: Collection[str]) -> None:
    """Raise SourceFault naming the file, the sheet and the missing columns, with what stands in their place."""
    missing = [name for name in required if name not in header]
    if missing:
        spare = [name for name in header if name and name not in required]
        nearest = difflib.get_close_matches(missing[0], spare, n=1, cutoff=0.5)
        hint = f"; the nearest name there is '{nearest[0]}'" if nearest else ""
        it = "it" if len(missing) == 1 else "them"
        raise SourceFault(f"{_place(file_name, sheet)}: missing {_named(missing)}; expected {it} in the header row{hint}.")


def _place(file_name: str, sheet: str | None) -> str:
    return f"{file_name}, sheet '{sheet}'" if sheet else file_name


def _named(columns: list[str]) -> str:
    return ("column " if len(columns) == 1 else "columns ") + ", ".join(f"'{column}'" for column in columns)


def _refuse_unusable(file: PublisherFile) -> None:
    if not file.content.removeprefix(codecs.BOM_UTF8).strip():
        raise SourceFault(f"{file.name}: the file is empty; expected a table.")
    if HTML_START.match(file.content[:512]):
        raise SourceFault(
            f"{file.name}: this is a web page saved as {file.suffix}, probably an error page; download the file again."
        )


def _open_workbook(file: PublisherFile) -> python_calamine.CalamineWorkbook:
    try:
        return python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(file.content))
    except BaseException as error:
        _raise_unless_unreadable(error)
        raise SourceFault(f"{file.name}: the workbook is damaged, cut short or not {file.suffix}; download it again.") from error


def _sheet_rows(file: PublisherFile, workbook: python_calamine.CalamineWorkbook, sheet: str) -> Sequence[Sequence[object]]:
    try:
        return workbook.get_sheet_by_name(sheet).to_python()
    except BaseException as error:
        _raise_unless_unreadable(error)
        raise SourceFault(f"{file.name}, sheet '{sheet}': the sheet cannot be read; download the workbook again.") from error


def _raise_unless_unreadable(error: BaseException) -> None:
    """The workbook reader panics on some .xls files cut short, with an error that is no Exception."""
    if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
        raise error


def _read_workbook(file: PublisherFile, required: Collection[str], renamed: Mapping[str, str]) -> pd.DataFrame:
    workbook = _open_workbook(file)
    nearest: tuple[int, str, list[str]] = (0, "", [])
    for sheet in workbook.sheet_names:
        rows = _sheet_rows(file, workbook, sheet)
        for position, row in enumerate(rows[:HEADER_SEARCH_ROWS]):
            header = _header(row, renamed)
            shared = len(set(required) & set(header))
            if shared > nearest[0]:
                nearest = (shared, sheet, header)
            if shared == len(set(required)):
                return _text_frame(file.name, sheet, header, rows[position + 1 :])
    if not nearest[0]:
        raise SourceFault(f"{file.name}: no sheet holds the table; expected a header row with {_named([next(iter(required))])}.")
    require_columns(file.name, nearest[1], nearest[2], required)
    raise AssertionError("a header that shares every required name is read above")


def _read_csv(
    file: PublisherFile, required: Collection[str], renamed: Mapping[str, str], delimiter: str, encoding: str
) -> pd.DataFrame:
    try:
        text = file.content.decode(encoding)
    except UnicodeDecodeError as error:
        raise SourceFault(f"{file.name}: byte {error.start + 1} is not {encoding} text; expected a {encoding} file.") from error
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise SourceFault(f"{file.name}: the table is damaged or cut short ({error}); download it again.") from error
    header = _header(rows[0], renamed)
    require_columns(file.name, None, header, required)
    for number, row in enumerate(rows[1:], start=2):
        if len(row) != len(header) and any(row):
            cause = "; the file is cut short" if number == len(rows) and len(row) < len(header) else ""
            cells = "1 cell" if len(row) == 1 else f"{len(row)} cells"
            raise SourceFault(f"{file.name}, row {number}: {cells}; expected {len(header)} as in the header{cause}.")
    return _text_frame(file.name, None, header, rows[1:])


def _header(row: Sequence[object], renamed: Mapping[str, str]) -> list[str]:
    names = [normalised(cell_text(cell)) for cell in row]
    return [renamed.get(name, name) for name in names]


def _text_frame(file_name: str, sheet: str | None, header: list[str], rows: Sequence[Sequence[object]]) -> pd.DataFrame:
    """The named columns as text, without blank rows; a name that stands twice is a fault."""
    repeated = sorted({name for name in header if name and header.count(name) > 1})
    if repeated:
        raise SourceFault(
            f"{_place(file_name, sheet)}: {_named(repeated)} more than once in the header; expected each name once."
        )
    filled = [row for row in rows if any(row)]
    if not filled:
        raise SourceFault(f"{_place(file_name, sheet)}: the table has a header and no rows; expected figures below it.")
    columns = zip(header, zip(*filled, strict=True), strict=True)
    return pd.DataFrame({name: _column_text(column) for name, column in columns if name}, dtype=object)


class _Texts(dict[object, str]):
    """Text of each distinct cell of a column, made when first asked for: half the time on a large workbook."""

    def __missing__(self, cell: object) -> str:
        text = self[cell] = cell_text(cell)
        return text


def _column_text(column: Sequence[object]) -> list[str]:
    if bool in set(map(type, column)):  # True and 1 are one dictionary key
        return [cell_text(cell) for cell in column]
    return list(map(_Texts().__getitem__, column))
