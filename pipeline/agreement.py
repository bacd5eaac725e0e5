"""Several files may print the same figure: keep it once, or say which two files disagree."""

import re
from collections.abc import Sequence
from decimal import Decimal

import pandas as pd

from pipeline.faults import SourceFault

NOT_AVAILABLE = frozenset({"", "—", "–", "-", "--", "N/A", "NA"})


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


def _figure(row: dict[str, str], column: str) -> Decimal | None:
    try:
        return published_number(row[column])
    except ValueError as error:
        raise SourceFault(f"{row['file']}, {column}: {error}; expected a number or a mark such as '—'.") from error
