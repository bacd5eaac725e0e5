"""Charts: what is drawn, in which mark, in which words; figures are made here, no warehouse is read."""

import ast
import datetime
import itertools
import json
import re
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import pytest

from insights import charts
from insights.charts import map as state_shapes
from insights.charts import palette
from insights.charts.classes import class_breaks
from insights.charts.frame import width_px
from insights.money import AMOUNTS, STATED
from tests.spoken import spoken

TODAY = datetime.date(2026, 11, 22)
PERCENTILES = {"p10": 15.0, "p25": 18.0, "median": 22.0, "p75": 26.0, "p90": 33.0}


def pay(place="Bronx, NY", basis="reported", **more):
    """One row as insights.queries.pay gives it; amounts by their short names."""
    official = basis == "official"
    row = {
        "figure_id": f"{basis}:{place}",
        "place_id": place,
        "place_name": place,
        "short_name": place,
        "place_kind": "borough",
        "state": "NY",
        "occupation_id": "21-1094" if official else "peer_support",
        "occupation_title": "Community Health Workers" if official else "Peer support specialist",
        "relation": "neighbour" if official else "role",
        "basis": basis,
        "n_reports": pd.NA,
        "as_of": pd.NaT,
        "reference_year": 2025 if official else pd.NA,
        "release": "May 2025" if official else "article 002",
        "flags": [],
        "published_text": None,
        "source_id": "oews" if official else "articles",
    }
    stated = {name: more.pop(name, None) for name in STATED}
    row |= {f"in_unit_{name}": amount for name, amount in stated.items()}
    return row | spoken(**stated) | more


def frame(*rows):
    table = pd.DataFrame(rows)
    return table.astype(dict.fromkeys(AMOUNTS, float))


def texts(chart):
    return " | ".join(note["text"] for note in chart.figure["layout"]["annotations"])


def traces(chart, mode="markers"):
    return [trace for trace in chart.figure["data"] if trace.get("mode") == mode]


def ranked(*rows, unit="hour", **more):
    return charts.ranked_pay(frame(*rows), unit, today=TODAY, dark=False, **more)


# What is drawn

SAMPLES = {
    "ranked_pay": lambda **look: charts.ranked_pay(
        frame(pay(point=18.30, n_reports=8), pay("Texas", "official", **PERCENTILES)), "hour", today=TODAY, **look
    ),
    "basis_strip": lambda **look: charts.basis_strip(
        frame(pay(point=18.30, n_reports=8), pay("US", "surveyed", low=10, high=20)), today=TODAY, **look
    ),
    "completeness_grid": lambda **look: charts.completeness_grid(known_rows(2), **look),
    "state_map": lambda **look: charts.state_map(map_rows(7), what="Median pay", unit="hour", **look),
    "vintage_strip": lambda **look: charts.vintage_strip(growth_rows(), **look),
    "openings_bars": lambda **look: charts.openings_bars(growth_rows().head(2), **look),
    "state_growth": lambda **look: charts.state_growth(growth_rows().head(2), **look),
    "trend_line": lambda **look: charts.trend_line(trend_rows(range(2018, 2025)), **look),
    "headcount_marks": lambda **look: charts.headcount_marks(headcounts(), today=TODAY, **look),
}


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("narrow", [False, True])
def test_every_chart_is_valid_plotly_without_a_framework(name, dark, narrow):
    chart = SAMPLES[name](dark=dark, narrow=narrow)
    figure = go.Figure(chart.figure)
    assert len(figure.data) > 0
    assert chart.figure["layout"]["height"] > 0
    assert chart.sentence.endswith(".") and chart.sentence in chart.alt
    assert "nan" not in (chart.sentence + chart.alt + texts(chart)).lower()
    json.loads(figure.to_json())


@pytest.mark.parametrize("name", SAMPLES)
def test_a_chart_changes_its_ink_with_the_theme(name):
    assert SAMPLES[name](dark=False).figure["layout"]["font"]["color"] == palette.LIGHT.ink
    assert SAMPLES[name](dark=True).figure["layout"]["font"]["color"] == palette.DARK.ink


