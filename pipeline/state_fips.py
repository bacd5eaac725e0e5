"""The two-digit FIPS code of each state, by postal code and by name (ANSI INCITS 38), and '99' for the nation."""

import csv
from functools import cache
from pathlib import Path

from pipeline.faults import SourceFault

NATION = "99"
STATES = Path(__file__).parent / "sources" / "oews_states.csv"


def state_fips(place: str, file_name: str) -> str:
    """The FIPS code of a postal code or state name ('GA', ' Georgia' -> '13', 'US' -> '99').

    Raises SourceFault naming the file when the place is no state.
    """
    fips = _codes().get(place.strip().casefold())
    if fips is None:
        raise SourceFault(f"{file_name}: '{place}' is no state; expected a state's name or postal code, or US.")
    return fips


@cache
def _codes() -> dict[str, str]:
    with STATES.open(encoding="utf-8", newline="") as file:
        codes = {row[word].casefold(): row["fips"] for row in csv.DictReader(file) for word in ("postal", "name")}
    return codes | {"us": NATION, "united states": NATION}
