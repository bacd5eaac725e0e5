"""What each state asks of a peer support worker: certificate, body, training, experience, exam, fee, renewal, Medicaid.

The collected table mostly repeats one list of unknown quality; a second table names the fields that were checked against
another source. ``certification_curated.toml`` says which fields these are, who stands behind an address, and takes apart
the cells that hold several values; ``extract`` checks each of its records against the tables.
"""

import re
import tomllib
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.faults import SourceFault
from pipeline.publisher_files import PublisherFile, find_files, read_table
from pipeline.source import AreaCode, Extract, FileRead, Provenance, Release, Table
from pipeline.state_fips import state_fips

PROVENANCE = Provenance(
    source_id="certification",
    title="What states ask of peer support workers",
    publisher="Several, named in each row; mostly CPSS-Research, a list compiled by a language model",
    publisher_url="https://github.com/cjoh/CPSS-Research",
    licence="Single facts, each cited",
    licence_url="https://www.copyright.gov/help/faq/faq-protect.html",
    citation="What states ask of peer support workers: publisher and page named in each row.",
    obtained="Collected by hand; the fields of 11 states were compared with a second page or the rule itself.",
    caveat="Mostly one list of unknown quality: trust what is marked verified, and ask the certifying body before you pay.",
)

TABLES = (
    Table(
        "certification",
        (
            "fact_id",
            "area",
            "field",
            "applies_to",
            "value_as_printed",
            "verified",
            "note",
            "source_date",
            "publisher",
            "release",
            "publisher_url",
        ),
        key=("fact_id",),
        place=AreaCode("area"),
        release=Release("release", year="as_of"),
        lands=("mart.certification",),
    ),
)

CURATED = Path(__file__).with_name("certification_curated.toml")
COLLECTED, CHECKED, GAPS = "certification.csv", "certification_verified.csv", "medicaid_peer_gaps_2024.csv"
# Our field: the column that holds it.
FIELDS = {
    "credential": "credential",
    "body": "body",
    "training_hours": "training_hours",
    "work_experience_hours": "work_experience_hours",
    "supervision_hours": "supervision_hours",
    "exam": "exam",
    "fee": "fee",
    "renewal": "ceu",
    "medicaid_billable": "medicaid_billable",
}
COLUMNS = ("state", *FIELDS.values(), "verified_fields", "source_url", "source_date", "source2_url", "source2_date")
GAP_COLUMNS = {"mh_medicaid": "mental health services", "sud_medicaid": "substance use services"}
# The list's own name, and a copy of what the table of Medicaid gaps says.
FROM_THE_LIST = re.compile(r"\s*\(cjoh\)$")
FROM_THE_GAPS = re.compile(r"(?:MH (yes|no) / SUD (yes|no)|(no)) \(Policy Center for MMH, 2024-09\)")
NAMES_A_SOURCE = re.compile(r"cjoh|Copeland|Policy Center|brochure|CONFLICT|contradict", re.IGNORECASE)

Row = dict[str, str]


class Curated:
    """The records of ``certification_curated.toml``: sources by address, verified fields by state, cells by state and field."""

    def __init__(self) -> None:
        """Read the file."""
        records = tomllib.loads(CURATED.read_text(encoding="utf-8"))
        self.sources: dict[str, Row] = {one["address"]: one for one in records["source"]}
        self.verified: dict[str, dict[str, Any]] = {one["state"]: one for one in records["verified"]}
        self.cells: dict[tuple[str, str], dict[str, Any]] = {(one["state"], one["field"]): one for one in records["cell"]}

    def verified_fields(self, row: Row) -> list[str]:
        """Our fields that a row of the checked table names; raises SourceFault when its words are not those on record."""
        record = self.verified.get(row["state"])
        if not record or record["named"] != row["verified_fields"]:
            raise SourceFault(
                f"{CHECKED}, column 'verified_fields': {row['state']} names '{row['verified_fields']}'; "
                f"expected the words of {CURATED.name}."
            )
        return record["fields"]

    def values(self, row: Row, field: str) -> list[dict[str, str]] | None:
        """The values a person read in a cell, or None for a cell that holds one; raises SourceFault when the cell changed."""
        record, printed = self.cells.get((row["state"], field)), row[FIELDS[field]]
        if record and record["printed"] != printed:
            raise SourceFault(
                f"{COLLECTED}, column '{FIELDS[field]}': {row['state']} has '{printed}'; "
                f"expected '{record['printed']}', as in {CURATED.name}."
            )
        return record["value"] if record else None


