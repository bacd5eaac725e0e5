"""How fast postings are normalised: from a Parquet file to a Parquet file, beside DuckDB's bare scan of the same file and pandas.

python -m bench.speed [--rows 1000000] [--repeats 3] [--folder DIR]

The postings come from a seed (bench/postings.py). Each run is a process of its own, which reports its time by stage and its peak
memory. The scan counts the bytes of every column and does nothing else. The stages in pandas do on 100,000 rows what a script
would do, which is less than the rules do.
"""

import argparse
import json
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import pandas as pd

from bench import postings
from bench.machine import machine
from pipeline.normalize.run import normalize
from pipeline.sql_text import quoted
from pipeline.warehouse import RAW

PROJECT = Path(__file__).parent.parent
PANDAS_ROWS = 100_000
MENTIONS = (
    *("full.?time|part.?time|per diem", "evening|weekend|night|on.call", r"hours (?:per|a) week|hours/week", "certif|credential"),
    *("lived experience", "crisis", "jail|prison|re-?entry", "housing|homeless|shelter", "inpatient|hospital", "veteran"),
    *("recovery community", "substance use|opioid|detox", "primary care", "warm ?line", "assertive community|outpatient"),
)


def normalise(file: Path, folder: Path) -> dict[str, object]:
    """One whole run in this process: seconds by stage, and the peak memory in bytes."""
    marks: list[tuple[str, float]] = []
    start = time.perf_counter()
    summary = normalize([file], folder / "out.parquet", progress=lambda words: marks.append((words, time.perf_counter())))
    end = time.perf_counter()
    stages: dict[str, float] = {}
    for (stage, begun), (_, ended) in zip(marks, [*marks[1:], ("", end)], strict=True):
        stages[stage] = stages.get(stage, 0) + ended - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return {
        **{"seconds": end - start, "stages": stages, "peak": peak},
        **{"postings": summary.postings, "peers": summary.peer_postings, "duplicates": summary.duplicates},
    }


def scan(file: Path, folder: Path) -> dict[str, object]:
    """DuckDB reads every column of the file and adds up the lengths: seconds."""
    connection = duckdb.connect()
    columns = [name for name, *_ in connection.execute(f"describe from {quoted(file)}").fetchall()]
    total = ", ".join(f"sum(strlen({name}::varchar))" for name in columns)
    start = time.perf_counter()
    connection.execute(f"select {total} from {quoted(file)}").fetchall()
    return {"seconds": time.perf_counter() - start}


def apart(what: Callable[..., dict[str, object]], file: Path, folder: Path) -> dict[str, object]:
    """What a fresh process reports of one run."""
    command = [sys.executable, "-m", "bench.speed", "--only", what.__name__, "--file", file, "--folder", folder]
    done = subprocess.run(list(map(str, command)), cwd=PROJECT, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout.splitlines()[-1])


# What a script in pandas would do ---------------------------------------------------------------------------------------


def pandas_role(table: pd.DataFrame) -> pd.Series:
    """Titles that name the role and no look-alike."""
    is_peer = table["title"].str.contains(r"\bpeer|recovery (?:coach|support|specialist)|warm ?line", case=False)
    return is_peer & ~table["title"].str.contains("reviewer|data recovery|educator|mediation", case=False)


def pandas_pay(table: pd.DataFrame) -> pd.DataFrame:
    """The first amount or range of the pay field, else of the description, and its unit."""
    text = table["pay_text"].fillna(table["description"])
    return text.str.extract(
        r"\$ ?([\d,]+(?:\.\d+)?)k?(?: ?[-–] ?\$?([\d,]+(?:\.\d+)?)k?)?.{0,20}?(hour|hr|year|biweekly)?", flags=re.IGNORECASE
    )


def pandas_place(table: pd.DataFrame) -> pd.DataFrame:
    """City and state of the first place, joined with the gazetteer."""
    cities = pd.read_csv(RAW / "gazetteer" / "city.csv", dtype=str)
    cities["key"] = cities["city_name"].str.lower() + "," + cities["place_id"].str[3:5].str.lower()
    found = table["places_as_read"].str[0].str.extract(r"^(?:Remote in )?([^,]+), (\w\w)\b")
    found["key"] = found[0].str.lower() + "," + found[1].str.lower()
    return found.merge(cities[["key", "place_id", "cbsa_code"]].drop_duplicates("key"), on="key", how="left")


