"""What a link asked for that the page does not know, in a sentence: nothing in an address is dropped in silence."""

from collections.abc import Mapping, Sequence

from insights.words import count, listed

MOST_LETTERS = 40
MOST_NAMED = 3
SPELT = str | bool | int | float | list | tuple | None  # what a control that stands in the link can stand at


def unknown(asked: Mapping[str, Sequence[str]], shown: Mapping[str, object]) -> str:
    """The sentence on query parameters that took no effect; empty when all did.

    ``asked`` holds the link's values by key; ``shown`` what the page's controls stand at, by the same keys.
    """
    told = []
    for key, values in asked.items():
        if not isinstance(shown.get(key, ...), SPELT):
            told += [f"{_cut(key)}={_cut(value)}, which this page does not know" for value in values[:1]]
            continue
        missed = [value for value in values if not _stands(value, shown[key])]
        if missed:
            told.append(f"{_cut(key)}={_cut(missed[0])}, which this page does not know; {_instead(shown[key])} instead")
    said = [f"The link asks for {each}." for each in told[:MOST_NAMED]]
    if len(told) > MOST_NAMED:
        said.append(f"It asks for {count(len(told) - MOST_NAMED, 'more thing')} that this page does not know.")
    return " ".join(said)


def _stands(value: str, shown: object) -> bool:
    """Whether a control stands at a link's value, as the link would spell it."""
    if shown is None or shown == "" or shown == []:
        return value == ""
    return any(_same(value, one) for one in (shown if isinstance(shown, list | tuple) else [shown]))


def _same(value: str, one: object) -> bool:
    if isinstance(one, bool):
        return value.lower() == str(one).lower()
    if isinstance(one, int | float):
        try:
            return float(value) == one
        except ValueError:
            return False
    return value == str(one)


def _instead(shown: object) -> str:
    if isinstance(shown, bool):
        return "it is on" if shown else "it is off"
    chosen = [one for one in (shown if isinstance(shown, list | tuple) else [shown]) if one not in (None, "")]
    return f"it shows {listed([_cut(str(one)) for one in chosen])}" if chosen else "nothing is chosen"


def _cut(text: str) -> str:
    return text if len(text) <= MOST_LETTERS else f"{text[:MOST_LETTERS]}…"