@pytest.mark.parametrize(
    "chart",
    [
        lambda: charts.ranked_pay(frame(pay()).head(0), "hour", today=TODAY, dark=False),
        lambda: charts.basis_strip(frame(pay()).head(0), today=TODAY, dark=False),
        lambda: charts.completeness_grid(known_rows(1).head(0), dark=False),
        lambda: charts.state_map(map_rows(1).head(0), what="Reported pay", unit="hour", dark=False),
        lambda: charts.vintage_strip(growth_rows().head(0), dark=False),
        lambda: charts.openings_bars(growth_rows().head(0), dark=False),
        lambda: charts.state_growth(growth_rows().head(0), dark=False),
        lambda: charts.trend_line(trend_rows(range(2018, 2019)).head(0), dark=False),
        lambda: charts.headcount_marks(headcounts().head(0), today=TODAY, dark=False),
    ],
)
def test_nothing_to_draw_is_a_sentence_that_says_what_would_fill_the_gap(chart):
    refused = chart()
    assert refused.rows.empty and refused.figure["data"] == []
    assert refused.sentence.startswith("We hold no ") and "would" in refused.sentence


# Ranked pay


@pytest.mark.parametrize("n_places", [2, 24, 25])
def test_a_ranking_has_a_row_of_28_pixels_a_place(n_places):
    small, large = (ranked(*(pay(f"Place {i}", point=15 + i / 10) for i in range(n))) for n in (1, n_places))
    assert large.figure["layout"]["height"] - small.figure["layout"]["height"] == 28 * (n_places - 1)


def test_a_long_ranking_shows_25_places_until_asked_for_all():
    rows = [pay(f"Metro {i}", "official", **PERCENTILES) for i in range(393)]
    assert ranked(*rows).rows["place_name"].nunique() == 25
    assert "25 of 393 places" in ranked(*rows).sentence
    assert ranked(*rows, show_all=True).rows["place_name"].nunique() == 393


def test_the_highest_pay_comes_first_and_the_role_before_its_neighbour():
    rows = [pay("Low", point=14.14), pay("High", point=21.09), pay("Neighbour only", "official", **PERCENTILES)]
    assert ranked(*rows).rows["place_name"].tolist() == ["High", "Low", "Neighbour only"]


def test_kinds_of_figures_are_not_ranked_against_each_other():
    rows = [
        pay("Ads", "posted", low=30, high=43, n_reports=2),
        pay("Reported", point=14.14),
        pay("Both", point=13.00),
        pay("Both", "posted", low=40, high=50, n_reports=1),
        pay("Neighbour only", "official", **PERCENTILES),
    ]
    chart = ranked(*rows)
    assert chart.rows["place_name"].drop_duplicates().tolist() == ["Reported", "Both", "Ads", "Neighbour only"]
    assert len(chart.figure["layout"]["shapes"]) == 2


def test_a_row_with_many_figures_takes_more_lines_on_a_phone_and_none_is_cut():
    ads = pay("Texas", "posted", low=18, high=35.7, n_reports=2)
    chart = ranked(pay("Texas", point=14.14), ads, pay("Texas", "official", **PERCENTILES), narrow=True)
    (words,) = [note["text"] for note in chart.figure["layout"]["annotations"] if "Texas" in note["text"]]
    lines = [re.sub("<[^>]*>", "", line) for line in words.split("<br>")]
    assert len(lines) == 2 and all(width_px(line) <= 358 for line in lines)
    assert all(said in words for said in ("$14.14  n not stated  undated", "$18.00 to $35.70  n=2  undated"))