def pandas_words(table: pd.DataFrame) -> list[pd.Series]:
    """Fifteen things that a description may mention, a search each."""
    return [table["description"].str.contains(pattern, case=False) for pattern in MENTIONS]


def pandas_duplicates(table: pd.DataFrame) -> pd.Series:
    """Same title, employer, place and pay."""
    key = table["title"].str.lower() + "|" + table["employer"].str.lower() + "|" + table["places_as_read"].str[0].fillna("")
    return (key + "|" + table["pay_text"].fillna("")).duplicated()


PANDAS_STAGES = (pandas_role, pandas_pay, pandas_place, pandas_words, pandas_duplicates)


def pandas_seconds(file: Path) -> dict[str, float]:
    """Seconds of each stage on the first rows, by name."""
    table = duckdb.sql(f"from {quoted(file)} limit {PANDAS_ROWS}").df()
    seconds = {}
    for stage in PANDAS_STAGES:
        start = time.perf_counter()
        stage(table)
        seconds[stage.__name__.removeprefix("pandas_")] = time.perf_counter() - start
    return seconds


def main() -> None:
    """Make the postings, run everything in turn, and print the medians."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--rows", type=int, default=1_000_000)
    arguments.add_argument("--repeats", type=int, default=3)
    arguments.add_argument("--folder", type=Path, help="where the files go meanwhile: about 1 kB a row (default: the system's)")
    arguments.add_argument("--only", choices=("normalise", "scan"), help=argparse.SUPPRESS)
    arguments.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    chosen = arguments.parse_args()
    if chosen.only:
        print(json.dumps({"normalise": normalise, "scan": scan}[chosen.only](chosen.file, chosen.folder)))
        return
    print(f"machine     {machine()}")
    with tempfile.TemporaryDirectory(dir=chosen.folder) as folder:
        compare(chosen.rows, chosen.repeats, Path(folder))


def compare(rows: int, repeats: int, folder: Path) -> None:
    """Print what every reader needs for so many rows."""
    file = folder / "postings.parquet"
    postings.write(rows, file)
    counted = "sum(strlen(description)), count(distinct title), count(distinct places_as_read), count(distinct pay_text)"
    text, *distinct = duckdb.sql(f"select {counted} from {quoted(file)}").fetchall()[0]
    print(
        f"postings    {rows:,}; {text / 1e9:.2f} GB of descriptions; {file.stat().st_size / 1e9:.2f} GB of Parquet;"
        " {:,} titles, {:,} places, {:,} pay texts".format(*distinct)
    )
    runs = [(apart(scan, file, folder), apart(normalise, file, folder)) for _ in range(repeats)]
    scanned = statistics.median(bare["seconds"] for bare, _ in runs)
    times = [ours["seconds"] for _, ours in runs]
    median = statistics.median(times)
    last = runs[-1][1]
    spread = f" (median of {repeats}; {min(times):.2f} to {max(times):.2f})" if repeats > 1 else " (one run)"
    print(f"scan        {scanned:.2f} s: DuckDB's bare scan of every column")
    print(f"normaliser  {median:.2f} s{spread}; {rows / median:,.0f} rows a second; {median / scanned:.1f} times the scan")
    print(f"memory      {max(ours['peak'] for _, ours in runs) / 2**30:.2f} GB at its peak")
    print(f"result      {last['postings']:,} postings, {last['peers']:,} of peers, {last['duplicates']:,} duplicates")
    print("\nstage                 seconds  share")
    for stage in last["stages"]:
        seconds = statistics.median(ours["stages"][stage] for _, ours in runs)
        print(f"{stage:<20}  {seconds:>7.2f}  {seconds / median:>5.0%}")
    pandas = pandas_seconds(file)
    print(f"\npandas, {PANDAS_ROWS:,} rows   rows a second")
    for stage, seconds in pandas.items():
        print(f"{stage:<20}  {PANDAS_ROWS / seconds:>13,.0f}")
    print(f"{'together':<20}  {PANDAS_ROWS / sum(pandas.values()):>13,.0f}")


if __name__ == "__main__":
    main()
