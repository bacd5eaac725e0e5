"""Figures and facts of five web articles about peer support: eight pay points, two growth rates, and further facts.

The articles are prose, so a person reads them: ``articles_curated.toml`` holds what was found, with article and line.
``extract`` checks every record against the articles and that no line with a number in it was passed over.
"""

import datetime
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.faults import SourceFault
from pipeline.publisher_files import find_files
from pipeline.source import Extract, FileRead, NoPlace, PlaceName, Provenance, Release, Table

PROVENANCE = Provenance(
    source_id="articles",
    title="Five web articles about peer support work",
    publisher="Several web sites; their addresses are not recorded",
    publisher_url="",
    licence="Facts only; no text of the articles is held beyond the figures as printed",
    licence_url="",
    citation="Web articles 000 to 004 about peer support work, addresses not recorded, read line by line.",
    obtained="From stored copies of five pages, read line by line; each refresh checks every figure against its line.",
    caveat=(
        "Pay sites' averages of people's reports, copied by articles: few reports, mostly undated, and the city list is"
        " the cut-off top of a longer one."
    ),
)

EVERY_ROW = ("published_text", "release", "publisher_url")
TABLES = (
    Table(
        "article_pay",
        (
            "figure_id",
            "file",
            "line",
            "title_as_asked",
            "title_as_answered",
            "place_as_read",
            "basis",
            "amount_low",
            "amount_point",
            "amount_high",
            "unit",
            "n_as_read",
            "as_of",
            "flags",
            *EVERY_ROW,
        ),
        key=("figure_id",),
        place=PlaceName("place_as_read"),
        release=Release("release", year="as_of"),
        lands=("mart.pay",),
    ),
    Table(
        "article_growth",
        ("figure_id", "file", "line", "base_year", "target_year", "percent_change", "flags", *EVERY_ROW),
        key=("figure_id",),
        place=NoPlace("the articles mean the nation"),
        release=Release("release", year="base_year"),
        lands=("mart.growth",),
    ),
    Table(
        "article_fact",
        (
            "fact_id",
            "file",
            "line",
            "topic",
            "measure",
            "place_as_read",
            "inequality",
            "value_low",
            "unit",
            "as_of",
            "flags",
            "not_a_figure_because",
            *EVERY_ROW,
        ),
        key=("fact_id",),
        place=PlaceName("place_as_read"),
        release=Release("release", year="as_of"),
        lands=("mart.fact",),
    ),
)

CURATED = Path(__file__).with_name("articles_curated.toml")
PRINTED_NUMBERS = (
    "amount_low",
    "amount_point",
    "amount_high",
    "n_as_read",
    "base_year",
    "target_year",
    "percent_change",
    "value_low",
)
PRINTED_WORDS = ("title_as_answered", "place_as_read")

Record = dict[str, Any]
Lines = dict[str, list[str]]


def extract(directory: Path) -> Extract:
    """Check every curated record against the articles in ``directory`` and return the three tables.

    Raises SourceFault naming article, line and record when an article is missing, when what the record holds does not
    stand in its line, or when a line holds a number and no record accounts for it.
    """
    curated = tomllib.loads(CURATED.read_text(encoding="utf-8"))
    names: dict[str, str] = curated["article"]
    files = {file.name: file for file in find_files(directory, list(names.values()))}
    articles: Lines = {}
    for article, name in names.items():
        if name not in files:
            raise SourceFault(f"{directory}: no {name}; expected the five articles.")
        articles[article] = _lines(name, files[name].content)

    records = [record for kind in ("pay", "growth", "fact") for record in curated[kind]]
    for record in records:
        _check(record, names[record["article"]], articles[record["article"]])
    told = {(record["article"], record["line"]) for record in records}
    for article, number in _lines_with_a_number(articles):
        if (article, number) not in told:
            raise SourceFault(f"{names[article]}, line {number}: a number without a record; expected one in {CURATED.name}.")

    tables = {f"article_{kind}": _table(curated[kind], names) for kind in ("pay", "growth", "fact")}
    tables["article_pay"]["basis"] = "reported"
    return Extract(
        tables=tables,
        files=[
            FileRead.of(
                files[name],
                len(articles[article]),
                len({line for told_in, line in told if told_in == article}),
                "lines without a figure or a fact",
            )
            for article, name in names.items()
        ],
    )


def _lines(name: str, content: bytes) -> list[str]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceFault(f"{name}: byte {error.start + 1} is not UTF-8 text; expected an article as text.") from error
    return [_spaced(line) for line in text.split("\n")]


def _check(record: Record, name: str, lines: list[str]) -> None:
    """Refuse a record whose words, date or numbers do not stand in its line."""
    record_id = record.get("figure_id") or record["fact_id"]

    def refuse_absent(words: str, number: int) -> None:
        # Whole words and whole numbers only: "6 salaries" is not part of "16 salaries".
        whole = rf"(?<![\w.,]){re.escape(_spaced(words))}(?!\w|[.,]\d)"
        if number > len(lines) or not re.search(whole, lines[number - 1]):
            raise SourceFault(f"{name}, line {number}: '{words}' does not stand there; expected it for '{record_id}'.")

    for words in record["published_text"].split("; "):
        refuse_absent(words, record["line"])
    for column in PRINTED_WORDS:
        if column in record:
            refuse_absent(record[column], record["line"])
    if "as_of" in record:
        refuse_absent(_as_printed(record["as_of"]), record["line"])
    if "question_line" in record:
        refuse_absent(record["title_as_asked"], record["question_line"])
    printed = re.findall(r"\d+(?:\.\d+)?", record["published_text"].replace(",", ""))
    for column in PRINTED_NUMBERS:
        if column in record and record[column] not in printed:
            raise SourceFault(
                f"{name}, line {record['line']}: {column} {record[column]} of '{record_id}' is not a number of"
                f" '{record['published_text']}'; expected one of {', '.join(printed) or 'none'}."
            )


def _lines_with_a_number(articles: Lines) -> Iterator[tuple[str, int]]:
    for article, lines in articles.items():
        for number, line in enumerate(lines, start=1):
            if re.search(r"\d", line):
                yield article, number


def _as_printed(day: datetime.date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def _spaced(text: str) -> str:
    """The text with every run of spaces and no-break spaces as one space."""
    return " ".join(text.split())


def _table(records: list[Record], names: dict[str, str]) -> pd.DataFrame:
    columns = {column for table in TABLES for column in table.columns}
    rows = [
        dict.fromkeys(columns, "")
        | {column: str(cell) for column, cell in record.items()}
        | {
            "file": names[record["article"]],
            "flags": ";".join(record.get("flags", [])),
            "release": f"article {record['article']}, address not recorded",
        }
        for record in records
    ]
    return pd.DataFrame(rows)