def test_a_place_that_is_not_stated_is_in_no_ranking():
    chart = ranked(pay(point=18.30), pay("place not stated", point=16.86, place_kind="unknown"))
    assert chart.rows["place_name"].tolist() == ["Bronx, NY"]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (pay(point=18.30, n_reports=8), "$18.30  n=8  undated"),
        (pay(point=16.76), "$16.76  n not stated  undated"),
        (pay(point=17.52, n_reports=71, as_of=pd.Timestamp("2022-08-23")), "$17.52  n=71  August 2022"),
        (pay(low=10, high=20, n_reports=597), "$10.00 to $20.00  n=597  undated"),
        (pay(basis="official", **PERCENTILES), "$22.00"),
        (pay(basis="official", mean=24.5), "$24.50 mean"),
    ],
)
@pytest.mark.parametrize("narrow", [False, True])
def test_a_mark_is_labelled_with_amount_n_and_date(row, words, narrow):
    assert words in texts(ranked(row, narrow=narrow))


@pytest.mark.parametrize(
    ("row", "symbol", "opacity"),
    [
        (pay(point=18.30, n_reports=8), "circle", 1),
        (pay(point=18.30), "circle-open", 1),
        (pay(point=18.30, n_reports=8, as_of=pd.Timestamp("2022-08-23")), "circle", 0.55),
        (pay(point=18.30, n_reports=8, as_of=pd.Timestamp("2025-08-23")), "circle", 1),
        (pay(basis="surveyed", mean=10.85, reference_year=2009), "diamond-open", 0.55),
        (pay(basis="posted", point=20.0, n_reports=1), "triangle-up", 1),
        (pay(basis="official", **PERCENTILES), "square", 1),
        (pay(low=10, high=20, n_reports=597), "line-ns-open", 1),
    ],
)
def test_a_mark_shows_basis_n_and_age(row, symbol, opacity):
    marker = traces(ranked(row))[0]["marker"]
    assert (marker["symbol"][0], marker["opacity"][0]) == (symbol, opacity)
    assert marker["color"] == palette.LIGHT.mark[row["basis"]]


def test_percentiles_are_a_thin_and_a_thicker_line():
    thin, thick = traces(ranked(pay("Texas", "official", **PERCENTILES)), "lines")
    assert (thin["x"][:2], thick["x"][:2]) == ([15.0, 33.0], [18.0, 26.0])
    assert thin["line"]["width"] < thick["line"]["width"]


def test_a_range_without_an_amount_gets_no_made_up_mark():
    chart = ranked(pay(low=10, high=20, n_reports=597))
    assert traces(chart)[0]["x"] == [10.0, 20.0]


def test_a_click_on_a_mark_names_its_figure():
    chart = ranked(pay(point=18.30))
    assert traces(chart)[0]["customdata"] == [[name] for name in chart.names]
    assert chart.names == ["Bronx, NY: Peer support specialist, reported"]


def test_figures_alike_in_place_and_basis_are_told_apart_by_date_and_print():
    alike = [pay(point=18.30, as_of=pd.Timestamp(2022, 8, 1)), pay(point=19.0), pay(point=20.0, published_text="$20 per hour")]
    said = "Bronx, NY: Peer support specialist, reported"
    assert sorted(ranked(*alike).names) == [f"{said}, August 2022", f"{said}, undated", f"{said}, undated, $20 per hour"]


def test_the_rows_behind_a_chart_name_their_unit():
    rows = ranked(pay(point=35672, low=31836, high=39775), unit="year").rows
    assert {"low_usd_per_year", "point_usd_per_year", "high_usd_per_year"} <= set(rows.columns)
    assert "median_usd_per_year" not in rows


@pytest.mark.parametrize(("unit", "words"), [("hour", "an hour"), ("week", "a week"), ("year", "a year")])
def test_the_axis_says_its_unit(unit, words):
    assert f"US dollars {words}" in texts(ranked(pay(point=18.30), unit=unit))


