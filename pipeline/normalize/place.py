"""Which place a text names, by the warehouse's table of names; never a guess."""

from collections.abc import Collection
from dataclasses import dataclass

import duckdb

from pipeline.warehouse import CATALOG


@dataclass(frozen=True)
class Resolution:
    """The place a text names; or none, and then ``note`` says why."""

    place_id: str | None
    note: str = ""


def resolve(
    connection: duckdb.DuckDBPyConnection, text: str | None, place_kinds: Collection[str] | None = None
) -> Resolution:
    """Look up the whole text among the names of places, of the given kinds only (nation, state, metro, nonmetro ...).

    A name that two places share is not decided here: the note names both. Any text is accepted.
    """
    # Lone surrogates are no text to the engine; they match nothing either way.
    readable = (text or "").encode("utf-8", "replace").decode("utf-8")
    (folded,) = connection.execute(f"select {CATALOG}.core.fold_name(?)", [readable]).fetchone()
    if not folded:
        return Resolution(None, "no place is named")
    named = connection.execute(
        "select place_id, place_name, place_kind"
        f" from {CATALOG}.core.place_alias join {CATALOG}.core.place using (place_id)"
        " where folded = ? and (? or list_contains(?, place_kind)) order by place_id",
        [folded, place_kinds is None, list(place_kinds or [])],
    ).fetchall()
    if not named:
        return Resolution(None, f"not found: {readable.strip()}")
    if len(named) > 1:
        return Resolution(None, "ambiguous: " + " or ".join(f"{name} ({kind})" for _, name, kind in named))
    return Resolution(named[0][0])
