"""One ad on two sites, spelled in two ways: which spellings are alike, and which of the ads stays when they are.

Ads are compared that share state, city, and either the employer or the title (pipeline/sql/normalize/across/near_pairs.sql); what
is judged here is the likeness of the other text. A wrong merge hides an ad and a missed one counts it twice; the limits lean to
the second fault, because equal texts are merged without them.
"""

import re

import duckdb
import pyarrow as pa
from rapidfuzz import fuzz, process

# Of 100. Peer titles are three or four words: one letter wrong in twenty ("peer support specialst") gives 98, one word more
# ("certified peer support specialist") at most 83. 92 lets spelling through and words not.
TITLE_LIKENESS = 92
# Names are longer and sites shorten them ("hope house akron", "hope house of akron" 91); another house in town ("hope house",
# "hope home" 84) is another employer.
EMPLOYER_LIKENESS = 90
# Words that make another opening however alike the rest is: levels, hours, shifts, who is served, rank.
TELLING = re.compile(
    r"\b(?:[ivx]{1,4}|\d+[a-z]?|full|part|time|per|diem|prn|day|days|night|nights|evening|evenings|weekend|weekends|overnight"
    r"|youth|family|parent|adult|adults|veteran|veterans|bilingual|senior|lead|supervisor|manager|coordinator|trainee|intern"
    r"|certified|non|associate|temporary|relief)\b"
)


def find_alike_texts(connection: duckdb.DuckDBPyConnection) -> None:
    """Create alike_title and alike_employer (one, other), both ways round, from title_pair and employer_pair."""
    for subject, likeness in (("title", TITLE_LIKENESS), ("employer", EMPLOYER_LIKENESS)):
        pairs = connection.execute(f"select one, other from {subject}_pair").fetchall()
        texts = [one for one, _ in pairs], [other for _, other in pairs]
        scores = process.cpdist(*texts, scorer=fuzz.token_sort_ratio, score_cutoff=likeness, workers=-1)
        alike = [pair for pair, score in zip(pairs, scores, strict=True) if score and _told(pair[0]) == _told(pair[1])]
        both_ways = alike + [(other, one) for one, other in alike]
        _create(connection, f"alike_{subject}", {"one": [one for one, _ in both_ways], "other": [two for _, two in both_ways]})


def mark(connection: duckdb.DuckDBPyConnection) -> None:
    """Add to ``duplicate`` the later ad of every near_pair, unless its earlier ad is such a duplicate itself."""
    pairs = connection.execute(
        "select earlier_key, later_key from near_pair"
        " order by later_day, later_facts desc, later_id, earlier_day, earlier_facts desc, earlier_id"
    ).fetchall()
    survivor_of: dict[int, int] = {}
    # In the order of the later ads: by the time one is judged, it is settled which ads before it survive.
    for earlier, later in pairs:
        if later not in survivor_of and earlier not in survivor_of:
            survivor_of[later] = earlier
    columns = {"posting_key": list(survivor_of), "survivor_key": list(survivor_of.values())}
    _create(connection, "near_duplicate", columns, pa.int64())
    connection.execute("insert into duplicate from near_duplicate")


def _create(connection: duckdb.DuckDBPyConnection, name: str, columns: dict[str, list], kind: pa.DataType | None = None) -> None:
    kind = kind or pa.string()
    connection.register("given", pa.table({column: pa.array(values, kind) for column, values in columns.items()}))
    connection.execute(f"create or replace temp table {name} as from given")
    connection.unregister("given")


def _told(text: str) -> list[str]:
    return sorted(TELLING.findall(text))