def test_a_long_place_name_wraps_and_never_runs_into_the_chart():
    name = "New York-Newark-Jersey City-White Plains, NY-NJ-CT-PA combined area"
    chart = ranked(pay(name, point=18.30))
    lines = next(note["text"] for note in chart.figure["layout"]["annotations"] if note["text"].startswith("New")).split("<br>")
    assert len(lines) == 2 and max(map(len, lines)) <= 28 and lines[1].endswith("…")


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([pay(point=18.30)], "The chart shows 1 place. Peer support, 1 figure reported: $18.30 an hour."),
        (
            [pay(point=18.30), pay("Brooklyn, NY", point=17.45)],
            "The chart shows 2 places. Peer support, 2 figures reported: $17.45 to $18.30 an hour.",
        ),
        (
            [pay("Texas", "official", **PERCENTILES)],
            "The chart shows 1 place. Community Health Workers, a neighbouring occupation, official median: $22.00 an hour.",
        ),
    ],
)
def test_the_sentence_is_grammatical_for_one_and_many(rows, sentence):
    assert ranked(*rows).sentence == sentence


# The strip and the grid


def test_the_strip_keeps_bases_apart_and_counts_the_undated():
    chart = charts.basis_strip(
        frame(pay(point=18.30, n_reports=8), pay("US", "surveyed", mean=15.42, reference_year=2016)),
        today=TODAY,
        dark=False,
    )
    assert chart.sentence == "1 figure reported ($18.30 an hour) and 1 figure surveyed ($15.42 an hour); 1 of the 2 is undated."
    rows = {trace["name"]: set(trace["y"]) for trace in traces(chart)}
    assert rows["reported"].isdisjoint(rows["surveyed"])


def known_rows(n):
    return pd.DataFrame(
        {
            "figure_id": [f"f{i}" for i in range(n)],
            "basis": "reported",
            "place_name": "Bronx",
            "short_name": "Bronx, NY",
            "shown_low": 18.30,
            "shown_high": 18.30,
            "place_known": True,
            "n_known": True,
            "date_known": [i == 0 for i in range(n)],
            "range_known": False,
            "title_agrees": True,
        }
    )


@pytest.mark.parametrize(
    ("n", "start"),
    [(1, "Dates are known for 1 of 1 reported figure;"), (8, "Dates are known for 1 of 8 reported figures;")],
)
def test_the_grid_counts_known_dates(n, start):
    assert charts.completeness_grid(known_rows(n), dark=False).sentence.startswith(start)


def test_the_grid_says_yes_and_no_in_words():
    words = [note["text"] for note in charts.completeness_grid(known_rows(2), dark=False).figure["layout"]["annotations"]]
    assert (words.count("yes"), words.count("no")) == (7, 3)


def test_a_figure_that_is_a_range_is_named_by_it():
    rows = known_rows(1).assign(shown_low=10.0, shown_high=20.0)
    words = [note["text"] for note in charts.completeness_grid(rows, dark=False).figure["layout"]["annotations"]]
    assert any("$10.00 to $20.00" in text for text in words)


# The map


def map_rows(n):
    states = list(state_shapes.shapes().items())[:n]
    return pd.DataFrame(
        {
            "place_id": [place for place, _ in states],
            "place_name": [shape["properties"]["name"] for _, shape in states],
            "value": [15.0 + i for i in range(n)],
            "label": "May 2025",
            "figure_id": [f"oews:{place}" for place, _ in states],
        }
    )


def located(chart):
    return [place for trace in chart.figure["data"] if trace["type"] == "choropleth" for place in trace["locations"]]


@pytest.mark.parametrize("known", [1, 3, 51, 52])
def test_the_map_always_draws_50_states_dc_and_puerto_rico(known):
    places = located(charts.state_map(map_rows(known), what="Median pay", unit="hour", dark=False))
    assert len(places) == len(set(places)) == 52
    assert {"US-AK", "US-HI", "US-DC", "US-PR"} <= set(places)


def test_an_unknown_state_is_hatched_and_says_no_figure():
    chart = charts.state_map(map_rows(51), what="Median pay", unit="hour", dark=False)
    blank = next(trace for trace in chart.figure["data"] if trace.get("locations") == ["US-WY"])
    assert blank["hovertext"] == ["<b>Wyoming</b><br>no figure"]
    assert blank["colorscale"][0][1] == palette.LIGHT.card
    assert any(trace["type"] == "scattergeo" and trace["mode"] == "lines" for trace in chart.figure["data"])
    assert chart.sentence.endswith("; no figure for Wyoming, hatched.")


