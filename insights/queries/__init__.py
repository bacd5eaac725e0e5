"""Every SQL statement that a reader runs: one module a topic, parameterised, returning frames. One row a thing, as each says."""

from insights.queries import (
    certification,
    compare,
    facilities,
    facts,
    growth,
    occupations,
    pay,
    places,
    postings,
    sectors,
    sizing,
    sources,
)

__all__ = [
    "certification",
    "compare",
    "facilities",
    "facts",
    "growth",
    "occupations",
    "pay",
    "places",
    "postings",
    "sectors",
    "sizing",
    "sources",
]
