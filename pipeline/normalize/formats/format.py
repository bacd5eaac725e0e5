"""What a format is: a rule that turns a publisher's columns or records into the columns of posting_as_read, and no more.

A table format says so in SQL, one expression a column, so that large files stay inside the engine. A record format (nested JSON)
says so in Python, one function a record.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

Record = Mapping[str, object]


@dataclass(frozen=True)
class TableFormat:
    """A flat layout, whether it comes as CSV, Parquet or a list of JSON objects.

    ``columns``: every column of the layout, as its publisher spells it; ``required``: those that tell it from other layouts.
    ``fields``: {column of posting_as_read: SQL over the columns, in which a blank cell is NULL}.
    ``unreadable``: {reason: SQL condition} for rows to set aside.
    """

    name: str
    what: str
    columns: tuple[str, ...]
    required: frozenset[str]
    fields: Mapping[str, str]
    unreadable: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class RecordFormat:
    """A layout of nested JSON objects: ``recognises`` tells one, ``read`` gives its columns of posting_as_read."""

    name: str
    what: str
    keys: frozenset[str]
    recognises: Callable[[Record], bool]
    read: Callable[[Record], dict[str, object]]


Format = TableFormat | RecordFormat


def folded(name: str) -> str:
    """A column name as it is compared: ``'\\ufeffJob  ID '`` -> ``'job id'``."""
    return " ".join(name.replace("\ufeff", "").split()).casefold()


def at(value: object, *path: str | int) -> object:
    """What stands at ``path`` in nested JSON; None where the path leads nowhere."""
    for step in path:
        if isinstance(step, str) and isinstance(value, Mapping):
            value = value.get(step)
        elif isinstance(step, int) and isinstance(value, list) and step < len(value):
            value = value[step]
        else:
            return None
    return value


def listed(value: object) -> list[object]:
    """JSON that holds one thing or a list of them, as a list; None is the empty list."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def text(value: object) -> str | None:
    """A JSON value as text: numbers and booleans as printed, lists joined by ', '; blank is None, and so is an object."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return ", ".join(filter(None, map(text, value))) or None
    if value is None or isinstance(value, Mapping):
        return None
    return str(value).strip() or None


def joined(separator: str, *values: object) -> str | None:
    """The values that hold text, in order, joined; None when none does."""
    return separator.join(filter(None, map(text, values))) or None


def one_place(sql: str) -> str:
    """SQL for a list of the one place that ``sql`` names; the empty list where it is NULL."""
    return f"case when {sql} is null then []::varchar[] else [{sql}] end"


def several_places(sql: str) -> str:
    """SQL for the places that ``sql`` names, separated by semicolons; a closing '(+10 more)' is no place."""
    listed_here = f"regexp_replace(coalesce({sql}, ''), '\\s*\\(\\+\\d+ more\\)\\s*$', '')"
    places = f"list_transform(string_split({listed_here}, ';'), lambda place: trim(place))"
    return f"list_filter({places}, lambda place: place <> '')"
