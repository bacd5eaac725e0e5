"""The rules and the glossary of the Method page, kept as data so that pages and tests read one text."""

import tomllib
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
