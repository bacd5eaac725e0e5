"""What stands behind an entry on certification: who says so, when, and whether a second page says the same."""

from functools import partial

import pandas as pd

from insights import queries
from insights.evidence.card import Card, Choices, is_told, made
from insights.reader import Reader
from insights.rows import StatedEntry
from insights.sentences.certification import CONFLICT, UNVERIFIED, VERIFIED
from insights.words import spelled, states_counted

COLUMNS = ["place_name", "value_text", "verified", "in_conflict", "source", "source_date", "source_url", "note", "fact_id"]
SOURCE = "certification"


def card(reader: Reader, fact_id: str) -> Card | None:
    """The card of a row of mart.certification; None when no such entry is held."""
    found = queries.certification.entry(reader, fact_id)
    if found.empty:
        return None
    entry = found.iloc[0]
    return made(
        reader,
        f"{queries.certification.FIELDS.get(entry['field'], entry['field'])}, {entry['place_name']}",
        [_sure(entry), spelled(entry["source_date"])],
        [
            ("As published", entry["value_text"]),
            ("For", entry["applies_to"]),
            ("To know", entry["note"]),
            ("Stated by", entry["source"]),
            ("Release", entry["release"]),
            ("Address", entry["source_url"]),
        ],
        entry["source_id"],
        figure_id=fact_id,
    )


def choices(values: pd.DataFrame) -> Choices:
    """What is stated in some states, by state and field; ``values`` as queries.certification.values."""
    stated = values.drop_duplicates(["state", "field"])
    return {
        f"{one.place_name}: {one.title.lower()}": partial(of_field, field=one.field, states=[one.state])
        for one in stated.itertuples()
    }


def of_field(reader: Reader, field: str, *, states: list[str] | None = None) -> Card:
    """All entries of one field, of all states or of some (postal codes), that a count or a mark rests on."""
    entries = queries.certification.entries(reader, field=field, states=states)
    verified, codes = entries["verified"], entries["state"]
    alone = codes.nunique() == 1
    conflicts = codes[entries["in_conflict"]]
    return made(
        reader,
        f"{queries.certification.FIELDS[field]}, {entries['place_name'].iloc[0] if alone else states_counted(codes)}",
        [f"n={len(entries)}", f"{verified.sum()} of them verified", CONFLICT if alone and len(conflicts) else ""],
        [
            *(("As published", _stated(entry)) for entry in entries.itertuples() if alone),
            (
                "Count",
                None if alone else f"stated for {states_counted(codes)}; verified for {states_counted(codes[verified])}",
            ),
            ("To know", f"sources disagree in {states_counted(conflicts)}" if len(conflicts) and not alone else None),
        ],
        SOURCE,
        counted=entries[COLUMNS],
        counted_as="The entries, as their sources state them",
    )


def _stated(entry: StatedEntry) -> str:
    """One entry in a line: '46 hours, ● verified. Empower Path Academy, undated'."""
    value = f"{entry.value_text} {entry.unit}" if entry.value_text.isdigit() and is_told(entry.unit) else entry.value_text
    value += f", {entry.applies_to}" if is_told(entry.applies_to) else ""
    return f"{value}, {VERIFIED if entry.verified else UNVERIFIED}. {entry.source}, {spelled(entry.source_date)}"


def _sure(entry: pd.Series) -> str:
    return (VERIFIED if entry["verified"] else UNVERIFIED) + (", sources disagree" if entry["in_conflict"] else "")
