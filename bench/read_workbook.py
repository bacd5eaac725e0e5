"""How long a large OEWS workbook takes to read: our reader against pandas with openpyxl, in one run, on one file.

    python bench/read_workbook.py [--rows 38000] [--repeats 5]

The workbook is made from a seed in the official 32-column layout, so that every machine reads the same figures.
"""

import argparse
import io
import os
import platform
import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas as pd

sys.path.insert(0, str(Path(__file__).parent.parent))

from pipeline.publisher_files import PublisherFile
from pipeline.sources import oews

SEED = 20241
NAME = "MSA_M2024_dl.xlsx"
COLUMNS = (
    *("AREA", "AREA_TITLE", "AREA_TYPE", "PRIM_STATE", "NAICS", "NAICS_TITLE", "I_GROUP", "OWN_CODE", "OCC_CODE"),
    *("OCC_TITLE", "O_GROUP", "TOT_EMP", "EMP_PRSE", "JOBS_1000", "LOC_QUOTIENT", "PCT_TOTAL", "PCT_RPT"),
    *("H_MEAN", "A_MEAN", "MEAN_PRSE", "H_PCT10", "H_PCT25", "H_MEDIAN", "H_PCT75", "H_PCT90"),
    *("A_PCT10", "A_PCT25", "A_MEDIAN", "A_PCT75", "A_PCT90", "ANNUAL", "HOURLY"),
)
OCCUPATIONS_AN_AREA = 800


def workbook(rows: int) -> PublisherFile:
    """A metropolitan workbook of so many rows: areas of 800 occupations, some cells withheld as the publisher marks them."""
    chance = random.Random(SEED)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("MSA_M2024_dl")
    sheet.append(COLUMNS)
    for row in range(rows):
        area, occupation = divmod(row, OCCUPATIONS_AN_AREA)
        wages = sorted(round(chance.uniform(12, 80), 2) for _ in range(6))
        withheld = chance.random() < 0.08
        hourly = ["*"] * 6 if withheld else wages
        annual = ["*"] * 6 if withheld else [round(wage * 208) * 10 for wage in wages]
        sheet.append(
            [
                *(str(10180 + 20 * area), f"Metropolitan area {area}, TX", "4", "TX"),
                *("000000", "Cross-industry", "cross-industry", "1235"),
                *(f"{11 + occupation % 40}-{1000 + occupation:04}", f"Occupation {occupation}", "detailed"),
                "**" if chance.random() < 0.05 else chance.randrange(30, 9000, 10),
                *(round(chance.uniform(1, 50), 1), round(chance.uniform(0, 9), 3), round(chance.uniform(0, 3), 2), None, None),
                *(hourly[3], annual[3], round(chance.uniform(0, 9), 1)),
                *(hourly[index] for index in (0, 1, 2, 4, 5)),
                *(annual[index] for index in (0, 1, 2, 4, 5)),
                *(None, None),
            ]
        )
    content = io.BytesIO()
    book.save(content)
    return PublisherFile(NAME, content.getvalue())


def pandas_openpyxl(file: PublisherFile) -> pd.DataFrame:
    """The usual way: every cell as text, blanks kept."""
    return pd.read_excel(io.BytesIO(file.content), engine="openpyxl", dtype=str, keep_default_na=False)


def seconds(read: Callable[[PublisherFile], pd.DataFrame], file: PublisherFile) -> float:
    """Wall-clock seconds of one reading."""
    start = time.perf_counter()
    read(file)
    return time.perf_counter() - start


def main() -> None:
    """Read the workbook with both readers in turn, several times, and print the medians."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--rows", type=int, default=38_000)
    arguments.add_argument("--repeats", type=int, default=5)
    chosen = arguments.parse_args()

    file = workbook(chosen.rows)
    ours, theirs = oews.read(file), pandas_openpyxl(file)
    same = ours["a_median"].tolist() == theirs["A_MEDIAN"].tolist() and len(ours) == chosen.rows
    if not same:
        sys.exit("the two readers disagree: no time is worth printing")

    times = [(seconds(oews.read, file), seconds(pandas_openpyxl, file)) for _ in range(chosen.repeats)]
    our_median, their_median = (statistics.median(column) for column in zip(*times, strict=True))
    print(f"machine   {os.cpu_count()} cores, {platform.machine()}, {platform.system()}, Python {platform.python_version()}")
    print(f"workbook  {chosen.rows:,} rows x {len(COLUMNS)} columns, {len(file.content) / 1e6:.1f} MB, seed {SEED}")
    print(f"pipeline  {our_median:.2f} s (median of {chosen.repeats}; fastest {min(t[0] for t in times):.2f} s)")
    print(f"pandas    {their_median:.2f} s with openpyxl (median of {chosen.repeats})")
    print(f"ratio     {their_median / our_median:.1f} times as fast")


if __name__ == "__main__":
    main()
