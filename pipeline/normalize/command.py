"""The command line's verb ``normalize``: files of job postings in, one Parquet file of comparable postings out."""

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from pipeline.faults import SourceFault
from pipeline.normalize.formats import FORMATS, Format, mapping
from pipeline.normalize.read import FileAccount
from pipeline.normalize.run import Summary, normalize, set_aside_path

out = Console(highlight=False, width=None if sys.stdout.isatty() else 160)
err = Console(stderr=True, highlight=False)


def normalize_command(
    inputs: Annotated[list[Path], typer.Argument(metavar="INPUT...", help="Files of postings, or folders of them.")],
    out_file: Annotated[Path, typer.Option("--out", metavar="FILE.parquet", help="The Parquet file to write.")],
    format: Annotated[str, typer.Option(help=f"auto, or one of: {', '.join(FORMATS)}.")] = "auto",
    mapping_file: Annotated[
        Path | None, typer.Option("--mapping", metavar="FILE.toml", help="Says which column of your own table is which.")
    ] = None,
) -> None:
    """Turn job postings into comparable facts: role, place, setting, hours, pay; one row each, duplicates marked."""
    chosen = _chosen(format, mapping_file)
    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TimeElapsedColumn(),
        console=err,
        transient=True,
        disable=not err.is_terminal,
    ) as progress:
        task = progress.add_task("starting")
        summary = normalize(inputs, out_file, chosen, lambda words: progress.update(task, description=words))
    out.print(_files_table(summary.files))
    for account in summary.files:
        for note in account.notes:
            out.print(note, markup=False)
    out.print(_words(summary, out_file), markup=False)
    if summary.faults:
        raise SourceFault("\n".join(summary.faults))


def _chosen(format: str, mapping_file: Path | None) -> Format | None:
    if mapping_file is not None:
        if format != "auto":
            raise typer.BadParameter("give --mapping or --format, not both.", param_hint="--mapping")
        return mapping.read(mapping_file)
    if format != "auto" and format not in FORMATS:
        raise typer.BadParameter(f"'{format}' is no format; expected auto or one of {', '.join(FORMATS)}.", param_hint="--format")
    return FORMATS.get(format)


def _files_table(files: list[FileAccount]) -> Table:
    table = Table("file", "format", "rows read", "used", "set aside", box=None, header_style="bold")
    for column in table.columns[2:]:
        column.justify = "right"
    for account in files:
        counts = (account.rows_read, account.used, account.set_aside)
        table.add_row(account.name, account.format or "-", *(["-"] * 3 if account.fault else [f"{count:,}" for count in counts]))
    return table


def _words(summary: Summary, out_file: Path) -> str:
    aside = sum(account.set_aside for account in summary.files)
    words = (
        f"Wrote {out_file}: {summary.postings:,} postings, {summary.duplicates:,} of them duplicates;"
        f" {summary.peer_postings:,} peer support postings, {summary.peer_survivors:,} without duplicates."
    )
    return words + (f"\nWrote {set_aside_path(out_file)}: the {aside:,} rows set aside, each with its reason." if aside else "")
