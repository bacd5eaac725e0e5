"""Rows of a CSV file, patiently: what the engine's strict reader refuses is read here row by row, and no row is lost.

A row whose cells do not fit the header is given back as unreadable with its reason. A quote that is never closed spoils the
line it stands on and no other: reading goes on at the next line.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.faults import SourceFault
from pipeline.normalize.files import LINE_LIMIT, Line, lines
from pipeline.normalize.formats.format import folded

DELIMITERS = (",", "\t", ";", "|")
ROW_LINES = 20_000  # lines that one quoted cell may span; beyond, its quote was never closed


@dataclass(frozen=True)
class Row:
    """A row with its place in the file (1 is the first below the header); ``reason`` says why ``cells`` do not fit."""

    number: int
    cells: list[str]
    is_utf8: bool = True
    reason: str | None = None


def header(path: Path) -> tuple[list[str], str]:
    """The column names of the first line that is not blank, and the delimiter that gives most of them.

    Raises SourceFault when a name stands twice.
    """
    first = next((line for line in lines(path) if line.text.strip()), None)
    if first is None:
        raise SourceFault(f"{path.name}: the file is empty; expected postings.")
    names, delimiter = max(((_cells(first.text, sign), sign) for sign in DELIMITERS), key=lambda read: len(read[0]))
    names = [" ".join(name.split()) for name in names]
    seen = [folded(name) for name in names]
    twice = sorted({name for name in names if name and seen.count(folded(name)) > 1})
    if twice:
        raise SourceFault(f"{path.name}: column '{twice[0]}' stands more than once in the header; expected each name once.")
    return names, delimiter


def rows(path: Path, width: int, delimiter: str) -> Iterator[Row]:
    """Every row below the header, in order, with ``width`` cells or a reason."""
    csv.field_size_limit(2 * LINE_LIMIT)
    source = _PushBack(lines(path))
    while (line := next(source, None)) is not None and not line.text.strip():
        pass
    number = 0
    while (line := next(source, None)) is not None:
        if not line.text.strip():
            continue
        number += 1
        if line.damage:
            yield Row(number, [], line.is_utf8, line.damage)
            continue
        taken = [line]
        cells, closed = _record(line, source, taken, delimiter)
        cells = _fitted(cells, width)
        if closed and len(cells) == width:
            yield Row(number, cells, is_utf8=all(part.is_utf8 for part in taken))
            continue
        source.push_back(taken[1:])
        if len(taken) > 1 or not closed:
            reason = "a quote is opened and not closed"
        else:
            reason = f"{len(cells)} cell{'s' if len(cells) != 1 else ''}; expected {width} as in the header"
        yield Row(number, [line.text.rstrip("\r\n")], line.is_utf8, reason)


class _PushBack:
    """An iterator that takes lines back."""

    def __init__(self, source: Iterator[Line]) -> None:
        self._source = source
        self._returned: list[Line] = []

    def __iter__(self) -> "_PushBack":
        return self

    def __next__(self) -> Line:
        return self._returned.pop() if self._returned else next(self._source)

    def push_back(self, given: list[Line]) -> None:
        self._returned.extend(reversed(given))


def _record(first: Line, source: _PushBack, taken: list[Line], delimiter: str) -> tuple[list[str], bool]:
    """The cells that begin on ``first``, and whether their quotes are closed; every further line is put into ``taken``."""
    exhausted = False

    def feed() -> Iterator[str]:
        nonlocal exhausted
        yield first.text
        size = len(first.text)
        for line in source:
            taken.append(line)
            size += len(line.text)
            if len(taken) > ROW_LINES or size > LINE_LIMIT:
                break
            yield line.text
        exhausted = True

    try:
        cells = next(csv.reader(feed(), delimiter=delimiter), [])
    except csv.Error:
        return [], False
    return cells, not exhausted or (len(taken) == 1 and _is_closed(first.text, delimiter))


def _is_closed(text: str, delimiter: str) -> bool:
    try:
        return bool(list(csv.reader([text], delimiter=delimiter, strict=True)))
    except csv.Error:
        return '"' not in text or text.count('"') % 2 == 0


def _fitted(cells: list[str], width: int) -> list[str]:
    """Without blank cells beyond the header, which spreadsheets leave behind."""
    return cells[:width] if len(cells) > width and not any(cell.strip() for cell in cells[width:]) else cells


def _cells(text: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([text], delimiter=delimiter), [])
    except csv.Error:
        return [text]
