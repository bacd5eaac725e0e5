"""The command line: build, refresh, normalize, status, check, dictionary. Exit code 0 done, 1 a fault in data, 2 a bad call."""

import datetime
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from pipeline import contracts, dictionary, inbox, landed, raw_tables
from pipeline.build import SourceRows, build
from pipeline.faults import SourceFault
from pipeline.normalize.command import normalize_command
from pipeline.one_row import one_row
from pipeline.registry import SOURCES
from pipeline.warehouse import CATALOG, RAW, WAREHOUSE, attach, is_current

app = typer.Typer(
    help="Turn published figures on peer support work and its neighbouring occupations into one DuckDB warehouse.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
out = Console(highlight=False, width=None if sys.stdout.isatty() else 160)
err = Console(stderr=True, highlight=False)

Raw = Annotated[Path, typer.Option(help="Folder of the raw tables.", show_default=True)]
Warehouse = Annotated[Path, typer.Option(help="The warehouse file.", show_default=True)]


@app.command("build")
def build_command(
    raw: Raw = RAW,
    warehouse: Warehouse = WAREHOUSE,
    if_changed: Annotated[
        bool, typer.Option("--if-changed", help="Do nothing when the warehouse was built from these very inputs.")
    ] = False,
) -> None:
    """Build the warehouse from the raw tables; the old file stays until the new one has passed its checks."""
    if if_changed and is_current(warehouse, raw):
        out.print(f"{warehouse} is up to date.")
        return
    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TimeElapsedColumn(),
        console=err,
        transient=True,
        disable=not err.is_terminal,
    ) as progress:
        task = progress.add_task("starting")
        notes: list[str] = []
        rows = build(raw, warehouse, lambda words: progress.update(task, description=words), notes.append)
    out.print(_rows_table(rows))
    for note in notes:
        out.print(note, markup=False, soft_wrap=True)
    for fault in _unread_files(warehouse):
        err.print(f"Set aside: {fault}", style="yellow", markup=False, soft_wrap=True)
    size = warehouse.stat().st_size / 1e6
    out.print(f"Built {warehouse} ({size:.1f} MB): every row is in it or set aside with its reason; every check holds.")


@app.command()
def refresh(
    source: Annotated[str, typer.Argument(help=f"One of: {', '.join(SOURCES)}.")],
    directory: Annotated[Path, typer.Option("--from", help="Folder that holds the publisher's own files, zips included.")],
    raw: Raw = RAW,
) -> None:
    """Read a publisher's files and rewrite the source's raw tables and provenance."""
    if source not in SOURCES:
        raise typer.BadParameter(f"'{source}' is no source; expected one of {', '.join(SOURCES)}.")
    chosen = SOURCES[source]
    with err.status(f"reading {directory}"):
        extract = chosen.extract(directory)
        raw_tables.write(chosen, extract, raw, accessed=datetime.date.today())
    table = Table("file", "rows read", "rows kept", "the others", box=None, header_style="bold")
    for file in extract.files:
        table.add_row(file.name, f"{file.rows_read:,}", f"{file.rows_kept:,}", file.left_because)
    out.print(table)
    for name, frame in extract.tables.items():
        out.print(f"Wrote {raw / source / name}.csv: {len(frame):,} rows.")


@app.command()
def status(warehouse: Warehouse = WAREHOUSE) -> None:
    """List the sources: newest release, rows, licence and age."""
    with attach(warehouse) as connection:
        (built_at,) = one_row(connection.execute(f"select built_at from {CATALOG}.core.build"))
        sources = connection.execute(
            "select source_id, newest_release, rows_read, rows_used, rows_set_aside, accessed, licence"
            f" from {CATALOG}.mart.source"
        ).fetchall()
    table = Table("source", "newest release", "read", "used", "set aside", "days old", "licence", box=None, header_style="bold")
    for column in table.columns:
        column.no_wrap = column.header not in ("newest release", "licence")
    for source_id, release, rows_read, used, aside, accessed, licence in sources:
        days_old = (datetime.date.today() - accessed).days
        table.add_row(source_id, release or "-", f"{rows_read:,}", f"{used:,}", f"{aside:,}", str(days_old), licence)
    out.print(table)
    out.print(f"{warehouse}, built {built_at} UTC.")


@app.command()
def check(warehouse: Warehouse = WAREHOUSE) -> None:
    """Run the contracts on the warehouse in place."""
    with attach(warehouse) as connection:
        connection.execute(f"use {CATALOG}")
        found = contracts.breaches(connection) + landed.breaches(connection, SOURCES.values())
    if found:
        raise SourceFault("\n".join(str(breach) for breach in found))
    out.print(f"{warehouse}: every check holds.")


@app.command("dictionary")
def dictionary_command(
    warehouse: Warehouse = WAREHOUSE,
    to: Annotated[Path | None, typer.Option(help="Write it to this file instead of the screen.")] = None,
) -> None:
    """Print the data dictionary: every table and column with its meaning."""
    with attach(warehouse) as connection:
        text = dictionary.markdown(dictionary.columns(connection))
    if to:
        to.write_text(text, encoding="utf-8")
    else:
        typer.echo(text, nl=False)


app.command("normalize")(normalize_command)


def _unread_files(warehouse: Path) -> list[str]:
    """Why files of the inbox could not be read at all, one sentence a file."""
    with attach(warehouse) as connection:
        rows = connection.execute(
            f"select reason from {CATALOG}.core.set_aside where source_id = ? and raw_row = ? order by table_name",
            [inbox.SOURCE_ID, inbox.WHOLE_FILE],
        ).fetchall()
    return [reason for (reason,) in rows]


def _rows_table(rows: list[SourceRows]) -> Table:
    table = Table("source", "rows read", "used", "set aside", box=None, header_style="bold")
    for column in table.columns[1:]:
        column.justify = "right"
    for source in rows:
        table.add_row(source.source_id, f"{source.rows_read:,}", f"{source.rows_used:,}", f"{source.rows_set_aside:,}")
    return table


def main() -> None:
    """Run the command line; a fault in the data is one plain sentence on stderr and exit code 1."""
    try:
        app()
    except (SourceFault, OSError) as error:
        fault = error if isinstance(error, SourceFault) else f"{error.filename}: {error.strerror}; expected to read or write it."
        err.print(str(fault), style="red", markup=False, soft_wrap=True)
        raise SystemExit(1) from None


if __name__ == "__main__":
    main()
