"""Colours: contrast, colour blindness, the map scale, and agreement with the theme file."""

import itertools
import tomllib
from pathlib import Path

import numpy as np
import pytest

from insights.charts import palette

ROOT = Path(__file__).parents[1]
THEMES = {"light": palette.LIGHT, "dark": palette.DARK}
# Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB.
SIGHT = {
    "full colour": np.eye(3),
    "deuteranopia": np.array([[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]),
    "protanopia": np.array([[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]),
}
# CIE76; 2.3 is a just noticeable difference side by side. Marks stand apart and are small: eight times that.
LEAST_DIFFERENCE = 18
TO_XYZ = np.array([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]])
WHITE = np.array([0.95047, 1.0, 1.08883])


def linear(color):
    channels = np.array([int(color[start : start + 2], 16) for start in (1, 3, 5)]) / 255
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def contrast(one, other):
    lighter, darker = sorted((linear(color) @ TO_XYZ[1] for color in (one, other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def lab(color, sight):
    xyz = TO_XYZ @ np.clip(SIGHT[sight] @ linear(color), 0, 1) / WHITE
    x, y, z = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def test_the_measure_agrees_with_known_contrasts():
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("basis", palette.BASES)
def test_every_mark_has_three_to_one_against_its_page(theme, basis):
    assert contrast(THEMES[theme].mark[basis], THEMES[theme].page) >= 3


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize(("one", "other"), list(itertools.combinations(palette.BASES, 2)))
def test_every_pair_of_marks_stays_apart(theme, sight, one, other):
    marks = THEMES[theme].mark
    assert np.linalg.norm(lab(marks[one], sight) - lab(marks[other], sight)) >= LEAST_DIFFERENCE


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("text", ["ink", "quiet", "accent"])
@pytest.mark.parametrize("background", ["page", "card"])
def test_every_text_has_four_and_a_half_to_one(theme, text, background):
    assert contrast(getattr(THEMES[theme], text), getattr(THEMES[theme], background)) >= 4.5


@pytest.mark.parametrize("sight", SIGHT)
def test_the_map_scale_runs_from_light_to_dark_and_in_the_dark_theme_from_dark_to_light(sight):
    light, dark = ([lab(color, sight)[0] for color in theme.scale] for theme in (palette.LIGHT, palette.DARK))
    assert all(one - other >= 10 for one, other in itertools.pairwise(light))
    assert all(other - one >= 10 for one, other in itertools.pairwise(dark))


@pytest.mark.parametrize("theme", THEMES)
def test_no_map_class_looks_like_a_state_without_a_figure(theme):
    held = THEMES[theme]
    assert all(np.linalg.norm(lab(color, "full colour") - lab(held.card, "full colour")) >= 10 for color in held.scale)


def test_every_basis_has_its_own_shape_colour_and_word():
    assert len({palette.symbol(basis, hollow=False) for basis in palette.BASES}) == len(palette.BASES)
    assert len(set(palette.WORD.values())) == len(palette.BASES)
    for theme in THEMES.values():
        assert len(set(theme.mark.values())) == len(palette.BASES) == len(theme.mark)


@pytest.mark.parametrize(
    ("basis", "hollow", "symbol"),
    [
        ("reported", False, "circle"),
        ("reported", True, "circle-open"),
        ("surveyed", True, "diamond-open"),
        ("posted", False, "triangle-up"),
        ("official", False, "square"),
        ("modelled", False, "circle-open"),
        ("modelled", True, "circle-open"),
    ],
)
def test_a_mark_is_hollow_where_n_is_not_stated(basis, hollow, symbol):
    assert palette.symbol(basis, hollow) == symbol


@pytest.mark.parametrize("theme", THEMES)
def test_the_theme_file_holds_the_same_colours(theme):
    configured = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"][theme]
    held = THEMES[theme]
    assert configured["backgroundColor"] == held.page
    assert configured["secondaryBackgroundColor"] == held.card
    assert configured["textColor"] == held.ink
    assert configured["primaryColor"] == configured["linkColor"] == held.accent
    assert configured["borderColor"] == held.line
    assert configured["chartCategoricalColors"] == [held.mark[basis] for basis in palette.BASES]


def test_the_style_sheet_holds_the_same_colours():
    style = (ROOT / "views" / "parts" / "style.css").read_text(encoding="utf-8").lower()
    for name in ("ink", "quiet", "line", "card", "accent"):
        light, dark = (getattr(theme, name).lower() for theme in (palette.LIGHT, palette.DARK))
        assert f"--{name}: light-dark({light}, {dark})" in style
