"""What a typed text looks for, a place, a job title, a word of the glossary or a page, and where to go for it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pandas as pd
from rapidfuzz import fuzz, process

from insights import queries
from insights.pages import pages
from insights.reader import Reader
from insights.sentences import compare, method
from insights.words import count, listed, occupation
from pipeline.normalize.asked_name import NameReader, PlaceAsked

PAY_PLACES = {"state": "states", "metro": "metros", "city": "cities", "borough": "cities"}
SEARCHED = "a place (St Louis, Ohio, a ZIP code), a job title (recovery coach), a word (RSE) or a page (Growth)"
MOST_FINDINGS, MOST_NEAR, NEAR_FROM = 6, 3, 66  # of 100: likeness from which a name is offered instead
MOST_LETTERS = 80


@dataclass(frozen=True)
class Way:
    """Where a finding leads: words for the reader, the page's path, and its query parameters."""

    words: str
    page: str
    query: Mapping[str, str | list[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Finding:
    """One thing that a text can mean: its name, a sentence on it, and the ways from it; the first is where it stands itself."""

    name: str
    sentence: str
    ways: tuple[Way, ...]


@dataclass(frozen=True)
class Found:
    """What was found for a text, in a sentence; when it ``is_sure``, the one finding is gone to, else the reader chooses."""

    text: str
    sentence: str
    findings: tuple[Finding, ...]
    is_sure: bool = False


@dataclass(frozen=True)
class Index:
    """What one warehouse holds under which name.

    ``exact``: folded words -> findings, for all that is not a place; ``near``: folded words -> finding, for names that are nearly
    right; ``places``: place_id -> kind and name, of those with pay; ``states``: postal code -> name; ``best_known``: for each
    type of place the two that most is known of.
    """

    exact: Mapping[str, list[Finding]]
    near: Mapping[str, Finding]
    places: Mapping[str, tuple[str, str]]
    states: Mapping[str, str]
    best_known: Mapping[str, list[str]]


def index(reader: Reader) -> Index:
    """The index of the warehouse's newest file."""
    held = queries.places.with_pay(reader)
    exact: dict[str, list[Finding]] = {}
    for names, finding in [
        *_pages(),
        *_occupations(queries.occupations.registered(reader), queries.occupations.current_neighbours(reader)),
        *_terms(),
    ]:
        for words in dict.fromkeys(map(folded, names)):
            exact.setdefault(words, []).append(finding)
    places = {row.place_id: (row.place_kind, row.short_name) for row in held.itertuples()}
    states = {row.state: row.short_name for row in held[held["place_kind"] == "state"].itertuples()}
    near = {words: findings[0] for words, findings in exact.items()}
    for row in held.itertuples():
        finding = Finding(row.place_name, "", (_pay(row.place_kind, row.short_name),))
        near.setdefault(folded(row.short_name), finding)
        near.setdefault(folded(row.short_name.partition(",")[0]), finding)
    best_known = {
        kind: compare.most_known(queries.compare.places(reader, place_kinds=kinds).set_index("short_name"))
        for kind, kinds in compare.TYPES.items()
    }
    return Index(exact, near, places, states, best_known)


def find(held: Index, names: NameReader, text: str) -> Found:
    """What a text looks for. Any text is taken; what is not found gets a sentence on what can be, and the nearest names."""
    asked = " ".join(text.split())[:MOST_LETTERS]
    words = folded(asked)
    if not words:
        return Found(asked, f"Search for {SEARCHED}.", ())
    known = held.exact.get(words, [])
    if known:
        return _found(asked, known)
    places = names.places(asked)
    findings = [finding for place in places if (finding := _place(held, place))]
    if findings:
        return _found(asked, findings)
    return _title(asked, names.title(asked)) or _nearest(held, asked, words)


def folded(text: str) -> str:
    """Words to compare by: lower case, without punctuation."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def _found(text: str, findings: list[Finding]) -> Found:
    if len(findings) == 1:
        return Found(text, findings[0].sentence, tuple(findings), is_sure=True)
    first = f"; here are the first {MOST_FINDINGS}. Add the state to find one at once." if len(findings) > MOST_FINDINGS else "."
    return Found(text, f"This can mean {count(len(findings), 'thing')}{first}", tuple(findings[:MOST_FINDINGS]))


def _pages() -> Iterable[tuple[list[str], Finding]]:
    for page in pages().values():
        yield [page.title, *page.words], Finding(page.title, "", (Way(page.title, page.path),))


def _terms() -> Iterable[tuple[list[str], Finding]]:
    for word, meaning in method.glossary():
        yield [word], Finding(word, meaning, (Way(f"{word}, in our words", "method", {"word": word}),))


def _occupations(occupations: pd.DataFrame, neighbours: pd.DataFrame) -> Iterable[tuple[list[str], Finding]]:
    """Every occupation by title and code; a neighbour that is still published leads to its pay, any other to the list."""
    for row in occupations[occupations["relation"] != "role"].itertuples():
        names = [row.title, row.occupation_id, row.occupation_id.replace("-", "")]
        if row.occupation_id in set(neighbours["occupation_id"]):
            sentence = f"{row.title} ({row.occupation_id}): a neighbouring occupation, never the role itself. {row.why}"
            query = {"places": "states", "neighbour": row.title}
            ways = (
                Way(f"Pay of {occupation(row.title)}", "pay", query),
                Way("Their jobs by sector", "demand", {"view": "neighbouring jobs", "occupation": row.title}),
                Way("Their projections", "growth", {"occupation": row.title}),
            )
        else:
            sentence, ways = f"{row.title} ({row.occupation_id}): {row.why}", (Way("Occupations we hold", "method"),)
        yield names, Finding(row.title, sentence, ways)


def _pay(place_kind: str, short_name: str) -> Way:
    return Way(f"Pay in the {_kind(place_kind)} {short_name}", "pay", {"places": PAY_PLACES[place_kind], "place": short_name})


def _kind(place_kind: str) -> str:
    return "metro area" if place_kind == "metro" else place_kind


def _place(held: Index, place: PlaceAsked) -> Finding | None:
    """A place with the pay of the nearest area we hold first; None for a place outside the states."""
    state = held.states.get(place.state or "")
    if state is None:
        return Finding("United States", "The whole country.", (Way("What we know", ""),)) if place.place_id == "US" else None
    areas = [f"CBSA-{place.cbsa_code}", f"US-{place.state}"]
    if place.place_kind == "city":
        areas.insert(0, place.place_id)
    known = [held.places[area] for area in areas if area in held.places]
    inside = place.city or place.county
    name = f"{inside}, {place.state}" if inside else f"the {_kind(known[0][0])} {known[0][1]}"
    ways = [_pay(*area) for area in known]
    kind, short_name = PAY_PLACES[known[0][0]], known[0][1]
    other = next(name for name in held.best_known[kind] if name != short_name)
    ways += [
        Way(f"Compare with {other}", "compare", {"type": kind, kind: [short_name, other]}),
        Way(f"Job ads in {state}", "demand", {"state": state}),
        Way(f"Facilities in {state}", "demand", {"view": "facilities", "state": state}),
        Way(f"Becoming a peer in {state}", "becoming-a-peer", {"state": state}),
    ]
    said = listed([f"the {_kind(kind)} {short}" for kind, short in known])
    return Finding(name, f"{name}. We hold pay for {said}.", tuple(ways))


def _title(text: str, rule: tuple[str, str] | None) -> Found | None:
    """A job title that the rules of the role know."""
    if rule is None:
        return None
    decision, name = rule
    if decision == "exclude":
        return Found(text, f"By our rules this title is other work, not peer support ({name}).", ())
    sentence = {
        "include": "One of the many names of peer support work; job ads with any of them are counted together.",
        "ambiguous": "Peer support work only where the ad itself says so; such ads are counted with the others.",
    }[decision]
    ways = (
        Way("Job ads for peer support", "demand"),
        Way("What the role pays", "pay"),
        Way("How to become a peer", "becoming-a-peer"),
        Way("What we call a peer support specialist", "method", {"word": "Peer support specialist"}),
    )
    return Found(text, sentence, (Finding(text, sentence, ways),), is_sure=True)


def _nearest(held: Index, text: str, words: str) -> Found:
    """Nothing goes by that name: what can be searched, and the names that are nearly it."""
    near = process.extract(words, held.near.keys(), scorer=fuzz.ratio, limit=3 * MOST_NEAR, score_cutoff=NEAR_FROM)
    findings = {held.near[name].name: held.near[name] for name, _, _ in near}
    nearest = " The nearest names are here." if findings else ""
    sentence = f"Nothing here goes by that name. You can search for {SEARCHED}.{nearest}"
    return Found(text, sentence, tuple(findings.values())[:MOST_NEAR])