def extract(directory: Path) -> Extract:
    """Read the three tables into one row a state, field, value and source; values stay as printed.

    A field counts as verified when ``certification_verified.csv`` holds the state and names the field. Raises SourceFault for
    a missing file, an unknown state or address, tables that contradict each other, or a cell that a person must read first.
    """
    files = {name: _only(directory, name) for name in (COLLECTED, CHECKED, GAPS)}
    collected, checked = (read_table(files[name], COLUMNS) for name in (COLLECTED, CHECKED))
    gaps = read_table(files[GAPS], ["state", *GAP_COLUMNS, "as_of", "source_url"])
    curated = Curated()
    _agree(collected, checked)
    _hold(COLLECTED, collected, {state for state, _ in curated.cells})
    _hold(CHECKED, checked, set(curated.verified))
    verified = {row["state"]: curated.verified_fields(row) for row in checked.to_dict("records")}
    gaps_of = {row["state"]: row for row in gaps.to_dict("records")}
    values = [
        *(
            value
            for row in collected.to_dict("records")
            for value in _values(row, verified.get(row["state"], []), gaps_of.get(row["state"]), curated)
        ),
        *(value for row in gaps.to_dict("records") for value in _gap_values(row, curated)),
    ]
    extract = Extract({"certification": pd.DataFrame(list(_named(values)))})
    for name, rows in ((COLLECTED, collected), (CHECKED, checked), (GAPS, gaps)):
        extract.files.append(FileRead.of(files[name], len(rows), len(rows)))
    return extract


def _only(directory: Path, name: str) -> PublisherFile:
    found = list(find_files(directory, [name]))
    if len(found) != 1:
        raise SourceFault(f"{directory}: {len(found)} files named {name}; expected one.")
    return found[0]


def _agree(collected: pd.DataFrame, checked: pd.DataFrame) -> None:
    """Every checked row must stand in the collected table, cell by cell."""
    rows = collected.set_index("state")
    for row in checked.to_dict("records"):
        held = rows.loc[row["state"]] if row["state"] in rows.index else pd.Series(dtype=object)
        differing = [column for column in COLUMNS[1:] if held.get(column) != row[column]]
        if differing:
            raise SourceFault(f"{CHECKED}, column '{differing[0]}': {row['state']} differs from {COLLECTED}; expected the same.")


def _hold(name: str, table: pd.DataFrame, states: set[str]) -> None:
    """Every state that a record is about must stand in the table."""
    absent = states - set(table["state"])
    if absent:
        raise SourceFault(f"{name}: no row for {min(absent)}; expected one, as in {CURATED.name}.")


def _values(row: Row, verified: list[str], gap: Row | None, curated: Curated) -> Iterator[Row]:
    """The values of one state, by field; those copied from the table of Medicaid gaps are left to it."""
    for field, column in FIELDS.items():
        read = curated.values(row, field)
        if read is None:
            text = FROM_THE_LIST.sub("", row[column])
            if copied := FROM_THE_GAPS.fullmatch(text):
                _copied_rightly(row["state"], copied, gap)
                continue
            if NAMES_A_SOURCE.search(text):
                raise SourceFault(f"{COLLECTED}, column '{column}': {row['state']} has '{text}'; expected it in {CURATED.name}.")
            read = [{"text": text, "source": "both" if field in verified else "first"}] if text else []
        for value in read:
            for source, date in _sources(value["source"], row):
                yield {
                    "state": row["state"],
                    "field": field,
                    "applies_to": value.get("for", ""),
                    "value_as_printed": value["text"],
                    "verified": "yes" if field in verified and value["source"] in ("both", "second") else "no",
                    "note": value.get("note", ""),
                    "source_date": date,
                    **_cited(source, curated),
                }


def _sources(word: str, row: Row) -> list[tuple[str, str]]:
    """Address and date of each source that a value stands in."""
    first, second = (row["source_url"], row["source_date"]), (row["source2_url"], row["source2_date"])
    return {"both": [second, first], "first": [first], "second": [second]}.get(word, [(word, "undated")])


def _cited(address: str, curated: Curated) -> Row:
    source = curated.sources.get(address)
    if source is None:
        raise SourceFault(f"{COLLECTED}, column 'source_url': unknown address '{address}'; expected one of {CURATED.name}.")
    return {
        "publisher": source["publisher"],
        "release": source["release"],
        "publisher_url": source.get("url", source["address"]),
    }


def _copied_rightly(state: str, copied: re.Match[str], gap: Row | None) -> None:
    mental, substance = copied[1] or copied[3], copied[2] or copied[3]
    if gap is None or (gap["mh_medicaid"], gap["sud_medicaid"]) != (mental, substance):
        raise SourceFault(f"{COLLECTED}, column 'medicaid_billable': {state} differs from {GAPS}; expected the same.")


def _gap_values(row: Row, curated: Curated) -> Iterator[Row]:
    for column, services in GAP_COLUMNS.items():
        yield {
            "state": row["state"],
            "field": "medicaid_billable",
            "applies_to": services,
            "value_as_printed": row[column],
            "verified": "no",
            "note": "",
            "source_date": row["as_of"],
            **_cited(row["source_url"], curated),
        }


def _named(values: list[Row]) -> Iterator[Row]:
    """Give each value its place and a name of its own: 'md-training_hours-2'."""
    numbers: dict[tuple[str, str], Iterator[int]] = {}
    for value in values:
        key = value["state"], value["field"]
        number = next(numbers.setdefault(key, count(1)))
        rest = {name: cell for name, cell in value.items() if name != "state"}
        yield {
            "fact_id": f"{value['state'].lower()}-{value['field']}-{number}",
            "area": state_fips(value["state"], COLLECTED),
            **rest,
        }
