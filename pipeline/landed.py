"""Nothing is lost: every row that was used stands in the table of core or mart in which its source says that it lands.

One check a table, derived from the declarations of the sources and made row by row. ``build`` enforces them before the new file
takes its place; ``python -m pipeline check`` runs them on the file in place.
"""

from collections import Counter
from collections.abc import Iterable

import duckdb

from pipeline import inbox
from pipeline.contracts import Breach, Contract
from pipeline.faults import SourceFault
from pipeline.source import Source, Table
from pipeline.sql_text import identifier, quoted

Columns = dict[str, set[str]]


def breaches(connection: duckdb.DuckDBPyConnection, sources: Iterable[Source], words: str = "staging") -> list[Breach]:
    """Every table of the sources that lost a row on its way in the catalog in use; ``words``: where the row is quoted from.

    Raises SourceFault when a table in which rows are said to land is not there, or does not say which rows it holds.
    """
    columns = _columns(connection)
    tables = [(source.provenance.source_id, table) for source in sources for table in source.tables]
    share = Counter(place for _, table in tables for place in table.lands)
    for source_id, table in tables:
        for place in table.lands:
            _refuse_unmarked(f"{source_id}.{table.name}", place, columns.get(place, set()), share[place] > 1)
    checks = [_check(source_id, table, columns, words) for source_id, table in tables]
    found = []
    for check in (*checks, OWN_FILES):
        rows = connection.execute(check.sql).fetchall()
        if rows:
            found.append(Breach(check, len(rows), rows[0][0]))
    return found


def enforce(connection: duckdb.DuckDBPyConnection, sources: Iterable[Source]) -> None:
    """While the raw tables are at hand: raise SourceFault with one sentence a line when a table lost a row."""
    found = breaches(connection, sources, words="raw")
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


def _check(source_id: str, table: Table, columns: Columns, words: str) -> Contract:
    name = f"{source_id}.{table.name}"
    landed = " union all ".join(_landed(table, place, columns[place]) for place in table.lands)
    sql = f"""
        with aside as (
            select raw_row from core.set_aside where source_id = {quoted(source_id)} and table_name = {quoted(table.name)}
        ),

        used as (
            select raw_row, to_json(read)::varchar as words
            from {words}.{identifier(table.name)} as read
            anti join aside using (raw_row)
        ),

        landed as (
            select raw_row, max(times) as times
            from ({landed})
            where raw_row is not null
            group by raw_row
        )

        select case
            when times is null then 'row ' || raw_row || ' missing: ' || words
            when words is null then 'row ' || raw_row || ' there, which is not used'
            else 'row ' || raw_row || ' ' || times || ' times: ' || words
        end
        from used full join landed using (raw_row)
        where words is null or times is distinct from 1
        order by raw_row
    """
    sentence = f"Every used row of {name} stands once in {' or '.join(table.lands)}, and no row that was set aside does"
    return Contract(f"{table.name}_lands", sentence, sql)


def _landed(table: Table, place: str, held: set[str]) -> str:
    """The rows of a raw table that stand in ``place``, a table of the columns ``held``, and how often, as SQL."""
    rows = "raw_row" if "raw_row" in held else "unnest(raw_rows) as raw_row"
    of_table = f"where table_name = {quoted(table.name)}" if "table_name" in held else ""
    return f"select raw_row, count(*) as times from (select {rows} from {place} {of_table}) group by raw_row"


def _refuse_unmarked(name: str, place: str, held: set[str], shared: bool) -> None:
    """Refuse a table that is not there, or cannot tell which rows of the raw tables it holds."""
    if not held:
        raise SourceFault(f"{name}: its rows are to land in {place}, which is not built; expected that table.")
    if not held & {"raw_row", "raw_rows"}:
        raise SourceFault(f"{name}: its rows are to land in {place}; expected a column raw_row there, as in staging.")
    if shared and "table_name" not in held:
        raise SourceFault(f"{name}: rows of several tables land in {place}; expected a column table_name there.")


def _columns(connection: duckdb.DuckDBPyConnection) -> Columns:
    """The columns of every table of the catalog in use, by ``schema.table``."""
    held: Columns = {}
    for table, column in connection.execute(
        "select schema_name || '.' || table_name, column_name from duckdb_columns() where database_name = current_database()"
    ).fetchall():
        held.setdefault(table, set()).add(column)
    return held
