"""Tables as files: the rows that are drawn, safe to open in a spreadsheet."""

import io

import pandas as pd

# A spreadsheet runs a cell that begins with one of these as a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def csv_bytes(rows: pd.DataFrame) -> bytes:
    """The rows as UTF-8 CSV with a byte order mark; text that a spreadsheet would run as a formula gets a leading apostrophe."""
    guarded = rows.rename(columns=_guarded)
    for column in guarded.select_dtypes(include=["object", "string"]):
        guarded[column] = guarded[column].map(_guarded)
    return guarded.to_csv(index=False, lineterminator="\n").encode("utf-8-sig")


def parquet_bytes(rows: pd.DataFrame) -> bytes:
    """The rows as Parquet, types kept."""
    buffer = io.BytesIO()
    rows.to_parquet(buffer, index=False)
    return buffer.getvalue()


def _guarded(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell
