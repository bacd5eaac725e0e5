"""Colours and marks: every basis has a shape, a colour and a word, and every colour is tested for contrast and colour blindness.

The five mark colours start from Okabe and Ito's set (bluish green, reddish purple, vermilion, blue) and are moved until each keeps
3:1 against the white and the near-black page alike, so one set serves both themes. Text, lines and the map scale have one value a
theme; ``of(dark)`` gives them together. ``.streamlit/config.toml`` and the pages' style sheet hold the same values.
"""

from dataclasses import dataclass

MARK = {
    "reported": "#137567",
    "surveyed": "#895AA2",
    "posted": "#BC6A2C",
    "official": "#7C94A8",
    "modelled": "#0391E6",
}
SYMBOL = {
    "reported": "circle",
    "surveyed": "diamond",
    "posted": "triangle-up",
    "official": "square",
    "modelled": "circle-open",
}
GLYPH = {"reported": "●", "surveyed": "◆", "posted": "▲", "official": "■", "modelled": "○"}
HOLLOW_GLYPH = {"reported": "○", "surveyed": "◇", "posted": "△", "official": "□", "modelled": "○"}
WORD = {
    "reported": "reported",
    "surveyed": "surveyed",
    "posted": "posted in job ads",
    "official": "official, neighbour",
    "modelled": "modelled",
}
OLD_OPACITY = 0.55


@dataclass(frozen=True)
class Theme:
    """The colours of one theme: page, text, quiet text, lines, cards, accent, five map classes from least to most."""

    page: str
    ink: str
    quiet: str
    line: str
    card: str
    accent: str
    scale: tuple[str, str, str, str, str]


LIGHT = Theme(
    page="#FFFFFF",
    ink="#1D2729",
    quiet="#54625F",
    line="#D9E0DE",
    card="#F4F7F6",
    accent="#00695C",
    scale=("#C9E5E0", "#8DC4BC", "#4F9F96", "#1F766E", "#0A4A47"),
)
DARK = Theme(
    page="#101514",
    ink="#E6EBEA",
    quiet="#A5B3B0",
    line="#33403E",
    card="#1B2523",
    accent="#4DB6A6",
    scale=("#1C4F4A", "#277A72", "#3F9F95", "#7CC8BE", "#CDEFE9"),
)


def of(dark: bool) -> Theme:
    """The colours of the theme that the page is drawn in."""
    return DARK if dark else LIGHT


def symbol(basis: str, hollow: bool) -> str:
    """The plotly symbol of a mark; hollow when nobody states on how many reports it rests."""
    name = SYMBOL[basis]
    return f"{name}-open" if hollow and not name.endswith("-open") else name


def glyph(basis: str, hollow: bool) -> str:
    """The same mark as a letter, for labels."""
    return HOLLOW_GLYPH[basis] if hollow else GLYPH[basis]
