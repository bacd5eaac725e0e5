"""The register of pages, pages.toml, which the menu, the search, the links between pages and the browser tests read."""

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from pipeline.faults import SourceFault

REGISTER = Path(__file__).with_suffix(".toml")


@dataclass(frozen=True)
class Page:
    """One page: its file in views/, its title in the menu, its path, the question it answers, and words to find it by."""

    file: str
    title: str
    path: str
    question: str
    words: tuple[str, ...]


@cache
def pages(register: Path = REGISTER) -> dict[str, Page]:
    """Every page by its path ('' is Home), in the order of the menu.

    Raises SourceFault when a page lacks an entry, does not ask a question, has no words to be found by, or stands twice.
    """
    found: dict[str, Page] = {}
    for entry in tomllib.loads(register.read_text(encoding="utf-8"))["page"]:
        missing = [field.name for field in fields(Page) if field.name not in entry]
        named = f"{register.name}, page '{entry.get('title', entry.get('file', len(found) + 1))}'"
        if missing:
            raise SourceFault(f"{named}: '{missing[0]}' is missing; expected {', '.join(field.name for field in fields(Page))}.")
        page = Page(**{**entry, "words": tuple(entry["words"])})
        if not page.question.endswith("?") or not page.words:
            raise SourceFault(f"{named}: expected a question that ends with '?', and words to find the page by.")
        if page.path in found:
            raise SourceFault(f"{named}: the path '{page.path}' stands twice; expected each page once.")
        found[page.path] = page
    return found