def test_a_map_without_gaps_has_no_hatch_and_no_legend_for_it():
    chart = charts.state_map(map_rows(52), what="Median pay", unit="hour", dark=False)
    assert "no figure" not in texts(chart) and "no figure" not in chart.sentence


@pytest.mark.parametrize("place", sorted(state_shapes.shapes()))
def test_hatch_lines_stay_inside_the_outline(place):
    points = [point for rings in state_shapes.shapes()[place]["geometry"]["coordinates"] for ring in rings for point in ring]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    for x0, y0, x1, y1 in state_shapes.hatch(place):
        assert west <= min(x0, x1) and max(x0, x1) <= east and south <= min(y0, y1) and max(y0, y1) <= north
        assert x0 + y0 == pytest.approx(x1 + y1)


@pytest.mark.parametrize(
    ("values", "breaks"),
    [
        ([14.14], []),
        ([14.14, 17.15, 17.52], [17.15, 17.52]),
        ([float(value) for value in range(20, 70)], [30, 40, 50, 60]),
        ([18.0, 18.2, 18.4, 18.6, 18.8, 19.0, 19.2, 19.4, 19.6, 19.8], [18.5, 18.75, 19.25, 19.5]),
    ],
)
def test_class_breaks_are_readable_and_fill_every_class(values, breaks):
    found = class_breaks(values)
    if len(set(values)) <= 5:
        assert found == breaks
        return
    edges = [float("-inf"), *found, float("inf")]
    sizes = [sum(low <= value < high for value in values) for low, high in itertools.pairwise(edges)]
    assert len(found) == 4 and min(sizes) > 0
    assert all(round(edge * 4) == edge * 4 for edge in found)


def test_the_map_names_dc_beside_its_callout():
    rows = pd.DataFrame({"place_id": ["US-DC"], "place_name": ["District of Columbia"], "value": [30.05], "label": [None]})
    chart = charts.state_map(rows, what="Median pay", unit="hour", dark=False)
    assert chart.figure["data"][-1]["text"][1] == "DC $30.05"


def test_the_shapes_are_small_and_have_two_decimals():
    assert state_shapes.SHAPES.stat().st_size < 200_000
    text = state_shapes.SHAPES.read_text(encoding="utf-8")
    assert max(len(number.split(".")[1]) for number in re.findall(r"-?\d+\.\d+", text)) == 2


# Growth


def growth_rows():
    common = {"place_name": "United States", "note": None, "source_id": "projections"}
    named = {
        **common,
        "relation": "neighbour",
        "occupation_id": "21-1093",
        "occupation_title": "Social and Human Service Assistants",
    }
    rows = [
        {
            **named,
            "growth_id": "a",
            "cycle": "2014-24",
            "base_year": 2014,
            "target_year": 2024,
            "base_employment": 386600.0,
        }
        | {"projected_employment": 430800.0, "percent_change": 11.4, "annual_openings": 12000.0},
        {
            **named,
            "growth_id": "b",
            "cycle": "2024-34",
            "base_year": 2024,
            "target_year": 2034,
            "base_employment": 449600.0,
        }
        | {"projected_employment": 478500.0, "percent_change": 6.4, "annual_openings": 50600.0},
    ]
    for change in (22.0, 11.0):
        rows.append(
            {
                **common,
                "growth_id": f"articles:{change}",
                "relation": "unknown",
                "occupation_title": "category not named",
            }
            | {"cycle": "2018-28", "base_year": 2018, "target_year": 2028, "percent_change": change}
        )
    return pd.DataFrame(rows)


def test_the_articles_growth_is_hollow_and_belongs_to_no_occupation():
    chart = charts.vintage_strip(growth_rows(), dark=False)
    neighbour, unnamed = chart.figure["data"]
    assert (neighbour["marker"]["symbol"], unnamed["marker"]["symbol"]) == ("square", "circle-open")
    assert sorted(unnamed["x"]) == [11.0, 22.0]
    assert "The articles' 22% and 11% (2018-28) stand for no named occupation." in chart.sentence


