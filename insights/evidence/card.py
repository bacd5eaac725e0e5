"""The card that every kind of figure fills in: what was published, the arithmetic, what to know, the source, rows set aside."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from insights import queries
from insights.reader import Reader
from insights.words import count, flag

Facts = list[tuple[str, str]]


@dataclass(frozen=True)
class Card:
    """Title, badges (how sure, how old, on which basis) and named facts of a figure, in the order in which a reader asks.

    ``counted`` are the rows that a count adds up, named by ``counted_as``; ``aside`` the rows of the same source that were read
    and not used: table_name, raw_row, reason.
    """

    title: str
    badges: Sequence[str]
    facts: Facts
    aside: pd.DataFrame = field(repr=False)
    counted: pd.DataFrame = field(default_factory=pd.DataFrame, repr=False)
    counted_as: str = ""


Maker = Callable[[Reader], Card | None]
"""How a card is made; None when the figure is not held."""

Choices = Mapping[str, Maker]
"""What a reader may ask the evidence of, by name, and how its card is made."""


def made(
    reader: Reader,
    title: str,
    badges: Iterable[str],
    facts: Iterable[tuple[str, object]],
    source_id: str,
    *,
    counted: pd.DataFrame | None = None,
    counted_as: str = "",
    figure_id: str = "",
) -> Card:
    """The card of a figure from one source: its facts, then what is known of the source; facts without words are left out."""
    source = queries.sources.source(reader, source_id)
    aside = queries.sources.set_aside(reader, source_id=source_id)[["table_name", "raw_row", "reason"]]
    said = [
        *facts,
        ("Source", f"{source['title']}. {source['publisher']}."),
        ("How it reached us", source["obtained"]),
        ("Terms", source["licence"]),
        ("Caveat", source["caveat"]),
        ("Set aside", set_aside(len(aside))),
        ("Figure", figure_id),
    ]
    told = [(name, str(words)) for name, words in said if is_told(words)]
    return Card(title, list(filter(None, badges)), told, aside, pd.DataFrame() if counted is None else counted, counted_as)


def set_aside(n_rows: int) -> str:
    """How many rows of a figure's source were read and not used."""
    return f"{count(n_rows, 'row')} of this source" if n_rows else "no row of this source"


def flags(words: Iterable[str]) -> str:
    """What a reader must know of the figure."""
    return "; ".join(flag(word) for word in words)


def flags_counted(flags_of: Iterable[Iterable[str]]) -> str:
    """What a reader must know of several figures, each with how many of them it is true of: most first."""
    each = list(flags_of)
    held = Counter(word for words in each for word in words)
    return "; ".join(f"{flag(word)} ({n} of {len(each)})" for word, n in held.most_common())


def is_told(words: object) -> bool:
    """Whether there is something to say: no missing value, no empty text."""
    return words is not None and not pd.isna(words) and str(words).strip() != ""
