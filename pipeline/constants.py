"""The constants of constants.toml by name, for code that needs a number with a citation."""

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("constants.toml")


@dataclass(frozen=True)
class Constant:
    """A number with its unit, its reason and where it comes from."""

    name: str
    value: Decimal
    unit: str
    why: str
    citation: str


@cache
def constants() -> dict[str, Constant]:
    """Every constant by name; values are exact decimals."""
    table = tomllib.loads(FILE.read_text(encoding="utf-8"), parse_float=Decimal)
    return {
        name: Constant(name, Decimal(entry["value"]), entry["unit"], entry["why"], entry["citation"])
        for name, entry in table.items()
    }


def value(name: str) -> Decimal:
    """The value of one constant. Raises KeyError for a name that constants.toml does not hold."""
    return constants()[name].value
