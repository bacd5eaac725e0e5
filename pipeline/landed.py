"""Nothing is lost: every row that was used stands in the table of core or mart in which its source says that it lands.

One check a table, derived from the declarations of the sources and made row by row. ``build`` enforces them before the new file
takes its place; ``python -m pipeline check`` runs them on the file in place.
"""

from collections.abc import Iterable

import duckdb

from pipeline import inbox
from pipeline.contracts import Breach, Contract
from pipeline.faults import SourceFault
from pipeline.source import Source, Table
from pipeline.sql_text import identifier, quoted

Columns = dict[str, set[str]]


def breaches(connection: duckdb.DuckDBPyConnection, sources: Iterable[Source]) -> list[Breach]:
    """Every table of the sources that lost a row on its way in the catalog in use.

    Raises SourceFault when a table in which rows are said to land is not there, or does not say which rows it holds.
    """
    columns = _columns(connection)
    checks = [_check(source.provenance.source_id, table, columns) for source in sources for table in source.tables]
    found = []
    for check in (*checks, OWN_FILES):
        rows = connection.execute(check.sql).fetchall()
        if rows:
            found.append(Breach(check, len(rows), rows[0][0]))
    return found


def enforce(connection: duckdb.DuckDBPyConnection, sources: Iterable[Source]) -> None:
    """Raise SourceFault with one sentence a line when a table lost a row."""
    found = breaches(connection, sources)
    if found:
        raise SourceFault("\n".join(str(breach) for breach in found))


OWN_FILES = Contract(
    "your_own_files_land",
    "Every used row of your own files is one ad of core.posting",
    f"""
    select format('{{:,}} used rows and {{:,}} ads', n_used, n_ads)
    from (select coalesce(sum(rows_used), 0)::bigint as n_used from core.row_count where source_id = '{inbox.SOURCE_ID}')
    cross join (select count(*) as n_ads from core.posting where raw_row is null)
    where n_used != n_ads
    """,
)


def _check(source_id: str, table: Table, columns: Columns) -> Contract:
    name = f"{source_id}.{table.name}"
    landed = " union ".join(_landed(name, table, place, columns) for place in table.lands)
    sql = f"""
        with aside as (
            select raw_row from core.set_aside where source_id = {quoted(source_id)} and table_name = {quoted(table.name)}
        ),

        used as (
            select raw_row, to_json(staged)::varchar as words
            from (select * exclude (set_aside_reason) from staging.{identifier(table.name)}) as staged
            anti join aside using (raw_row)
        ),

        landed as (
            from ({landed}) where raw_row is not null
        )

        select if(words is null, 'row ' || raw_row || ' there, which is not used', 'row ' || raw_row || ' missing: ' || words)
        from used full join landed using (raw_row)
        where words is null or landed.raw_row is null
        order by raw_row
    """
    sentence = f"Every used row of {name} stands in {' or '.join(table.lands)}, and no row that was set aside does"
    return Contract(f"{table.name}_lands", sentence, sql)


def _landed(name: str, table: Table, place: str, columns: Columns) -> str:
    """The rows of a raw table that stand in ``place``, as SQL."""
    held = columns.get(place, set())
    if not held & {"raw_row", "raw_rows"}:
        raise SourceFault(
            f"{name}: its rows are to land in {place}, which "
            + ("has no column raw_row; expected the row of the raw table in it." if held else "is not built; expected that table.")
        )
    rows = "raw_row" if "raw_row" in held else "unnest(raw_rows) as raw_row"
    return f"select {rows} from {place}" + (f" where table_name = {quoted(table.name)}" if "table_name" in held else "")


def _columns(connection: duckdb.DuckDBPyConnection) -> Columns:
    """The columns of every table of the catalog in use, by ``schema.table``."""
    held: Columns = {}
    for table, column in connection.execute(
        "select schema_name || '.' || table_name, column_name from duckdb_columns() where database_name = current_database()"
    ).fetchall():
        held.setdefault(table, set()).add(column)
    return held
