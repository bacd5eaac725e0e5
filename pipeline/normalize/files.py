"""What kind of file an input is, by its first bytes, and its text: unpacked, and decoded without losing a row.

Text is UTF-8, or UTF-16 where the file says so. A line that is not UTF-8 is read as Windows-1252, which gives every byte a
character, and the line is marked: half of the files that people save from spreadsheets are of that kind.
"""

import gzip
import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pipeline.faults import SourceFault

Bytes = gzip.GzipFile | io.BufferedReader
Kind = Literal["parquet", "json", "web page", "table"]
GZIP = b"\x1f\x8b"
DAMAGE = (EOFError, zlib.error, gzip.BadGzipFile)
UTF16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
BINARY = {b"PK\x03\x04": "a workbook or a zip", b"%PDF": "a PDF", b"\xd0\xcf\x11\xe0": "an old workbook", b"PAR1": "Parquet"}
LINE_LIMIT = 16 * 2**20  # characters; an ad of 1 MB is real, a line of 16 MB is a missing line end or quote
# A script that only assigns JSON to a name, as samples of answers are often saved.
SCRIPT = re.compile(r"\s*(?:(?:export\s+)?(?:const|let|var)\s+\w+\s*=|module\.exports\s*=|export\s+default)\s*(?=[\[{])")


@dataclass(frozen=True)
class Line:
    """One line of a file with its end; ``is_utf8`` is False where it was read as Windows-1252.

    ``damage`` says why nothing follows: it stands on a last line of its own.
    """

    text: str
    is_utf8: bool
    damage: str | None = None


def kind(path: Path) -> Kind:
    """What the file holds. Raises SourceFault for an empty file and for kinds that cannot hold postings."""
    with open_bytes(path) as file:
        try:
            start = file.read(4096)
        except DAMAGE as error:
            raise SourceFault(f"{path.name}: the packed file is damaged or cut short; expected a whole gzip file.") from error
    if not start.removeprefix(b"\xef\xbb\xbf").strip(b" \t\r\n\0"):
        raise SourceFault(f"{path.name}: the file is empty; expected postings.")
    if start.startswith(b"PAR1"):
        return "parquet"
    for magic, what in BINARY.items():
        if start.startswith(magic):
            raise SourceFault(f"{path.name}: this is {what}; expected CSV, JSON, JSON Lines, Parquet or a web page.")
    text = start.decode(UTF16.get(start[:2], "utf-8"), "replace").lstrip("\ufeff \t\r\n")
    if text.startswith(("{", "[")) or SCRIPT.match(text):
        return "json"
    return "web page" if text.startswith("<") else "table"


def is_packed(path: Path) -> bool:
    """Whether the file is packed with gzip, whatever its name says."""
    with path.open("rb") as file:
        return file.read(2) == GZIP


def open_bytes(path: Path) -> Bytes:
    """The file's bytes, unpacked where it is packed."""
    return gzip.open(path) if is_packed(path) else path.open("rb")


def whole_text(path: Path, limit: int) -> Line:
    """The whole file as one text, or what can be unpacked of it. Raises SourceFault when it is larger than ``limit`` bytes."""
    content = b""
    with open_bytes(path) as file:
        try:
            while len(content) <= limit and (chunk := file.read(2**20)):
                content += chunk
        except DAMAGE:
            pass  # a document cut short is salvaged like any other
    if len(content) > limit:
        raise SourceFault(
            f"{path.name}: one document of more than {limit // 2**20} MB; expected JSON Lines (one posting a line) or Parquet."
        )
    return _decoded(content, UTF16.get(content[:2]))


def lines(path: Path) -> Iterator[Line]:
    """The lines of a text file, each with its end (any of LF, CRLF, CR); the byte order mark is gone."""
    with open_bytes(path) as file:
        try:
            encoding = UTF16.get(file.read(2))
            file.seek(0)
            yield from _wide_lines(file, encoding) if encoding else _narrow_lines(file)
        except DAMAGE:
            yield Line("~", is_utf8=True, damage="the packed file is damaged or cut short here")


def _wide_lines(file: Bytes, encoding: str) -> Iterator[Line]:
    for position, line in enumerate(io.TextIOWrapper(file, encoding, errors="replace", newline="")):
        yield Line(line.removeprefix("\ufeff") if position == 0 else line, is_utf8=True)


def _narrow_lines(file: Bytes) -> Iterator[Line]:
    while raw := file.readline(LINE_LIMIT):
        # A lone CR ends a line too, as in files from old Macs.
        for part in re.findall(rb"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+", raw):
            yield _decoded(part, None)


def _decoded(content: bytes, encoding: str | None) -> Line:
    if encoding:
        return Line(content.decode(encoding, "replace").removeprefix("\ufeff"), is_utf8=True)
    try:
        return Line(content.decode("utf-8-sig"), is_utf8=True)
    except UnicodeDecodeError:
        # The five bytes that Windows-1252 leaves open stand for themselves, as in browsers.
        return Line(re.sub(rb"[\x81\x8d\x8f\x90\x9d]", b"?", content).decode("cp1252"), is_utf8=False)
