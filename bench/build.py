"""How long a build of the warehouse takes, each in a fresh process, beside a plain pandas reading of the same tables.

python -m bench.build [--repeats 7]
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.machine import machine
from pipeline.warehouse import RAW

PROJECT = Path(__file__).parent.parent
PLAIN_PANDAS = """
import sys
from pathlib import Path
import pandas
for table in sorted(Path(sys.argv[1]).rglob("*.csv")):
    pandas.read_csv(table, dtype=str, keep_default_na=False)
"""


def seconds(*arguments: object) -> float:
    """Wall-clock seconds of one fresh Python process, its start and imports included."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *map(str, arguments)], cwd=PROJECT, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    """Run both in turn, several times, and print the medians."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--repeats", type=int, default=7)
    repeats = arguments.parse_args().repeats
    print(f"machine  {machine()}")

    raw = RAW.resolve()
    tables = sorted(raw.rglob("*.csv"))
    rows = sum(table.read_bytes().count(b"\n") - 1 for table in tables)
    print(f"input    {len(tables)} tables, {rows:,} rows, {sum(table.stat().st_size for table in tables) / 1e6:.1f} MB of CSV")

    with tempfile.TemporaryDirectory() as folder:
        warehouse = Path(folder) / "warehouse.duckdb"
        build = ("-m", "pipeline", "build", "--raw", raw, "--warehouse", warehouse)
        seconds(*build)  # the first run compiles the modules
        times = [(seconds(*build), seconds("-c", PLAIN_PANDAS, raw)) for _ in range(repeats)]
        size = warehouse.stat().st_size / 1e6
    builds, plain = zip(*times, strict=True)
    print(
        f"build    {statistics.median(builds):.2f} s (median of {repeats}; {min(builds):.2f} to {max(builds):.2f}), {size:.1f} MB"
    )
    print(f"pandas   {statistics.median(plain):.2f} s to start and read the same tables as text, nothing else")


if __name__ == "__main__":
    main()
