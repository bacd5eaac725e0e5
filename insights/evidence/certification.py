"""What stands behind an entry on certification: who says so, when, and whether a second page says the same."""

import pandas as pd

from insights import certification_queries as queries
from insights.evidence.card import Card, made
from insights.reader import Reader
from insights.words import states_counted

COLUMNS = ["place_name", "value_text", "verified", "in_conflict", "source", "source_date", "source_url", "note", "fact_id"]
SOURCE = "certification"


def card(reader: Reader, fact_id: str) -> Card | None:
    """The card of a row of mart.certification; None when no such entry is held."""
    found = queries.entry(reader, fact_id)
    if found.empty:
        return None
    entry = found.iloc[0]
    return made(
        reader,
        f"{queries.FIELDS.get(entry['field'], entry['field'])}, {entry['place_name']}",
        [_sure(entry), entry["source_date"]],
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


def of_field(reader: Reader, field: str, *, states: list[str] | None = None) -> Card:
    """All entries of one field, of all states or of some (postal codes), that a count or a mark rests on."""
    entries = queries.entries(reader, field=field, states=states)
    verified, codes = entries["verified"], entries["state"]
    where = entries["place_name"].iloc[0] if codes.nunique() == 1 else states_counted(codes)
    conflicts = codes[entries["in_conflict"]]
    return made(
        reader,
        f"{queries.FIELDS[field]}, {where}",
        [f"n={len(entries)}", f"{verified.sum()} of them verified"],
        [
            ("Count", f"stated for {states_counted(codes)}; verified for {states_counted(codes[verified])}"),
            ("To know", f"sources disagree in {states_counted(conflicts)}" if len(conflicts) else None),
        ],
        SOURCE,
        counted=entries[COLUMNS],
        counted_as="The entries, as their sources state them",
    )


def _sure(entry: pd.Series) -> str:
    return ("● verified" if entry["verified"] else "○ unverified") + (", sources disagree" if entry["in_conflict"] else "")
