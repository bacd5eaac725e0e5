"""The names of places that a posting may print, as tables of a DuckDB connection: the gazetteer and ``rules/place_*.csv``."""

from pathlib import Path

import duckdb

from pipeline.normalize.lookups import RULES
from pipeline.one_row import one_row
from pipeline.sql_text import quoted
from pipeline.warehouse import RAW

SQL = Path(__file__).parents[1] / "sql" / "normalize"
GAZETTEER = {"gazetteer_city": "city", "gazetteer_county": "county", "gazetteer_zip": "zip_area"}
RULE_TABLES = ("place_state", "place_metro", "place_alias", "place_borough", "place_country", "place_default")
BY_LENGTH = "string_agg(words, '|' order by length(words) desc, words)"


def load(connection: duckdb.DuckDBPyConnection, raw: Path = RAW) -> None:
    """Create or replace the tables and macros that the rule ``place`` needs, from the gazetteer's raw tables and the rule tables.

    Needs the macros of ``folding.load``; the patterns of ``place_remote.toml`` come with ``lookups.load``.
    """
    files = {name: raw / "gazetteer" / f"{table}.csv" for name, table in GAZETTEER.items()}
    files |= {name: RULES / f"{name}.csv" for name in RULE_TABLES}
    for name, path in files.items():
        connection.execute(f"create or replace table {name} as from read_csv({quoted(path)}, header = true, all_varchar = true)")
    for macro, query in {
        "place_state_pattern": f"select {BY_LENGTH} from place_state",
        "place_country_pattern": f"select {BY_LENGTH} from place_country where form != 'city'",
    }.items():
        (pattern,) = one_row(connection.execute(query))
        connection.execute(f"create or replace macro {macro}() as {quoted(pattern)}")
    defaults = connection.execute("select source_id, place_id from place_default").fetchall()
    cases = " ".join(f"when {quoted(source)} then {quoted(place)}" for source, place in defaults)
    connection.execute(f"create or replace macro place_default_of(source_id) as case source_id {cases} end")
    for statement in (SQL / "lookups" / "place_phrase.sql", SQL / "lookups" / "place_names.sql"):
        connection.execute(statement.read_text(encoding="utf-8"))
