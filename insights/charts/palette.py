"""Colours and marks: every basis has a shape, a colour and a word, and every colour is tested for contrast and colour blindness.

The mark colours start from Okabe and Ito's set (bluish green, reddish purple, vermilion, blue) and are moved until each keeps
3:1 against its page and all pairs stay apart without red or without green cones. ``of(dark)`` gives the colours of a theme;
``.streamlit/config.toml`` and the pages' style sheet hold the same values.
"""

from collections.abc import Mapping
from dataclasses import dataclass

SYMBOL = {
    "reported": "circle",
    "surveyed": "diamond",
    "posted": "triangle-up",
    "official": "square",
    "modelled": "circle-open",
}
BASES = tuple(SYMBOL)
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
    """The colours of one theme: page, text, quiet text, lines, cards, accent, a mark a basis, five map classes, least first."""

    page: str
    ink: str
    quiet: str
    line: str
    card: str
    accent: str
    mark: Mapping[str, str]
    scale: tuple[str, str, str, str, str]


LIGHT = Theme(
    page="#FFFFFF",
    ink="#1D2729",
    quiet="#54625F",
    line="#D9E0DE",
    card="#F4F7F6",
    accent="#00695C",
    mark={
        "reported": "#137567",
        "surveyed": "#895AA2",
        "posted": "#BC6A2C",
        "official": "#7C94A8",
        "modelled": "#0391E6",
    },
    scale=("#C9E5E0", "#8DC4BC", "#4F9F96", "#1F766E", "#0A4A47"),
)
DARK = Theme(
    page="#101514",
    ink="#E6EBEA",
    quiet="#A5B3B0",
    line="#33403E",
    card="#1B2523",
    accent="#4DB6A6",
    mark={
        "reported": "#52BEAA",
        "surveyed": "#C197DC",
        "posted": "#E08E4A",
        "official": "#6C7884",
        "modelled": "#4475CA",
    },
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
