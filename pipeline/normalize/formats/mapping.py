"""Any other table, through a small TOML file that says which of its columns is which.

source_id = "county_board"
ignore = ["Recruiter"]           # columns known and not wanted
[columns]                        # column of posting_as_read = the table's column, or several to join
title = "Job title"
places_as_read = ["City", "State"]
[values]                         # the same text for every row
pay_unit_as_read = "hour"
"""

import tomllib
from pathlib import Path

from pipeline.faults import SourceFault
from pipeline.normalize.fields import AS_READ
from pipeline.normalize.formats.format import TableFormat, one_place
from pipeline.sql_text import identifier, quoted

FIELDS = sorted(AS_READ.keys() - {"source_id", "read_flags"})


def read(path: Path) -> TableFormat:
    """The table format that a mapping file describes. Raises SourceFault naming the file and what it lacks."""
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SourceFault(f"{path}: not readable as TOML ({error}); expected source_id and a table [columns].") from error
    columns, values, ignored = said.get("columns"), said.get("values", {}), said.get("ignore", [])
    if not isinstance(said.get("source_id"), str) or not isinstance(columns, dict) or "title" not in columns:
        raise SourceFault(f"{path}: expected source_id and a table [columns] that names at least the title's column.")
    if not isinstance(values, dict) or not _names(ignored):
        raise SourceFault(f"{path}: expected [values] to be a table and ignore a list of column names.")
    for field in [*columns, *values]:
        if field not in FIELDS:
            raise SourceFault(f"{path}: '{field}' is no column of posting_as_read; expected one of {', '.join(FIELDS)}.")
    named: dict[str, list[str]] = {}
    for field, names in columns.items():
        named[field] = [names] if isinstance(names, str) else names
        if not named[field] or not _names(named[field]):
            raise SourceFault(f"{path}: '{field}' in [columns] is {names!r}; expected a column name or a list of them.")
    fields = {field: _expression(field, names) for field, names in named.items()}
    fields |= {field: _constant(field, str(value)) for field, value in values.items()}
    used = tuple(dict.fromkeys(name for names in named.values() for name in names))
    return TableFormat(
        name=said["source_id"],
        what=f"the columns that {path.name} names",
        columns=(*used, *(name for name in ignored if name not in used)),
        required=frozenset(used),
        fields={"source_id": quoted(said["source_id"]), **fields},
    )


def _names(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(name, str) and name.strip() for name in value)


def _expression(field: str, names: list[str]) -> str:
    cells = [identifier(name) for name in names]
    sql = cells[0] if len(cells) == 1 else f"nullif(concat_ws(', ', {', '.join(cells)}), '')"
    return _typed(field, sql)


def _constant(field: str, value: str) -> str:
    return _typed(field, quoted(value))


def _typed(field: str, sql: str) -> str:
    if field == "places_as_read":
        return one_place(sql)
    return f"try_cast({sql} as boolean)" if field == "pay_is_predicted" else sql
