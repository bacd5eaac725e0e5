"""Queries to start from in the SQL box, kept as data so that the page and its tests read one text."""

import tomllib
from functools import cache
from pathlib import Path


@cache
def examples() -> dict[str, str]:
    """The SELECT behind each question, in reading order."""
    found = tomllib.loads(Path(__file__).with_name("examples.toml").read_text("utf-8"))["example"]
    return {example["question"]: example["sql"].strip() for example in found}
