"""The formats postings come in, one module each, and which of them a table or a JSON record is in.

A format is told by what the file holds, never by its name. Adding one is a module here and a line in ``FORMATS``.
"""

from collections.abc import Collection

from pipeline.normalize.formats import (
    adzuna,
    as_read,
    jobspy,
    normalized,
    nyc_jobs,
    peer_ads,
    schema_org,
    usajobs_extract,
    usajobs_historic,
    usajobs_search,
)
from pipeline.normalize.formats.format import Format, Record, RecordFormat, TableFormat, folded

__all__ = ["FORMATS", "Format", "RecordFormat", "TableFormat", "missing", "of_record", "of_table", "unknown"]

FORMATS: dict[str, Format] = {
    format.name: format
    for format in (
        normalized.FORMAT,
        as_read.FORMAT,
        jobspy.FORMAT,
        peer_ads.FORMAT,
        nyc_jobs.FORMAT,
        nyc_jobs.FORMAT_2014,
        usajobs_historic.FORMAT,
        usajobs_extract.CANCELLED,
        usajobs_extract.UNION,
        usajobs_search.FORMAT,
        schema_org.FORMAT,
        adzuna.FORMAT,
    )
}


def of_table(columns: Collection[str]) -> TableFormat | None:
    """The flat format whose required columns all stand among ``columns``; None when there is none."""
    tables = [format for format in FORMATS.values() if isinstance(format, TableFormat) and not missing(format, columns)]
    return max(tables, key=lambda format: len(format.required), default=None)


def of_record(record: Record) -> Format | None:
    """The format of one JSON object: nested by its shape, or flat by its keys; None when it is in none."""
    for format in FORMATS.values():
        if isinstance(format, RecordFormat) and format.recognises(record):
            return format
    return of_table(record.keys())


def missing(format: TableFormat, columns: Collection[str]) -> list[str]:
    """The required columns that are not among ``columns``, whatever the case and spacing of the names."""
    held = {folded(column) for column in columns}
    return sorted(column for column in format.required if folded(column) not in held)


def unknown(format: Format, columns: Collection[str]) -> list[str]:
    """The columns, or the top-level JSON keys, that the format says nothing about; they are reported and not read."""
    known = {folded(column) for column in (format.columns if isinstance(format, TableFormat) else format.keys)}
    return [column for column in columns if folded(column) not in known]
