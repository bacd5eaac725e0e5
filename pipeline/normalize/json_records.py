"""Records of JSON: a document, an answer with its envelope, JSON Lines, or the ld+json of a web page; damage costs one record.

Numbers stay as printed. What cannot be parsed is given back as text with its reason, and reading goes on behind it.
"""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.normalize import files
from pipeline.normalize.formats.format import Record

DOCUMENT_LIMIT = 256 * 2**20  # bytes of one document; parsed it takes about eight times as much memory
# Where the answers of the services hold their items; Adzuna samples wrap the answer once more in 'data'.
ENVELOPES = (("SearchResult", "SearchResultItems"), ("data",), ("results",), ("@graph",), ("itemListElement",), ("item",))
ARRAY = re.compile(r'"(?:SearchResultItems|data|results|@graph|itemListElement)"\s*:\s*(?=\[)')
LD_JSON = re.compile(r"<script\b[^>]*\bapplication/ld\+json\b[^>]*>(.*?)</script\s*>", re.IGNORECASE | re.DOTALL)
TEXT_KEPT = 1000  # characters of an unreadable record that are kept

_decoder = json.JSONDecoder(strict=False, parse_float=str, parse_int=str, parse_constant=str)


@dataclass(frozen=True)
class Read:
    """One record with its place in the file (from 1), or ``reason`` and ``text`` of what could not be read as one."""

    number: int
    record: Record | None
    is_utf8: bool = True
    reason: str | None = None
    text: str = ""


@dataclass(frozen=True)
class _Damage:
    reason: str
    text: str


def of_json(path: Path) -> Iterator[Read]:
    """The records of a JSON document or of JSON Lines. Raises SourceFault for a document over the limit."""
    first = next((line.text for line in files.lines(path) if line.text.strip()), "")
    found = _of_lines(path) if _is_whole(first) and _has_second_line(path) else _of_document(path)
    yield from (Read(number, *read) for number, read in enumerate(found, start=1))


def of_page(path: Path) -> Iterator[Read]:
    """The objects in the page's ld+json scripts."""
    page = files.whole_text(path, DOCUMENT_LIMIT)
    number = 0
    for script in LD_JSON.findall(page.text):
        # Some sites wrap the JSON in a comment or CDATA, some escape it as if it were text of the page.
        bare = re.sub(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$", "", script).strip()
        for text in (bare, html.unescape(bare)):
            try:
                found: list[object] = list(_items(_parse(text)))
                break
            except ValueError:
                found = [_Damage("the page's ld+json is malformed", bare)]
        for item in found:
            number += 1
            yield Read(number, *_as_read(item, page.is_utf8))


def _of_lines(path: Path) -> Iterator[tuple]:
    for line in files.lines(path):
        if not line.text.strip():
            continue
        if line.damage:
            yield None, True, line.damage, ""
            continue
        try:
            items: list[object] = list(_items(_parse(line.text)))
        except ValueError as error:
            items = [_Damage(f"malformed JSON ({_cause(error)})", line.text)]
        yield from (_as_read(item, line.is_utf8) for item in items)


def _of_document(path: Path) -> Iterator[tuple]:
    content = files.whole_text(path, DOCUMENT_LIMIT)
    script = files.SCRIPT.match(content.text)
    text = content.text[script.end() :] if script else content.text.lstrip()
    try:
        parsed, end = _decode(text, 0)
        # A script may go on behind its JSON; a document may not.
        items = _items(parsed) if script or not text[end:].strip() else _salvaged(text)
    except ValueError:
        items = _salvaged(text)
    yield from (_as_read(item, content.is_utf8) for item in items)


def _as_read(item: object, is_utf8: bool) -> tuple:
    if isinstance(item, _Damage):
        return None, is_utf8, item.reason, item.text.strip()[:TEXT_KEPT]
    if not isinstance(item, dict):
        return None, is_utf8, "no JSON object", json.dumps(item)[:TEXT_KEPT]
    return item, is_utf8, None, ""


def _items(value: object) -> Iterator[object]:
    """The records in a parsed value: a list's items, what stands in a known envelope, or the value itself."""
    if isinstance(value, list):
        for item in value:
            yield from _items(item) if isinstance(item, list | dict) else [item]
        return
    if isinstance(value, dict) and "title" not in value:
        for envelope in ENVELOPES:
            inner: object = value
            for step in envelope:
                inner = inner.get(step) if isinstance(inner, dict) else None
            if isinstance(inner, list | dict):
                yield from _items(inner)
                return
    yield value


def _salvaged(text: str) -> Iterator[object]:
    """The records of a damaged document, one by one; after damage the next record is looked for."""
    start = ARRAY.search(text)
    position = start.end() + 1 if start else (1 if text.startswith("[") else 0)
    while position < len(text):
        position = _skip(text, position)
        if position >= len(text) or text[position] in "]}":
            return
        try:
            item, position = _decode(text, position)
            yield from _items(item) if isinstance(item, list | dict) else [item]
        except ValueError as error:
            at = error.pos if isinstance(error, json.JSONDecodeError) else position
            following = re.compile(r"\}\s*,?\s*(?=\{)").search(text, max(at, position + 1))
            end = following.end() if following else len(text)
            cut = "" if following else "; the file is cut short"
            yield _Damage(f"malformed JSON ({_cause(error)}){cut}", text[position : position + TEXT_KEPT])
            position = end


def _skip(text: str, position: int) -> int:
    while position < len(text) and text[position] in " \t\r\n,":
        position += 1
    return position


def _decode(text: str, position: int) -> tuple[object, int]:
    try:
        return _decoder.raw_decode(text, position)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def _parse(text: str) -> object:
    value, end = _decode(stripped := text.strip().rstrip(";,"), 0)
    if stripped[end:].strip():
        raise ValueError("more text behind the object")
    return value


def _cause(error: ValueError) -> str:
    return error.msg.lower() if isinstance(error, json.JSONDecodeError) else str(error)


def _is_whole(line: str) -> bool:
    try:
        return isinstance(_parse(line), dict)
    except ValueError:
        return line.lstrip().startswith("{") and line.rstrip().rstrip(",").endswith("}")


def _has_second_line(path: Path) -> bool:
    full = (line for line in files.lines(path) if line.text.strip())
    next(full, None)
    return next(full, None) is not None
