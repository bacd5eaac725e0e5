"""The rules, the glossary and the tour, kept as data so that pages and tests read one text."""

import re
import tomllib
from collections.abc import Collection
from functools import cache
from pathlib import Path

import pandas as pd

from insights.words import N_SHAPE

HERE = Path(__file__).parent


@cache
def rules() -> list[tuple[str, str]]:
    """Name and words of each rule."""
    return [(rule["name"], rule["words"]) for rule in tomllib.loads((HERE / "rules.toml").read_text("utf-8"))["rule"]]


@cache
def glossary() -> list[tuple[str, str]]:
    """Term and meaning, in reading order."""
    return [(term["word"], term["meaning"]) for term in tomllib.loads((HERE / "glossary.toml").read_text("utf-8"))["term"]]


@cache
def tour() -> list[dict[str, str]]:
    """The steps of the short tour: title, words, and the key of the part of Home that a step ``shows``."""
    return tomllib.loads((HERE / "tour.toml").read_text("utf-8"))["step"]


def explained(words: str, known: Collection[str] = ()) -> list[tuple[str, str | None]]:
    """A text in pieces: each word of the glossary where it first occurs, with its name there, and what stands between with None.

    Words in ``known`` were explained before and are not again. Abbreviations are found as they are written, other words in either
    case and in the plural; a word of one letter is not looked for.
    """
    pieces, start, seen = [], 0, set(known)
    for match in _terms().finditer(words):
        word = _named()[match[0].casefold().removesuffix("s")]
        if word not in seen:
            seen.add(word)
            pieces += [(words[start : match.start()], None), (match[0], word)]
            start = match.end()
    return [piece for piece in [*pieces, (words[start:], None)] if piece[0]]


@cache
def _named() -> dict[str, str]:
    """Folded singular -> the glossary's word."""
    return {word.casefold().removesuffix("s"): word for word, _ in glossary() if len(word) > 1}


@cache
def _terms() -> re.Pattern:
    longest_first = sorted(_named().values(), key=len, reverse=True)
    forms = (re.escape(word) if word.isupper() else f"(?i:{re.escape(word.removesuffix('s'))}s?)" for word in longest_first)
    return re.compile(rf"\b(?:{'|'.join(forms)})\b")


def n_classes(constants: pd.DataFrame) -> list[tuple[str, str]]:
    """Shape and meaning of each n badge, with the bounds that constants state."""
    bound = dict(zip(constants["name"], constants["value"].astype(int), strict=True))
    anecdote, thin, fair = (bound[f"n_{name}_below"] for name in ("anecdote", "thin", "fair"))
    return [
        (f"{N_SHAPE['not reported']} not stated", "The source does not say how many people reported."),
        (f"{N_SHAPE['anecdote']} anecdote", f"1 to {anecdote - 1} reports."),
        (f"{N_SHAPE['thin']} thin", f"{anecdote} to {thin - 1} reports."),
        (f"{N_SHAPE['fair']} fair", f"{thin} to {fair - 1} reports."),
        (f"{N_SHAPE['solid']} solid", f"{fair} reports or more."),
    ]
