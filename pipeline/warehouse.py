"""The warehouse file: where it is, whether it is current, how it is replaced, and how readers open it.

One process may write a DuckDB file or many may read it, so nobody writes the file that is read: ``building`` hands out a file
aside and puts it in place with one rename. Readers attach read-only to an in-memory connection, because a second
``duckdb.connect(path)`` in the same process would go on serving the replaced file.
"""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import filelock

from pipeline.faults import SourceFault
from pipeline.sql_text import quoted

ROOT = Path(os.path.relpath(Path(__file__).parent.parent))  # short in messages, right from any folder
RAW = ROOT / "data" / "raw"
WAREHOUSE = Path(os.environ.get("ATLAS_WAREHOUSE", ROOT / "data" / "warehouse.duckdb"))
STORAGE_VERSION = "v1.4.0"  # what researchers' older DuckDB still opens
CATALOG = "atlas"
INBOX = Path("postings") / "inbox"  # below the raw tables: files of job ads that a user drops in, of any type

# DuckDB would otherwise download extensions when a query mentions one.
OFFLINE: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}

Version = tuple[int, int, int]


@contextmanager
def building(warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Yield a connection whose catalog ``atlas`` is a new file beside ``warehouse``; it takes the old one's place at the end.

    An exception, or a kill at any moment, leaves the old file untouched. Raises SourceFault when another build is running or
    the folder cannot be written.
    """
    aside = warehouse.with_name(warehouse.name + ".building")
    if warehouse.is_dir():
        raise SourceFault(f"{warehouse}: this is a folder; expected the name of the warehouse file.")
    try:
        warehouse.parent.mkdir(parents=True, exist_ok=True)
        only_build = filelock.FileLock(f"{warehouse}.lock").acquire(timeout=0)
    except filelock.Timeout as error:
        raise SourceFault(f"{warehouse}: another build is running; wait for it to end.") from error
    except OSError as error:
        raise SourceFault(f"{warehouse}: cannot be written ({error.strerror}); expected a folder of your own.") from error
    with only_build:
        _remove(aside)
        connection = duckdb.connect(":memory:", config=OFFLINE)
        try:
            connection.execute(f"attach {quoted(aside)} as {CATALOG} (storage_version '{STORAGE_VERSION}')")
            connection.execute(f"use {CATALOG}")
            yield connection
            connection.execute("use memory")
            connection.execute(f"detach {CATALOG}")
            connection.close()
            os.replace(aside, warehouse)
        finally:
            connection.close()
            _remove(aside)


def version(warehouse: Path) -> Version | None:
    """What changes whenever the file is replaced: (inode, mtime in ns, bytes); None when there is no file."""
    try:
        stat = warehouse.stat()
    except FileNotFoundError:
        return None
    return stat.st_ino, stat.st_mtime_ns, stat.st_size


def attach(warehouse: Path = WAREHOUSE) -> duckdb.DuckDBPyConnection:
    """An in-memory connection with the warehouse attached read-only as ``atlas``; tables are ``atlas.mart.pay`` and so on.

    Raises SourceFault when there is no warehouse or the file is none of ours.
    """
    if not warehouse.exists():
        raise SourceFault(f"{warehouse}: no warehouse yet; run 'make run' or 'python -m pipeline build'.")
    connection = duckdb.connect(":memory:", config=OFFLINE)
    try:
        connection.execute(f"attach {quoted(warehouse)} as {CATALOG} (read_only)")
        connection.execute(f"from {CATALOG}.core.build")
    except duckdb.Error as error:
        connection.close()
        raise SourceFault(f"{warehouse}: not a readable warehouse; run 'python -m pipeline build'.") from error
    return connection


def fingerprint(raw: Path, *folders: Path) -> str:
    """A digest of all that a build reads: the pipeline's own files, the tables in ``raw``, the inbox of any type, ``folders``."""
    digest = hashlib.sha256()
    package, inbox = Path(__file__).parent, raw / INBOX
    for root in (package, raw, *folders):
        for path in sorted(path for path in root.rglob("*") if path.is_file() and _is_input(path) and inbox not in path.parents):
            digest.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes() + b"\0")
    for path in inbox_files(raw):  # perhaps of gigabytes
        with path.open("rb") as file:
            digest.update(path.name.encode() + b"\0" + hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()


def inbox_files(raw: Path) -> list[Path]:
    """The files of job ads that the user dropped into the inbox, in name order; hidden and lock files aside."""
    inbox = raw / INBOX
    files = inbox.iterdir() if inbox.is_dir() else []
    return sorted(path for path in files if path.is_file() and not path.name.startswith((".", "~$")))


def is_current(warehouse: Path, raw: Path) -> bool:
    """Whether the warehouse exists and was built from these very inputs."""
    try:
        with attach(warehouse) as connection:
            built = connection.execute(f"select inputs_fingerprint from {CATALOG}.core.build").fetchone()
    except (SourceFault, duckdb.Error):
        return False
    return built == (fingerprint(raw),)


def _is_input(path: Path) -> bool:
    return path.suffix in {".csv", ".toml", ".sql", ".py", ".json", ".geojson"} and "__pycache__" not in path.parts


def _remove(aside: Path) -> None:
    for path in (aside, aside.with_name(aside.name + ".wal")):
        path.unlink(missing_ok=True)
