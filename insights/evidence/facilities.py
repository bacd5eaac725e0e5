"""What stands behind a number of facilities: the survey's cells that it adds up, and the two shares that follow from it."""

import pandas as pd

from insights import queries
from insights.evidence.card import Card, made
from insights.queries.facilities import Cut
from insights.reader import Reader
from insights.words import count, percent

SOURCE = "nmhss"


def card(reader: Reader, title: str, cut: Cut) -> Card:
    """The card of the facilities of one year in one place, of all kinds or of one: the counts, the shares, the cells."""
    cells = queries.facilities.cells(reader, cut)
    offering, refusing, silent = (int(cells[name].sum()) for name in ("n_offering", "n_not_offering", "n_not_answered"))
    answered, everyone = offering + refusing, offering + refusing + silent
    return made(
        reader,
        title,
        [f"n={answered:,} that answered", str(cut.year), "counted from the survey's public-use file"],
        [
            (
                "As counted",
                f"{count(offering, 'facility', 'facilities')} offer services run by consumers, {refusing:,} do not, "
                f"{silent:,} did not answer",
            ),
            ("Arithmetic", _share(offering, answered, f"{offering:,} + {refusing:,}", "of those that answered")),
            ("Arithmetic", _share(offering, everyone, f"{offering:,} + {refusing:,} + {silent:,}", "of all")),
            ("To know", _notes(cells)),
            ("Release", " ".join(cells["release"].unique())),
            ("Address", " ".join(cells["source_url"].unique())),
        ],
        SOURCE,
        counted=cells.drop(columns=["release", "source_url", "facility_type_note"]),
        counted_as="The survey's cells added up",
    )


def _notes(cells: pd.DataFrame) -> str:
    """What to know of the types among the cells, each by its name where there are several."""
    noted = dict(cells.dropna(subset=["facility_type_note"])[["facility_type_title", "facility_type_note"]].values)
    if cells["facility_type_title"].nunique() == 1:
        return "".join(noted.values())
    return ". ".join(f"{title}: {note}" for title, note in sorted(noted.items()))


def _share(part: int, whole: int, sum_of: str, of: str) -> str | None:
    return f"{part:,} / ({sum_of}) = {percent(100 * part / whole)} {of}" if whole else None