def test_projection_cycles_are_never_joined_by_a_line():
    assert all(trace["mode"] == "markers+text" for trace in charts.vintage_strip(growth_rows(), dark=False).figure["data"])


def test_bars_start_at_zero_and_the_other_way_of_counting_is_marked():
    chart = charts.openings_bars(growth_rows().head(2), dark=False)
    assert chart.figure["layout"]["xaxis"]["range"][0] == chart.figure["layout"]["xaxis2"]["range"][0] == 0
    openings = chart.figure["data"][-1]
    assert openings["x"] == [12000.0, 50600.0] and openings["marker"]["pattern"]["shape"] == ["/", ""]
    assert openings["text"][0] == "12,000, counted another way"
    assert chart.sentence.startswith(
        "Social and Human Service Assistants: 449,600 jobs in 2024, 478,500 projected for 2034, 50,600 openings a year."
    )


def test_states_of_two_occupations_are_two_rankings():
    rows = pd.concat([growth_rows().head(2)] * 2, ignore_index=True)
    rows["place_name"] = ["Ohio", "Texas", "Nevada", "Utah"]
    rows.loc[2:, "occupation_title"] = "Community Health Workers"
    chart = charts.state_growth(rows, dark=False)
    assert chart.rows["occupation_title"].nunique() == 2
    assert chart.figure["data"][0]["y"] == [1, 2, 4.5, 5.5]


# Pay over time


def trend_rows(years):
    rows = [pay("US", "official", median=15.0 + year - 2013, reference_year=year) for year in years]
    return frame(*rows)


def test_the_line_is_broken_and_annotated_where_the_method_changed():
    chart = charts.trend_line(trend_rows(range(2018, 2025)), dark=False)
    before, after = chart.figure["data"]
    assert (before["x"], after["x"]) == ([2018, 2019, 2020], [2021, 2022, 2023, 2024])
    assert "2021: OEWS changed its method" in texts(chart)


def test_a_line_on_one_side_of_the_change_is_not_annotated():
    chart = charts.trend_line(trend_rows(range(2022, 2025)), dark=False)
    assert len(chart.figure["data"]) == 1 and "2021" not in texts(chart) + chart.sentence


# Headcounts


def headcounts():
    return pd.DataFrame(
        {
            "fact_id": ["a", "b"],
            "label": ["people working as peer support specialists", "certified peer specialists"],
            "place_id": [None, "US-GA"],
            "place_name": ["place not stated", "Georgia"],
            "value_low": [30000.0, 3000.0],
            "value_text": ["more than 30,000 people", "about 3000"],
            "inequality": [">", "about"],
            "unit": "people",
            "as_of": pd.NaT,
            "period_text": ["undated", "2019"],
            "publisher": "article 003",
        }
    )


def test_a_headcount_keeps_its_inequality_and_its_date():
    chart = charts.headcount_marks(headcounts(), today=TODAY, dark=False)
    assert "more than 30,000: people working as peer support specialists, undated" in texts(chart).replace("<br>", " ")
    assert "about 3,000: certified peer specialists, Georgia, 2019" in texts(chart).replace("<br>", " ")
    assert sum(note.get("showarrow", False) for note in chart.figure["layout"]["annotations"]) == 1
    assert {trace["mode"] for trace in chart.figure["data"]} == {"markers"}


def test_charts_bring_their_own_empty_base_map():
    assert charts.CONFIG["topojsonURL"].startswith("data:application/json,")


# How it is written

CHART_FILES = sorted(Path(charts.__file__).parent.rglob("*.py"))


@pytest.mark.parametrize("file", CHART_FILES, ids=lambda file: file.name)
def test_a_function_of_a_chart_fits_on_a_screen(file):
    """A chart is drawn in three steps, its rows, its marks, its sentence; in one long function they cannot be told apart."""
    defined = [node for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(node, ast.FunctionDef)]
    lines = {node.name: node.end_lineno - node.lineno + 1 for node in defined}
    assert {name: n for name, n in lines.items() if n > 45} == {}
