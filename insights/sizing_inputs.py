"""The inputs of the program worksheet: label, unit, default, limits, range and source of each, from sizing_inputs.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_suffix(".toml")
ASSUMPTION = "your assumption"


@dataclass(frozen=True)
class Input:
    """One input; ``source`` is empty for what only the reader can know.

    The range of the tornado is ``low`` to ``high``, or ``range_percent`` around the value itself.
    """

    name: str
    group: str
    label: str
    unit: str
    default: float
    least: float
    most: float
    step: float
    range_from: str
    meaning: str
    low: float | None = None
    high: float | None = None
    range_percent: float | None = None
    source: str = ""
    short: str = ""
    date: str = ""
    address: str = ""

    def is_cited(self, value: float) -> bool:
        """Whether a value is the published one; any other is the reader's own."""
        return bool(self.source) and value == self.default

    def origin(self, value: float) -> str:
        """Where a value comes from, in a few words: 'BLS, June 2025' or 'your assumption'."""
        return self.short if self.is_cited(value) else ASSUMPTION

    def citation(self, value: float) -> str:
        """Where a value comes from, in full, with date and address."""
        return f"{self.source}. {self.date}. {self.address}" if self.is_cited(value) else ASSUMPTION

    def range_around(self, value: float) -> tuple[float, float]:
        """The stated range, widened where needed to hold the value, within the input's limits."""
        if self.range_percent is not None:
            ends = value * (1 - self.range_percent / 100), value * (1 + self.range_percent / 100)
        else:
            held = [end for end in (self.low, value, self.high) if end is not None]
            ends = min(held), max(held)
        return max(self.least, ends[0]), min(self.most, ends[1])


@cache
def inputs() -> dict[str, Input]:
    """Every input by name, in the order of the worksheet."""
    return {name: Input(name, **entry) for name, entry in tomllib.loads(FILE.read_text(encoding="utf-8")).items()}


def groups() -> dict[str, list[Input]]:
    """The inputs by the group they stand in."""
    found: dict[str, list[Input]] = {}
    for one in inputs().values():
        found.setdefault(one.group, []).append(one)
    return found
