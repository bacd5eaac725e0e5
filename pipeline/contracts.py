"""What must hold of every warehouse: queries that return no rows, each with a sentence for whoever meets one that does.

They stand in sql/contracts, a file each. ``build`` enforces them before the new file takes its place;
``python -m pipeline check`` runs them on the file in place.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipeline.faults import SourceFault

BASELINES = Path(__file__).with_name("baselines.toml")
FOLDER = Path(__file__).parent / "sql" / "contracts"


@dataclass(frozen=True)
class Contract:
    """A query that returns no rows while ``sentence`` holds; its first column names what breaks it."""

    name: str
    sentence: str
    sql: str


@dataclass(frozen=True)
class Breach:
    """A contract that does not hold: how many rows break it and the first of them."""

    contract: Contract
    n_rows: int
    first: str

    def __str__(self) -> str:
        """One sentence for the user."""
        others = f", and {self.n_rows - 1:,} more" if self.n_rows > 1 else ""
        return f"Expected: {self.contract.sentence}; found {self.first}{others}."


def contracts() -> list[Contract]:
    """Every contract: those of sql/contracts in the order of their names, then one a table of baselines.toml."""
    return [*(_contract(path) for path in sorted(FOLDER.glob("*.sql"))), *_baselines()]


def breaches(connection: duckdb.DuckDBPyConnection) -> list[Breach]:
    """Every contract that does not hold of the catalog in use. Raises SourceFault when it is no warehouse of this version."""
    found = []
    for contract in contracts():
        try:
            rows = connection.execute(contract.sql).fetchall()
        except (duckdb.CatalogException, duckdb.BinderException) as error:
            raise SourceFault(
                f"Check '{contract.name}' finds other tables than this version builds; run 'python -m pipeline build'."
            ) from error
        if rows:
            found.append(Breach(contract, len(rows), str(rows[0][0])))
    return found


def enforce(connection: duckdb.DuckDBPyConnection) -> None:
    """Raise SourceFault with one sentence a line when a contract does not hold."""
    found = breaches(connection)
    if found:
        raise SourceFault("\n".join(str(breach) for breach in found))


def _contract(path: Path) -> Contract:
    """The contract of one file: its first line is the sentence, as an SQL comment."""
    text = path.read_text(encoding="utf-8")
    return Contract(path.stem, text.partition("\n")[0].removeprefix("-- "), text)


def _baselines() -> list[Contract]:
    """One contract per table of baselines.toml: it holds no fewer rows than were counted when the baseline was set."""
    table = tomllib.loads(BASELINES.read_text(encoding="utf-8"))
    return [
        Contract(
            f"baseline_{name}",
            f"{name} holds at least {rows:,} rows",
            f"select format('{{:,}} rows', count(*)) from {name} having count(*) < {int(rows)}",
        )
        for name, rows in table.get("rows", {}).items()
    ]
