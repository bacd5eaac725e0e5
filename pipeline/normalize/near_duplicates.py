"""One ad on two sites, spelled in two ways: which of the candidate pairs are alike enough to count once.

The candidates (pipeline/sql/normalize/across/near_candidates.sql) share state, city, and either the employer or the title; what
is judged here is the likeness of the other text. A wrong merge hides an ad, a missed one counts it twice; both limits lean to the
second fault, because equal texts are merged without them.
"""

import re
from collections.abc import Iterable

import duckdb
import pyarrow as pa
from rapidfuzz import fuzz, process

# Of 100. Peer titles are three or four words, so one letter wrong in thirty ("peer specialst") gives 97 and one word more
# ("certified peer specialist") at most 75: 92 lets spelling through and words not.
TITLE_LIKENESS = 92
# Names are longer and sites shorten them ("hope house of akron", "hope house akron" 91); another house in town
# ("hope house", "hope home") gives 74 to 84.
EMPLOYER_LIKENESS = 90
# Words that make another opening however alike the rest is: levels, hours, shifts, who is served, rank.
TELLING = re.compile(
    r"\b(?:[ivx]{1,4}|\d{1,3}[a-z]?|full|part|time|per|diem|prn|day|days|night|nights|evening|evenings|weekend|weekends|overnight"
    r"|youth|family|parent|adult|adults|veteran|veterans|bilingual|senior|lead|supervisor|manager|coordinator|trainee|intern"
    r"|certified|non|associate|temporary|relief)\b"
)
REQUISITION = re.compile(r"\b[a-z]{0,3}\d{4,}\b")  # the number of an opening, which every site prints in its own way


def mark(connection: duckdb.DuckDBPyConnection) -> int:
    """Add to ``duplicate`` the later ad of every pair that is alike, unless its earlier ad is a duplicate itself; count them."""
    pairs = connection.sql("select * from near_candidate order by later_rank, earlier_rank").to_arrow_table().to_pydict()
    if not pairs["later_key"]:
        return 0
    places = list(zip(pairs["city"], pairs["state"], strict=True))
    titles = [
        [_bare(title, place) for title, place in zip(pairs[side], places, strict=True)]
        for side in ("earlier_title", "later_title")
    ]
    title_likeness = process.cpdist(*titles, scorer=fuzz.token_sort_ratio, workers=-1)
    employer_likeness = process.cpdist(
        pairs["earlier_employer"], pairs["later_employer"], scorer=fuzz.token_sort_ratio, workers=-1
    )
    survivor_of: dict[int, int] = {}
    # In the order of the later ad's rank: by the time an ad is judged, it is settled which earlier ones survive.
    for earlier, later, title, employer, *words in zip(
        pairs["earlier_key"], pairs["later_key"], title_likeness, employer_likeness, *titles, strict=True
    ):
        alike = title >= TITLE_LIKENESS and employer >= EMPLOYER_LIKENESS and _told(words[0]) == _told(words[1])
        if alike and later not in survivor_of and earlier not in survivor_of:
            survivor_of[later] = earlier
    table = pa.table({"posting_key": list(survivor_of), "survivor_key": list(survivor_of.values())})
    connection.register("near_duplicate", table)
    connection.execute("insert into duplicate select posting_key::bigint, survivor_key::bigint from near_duplicate")
    connection.unregister("near_duplicate")
    return len(survivor_of)


def _bare(title: str, place: tuple[str, str]) -> str:
    """The title without the place and the number that sites append to it."""
    without = REQUISITION.sub(" ", title)
    for name in _folded(place):
        without = re.sub(rf"(?<=\w )\b{re.escape(name)}\b", " ", without)
    return " ".join(without.split())


def _folded(names: Iterable[str]) -> list[str]:
    return [name.casefold() for name in names if name]


def _told(title: str) -> list[str]:
    return sorted(TELLING.findall(title))
