"""Charts of demand: facilities, job ads, hours and the posting index; figures are made here, no warehouse is read."""

import itertools
import json

import pandas as pd
import plotly.graph_objects as go
import pytest

from insights import charts
from insights.charts import palette
from insights.charts.lines import Line, labelled_lines
from insights.charts.map import shapes
from insights.charts.postings import counted

NAMES = {place: shape["properties"]["name"] for place, shape in shapes().items()}


def facilities(*rows, **more):
    """Rows as insights.queries.facilities gives them, from (offering, answered) pairs."""
    made = []
    for index, (offering, answered) in enumerate(rows):
        place = list(NAMES)[index]
        silent = 1
        made.append(
            {
                "place_id": place,
                "place_name": NAMES[place],
                "title": f"Kind {index}",
                "year": 2020,
                "n_offering": offering,
                "n_not_offering": answered - offering,
                "n_not_answered": silent,
                "n_answered": answered,
                "n_facilities": answered + silent,
                "percent_of_answered": 100 * offering / answered if answered else float("nan"),
                "percent_of_all": 100 * offering / (answered + silent),
            }
        )
    table = pd.DataFrame(made).assign(**more)
    return table.sort_values("percent_of_answered", ascending=False, na_position="last", ignore_index=True)


def nation(offering=4304, answered=12232):
    return facilities((offering, answered)).assign(place_id="US", place_name="United States")


def years(*shares, place="US", name="United States"):
    rows = [
        facilities((share, 100)).assign(year=2015 + index, place_id=place, place_name=name) for index, share in enumerate(shares)
    ]
    return pd.concat(rows, ignore_index=True)


def counts(column="setting", **by):
    return pd.DataFrame({column: list(by), "n_postings": list(by.values())})


def months(**by):
    dates = [None if name == "undated" else pd.Timestamp(f"{name[1:5]}-{name[5:]}-01") for name in by]
    return pd.DataFrame({"month": pd.to_datetime(pd.Series(dates)), "n_postings": list(by.values())})


def mix(*rows):
    return pd.DataFrame(rows, columns=["setting", "employment_type", "n_postings"])


def ads(*hours):
    made = [{"title": "Peer specialist", "hours_per_week_low": low, "hours_per_week_high": high} for low, high in hours]
    return pd.DataFrame(made, columns=["title", "hours_per_week_low", "hours_per_week_high"]).astype(
        {"hours_per_week_low": float, "hours_per_week_high": float}
    )


def paid(*rows, left_out=None, flags=()):
    columns = ["employment_type", "pay_low_usd_hour", "pay_high_usd_hour"]
    table = pd.DataFrame(rows, columns=columns).astype({name: float for name in columns[1:]})
    table = table.assign(title="Peer specialist", place_name=None, posted_on=pd.NaT, left_out_of_pay=left_out)
    return table.assign(flags=[list(flags)] * len(table))


def sectors(*jobs):
    return pd.DataFrame(
        {
            "occupation_title": "Community Health Workers",
            "reference_year": 2024,
            "sector": [f"Sector {index}" for index in range(len(jobs))],
            "employment": pd.array(jobs, dtype="Int64"),
            "hourly_median": 24.5,
        }
    )


def index(*series):
    made = []
    for place, name, sector in series:
        for month, value in enumerate((100.0, 60.0, 120.0)):
            row = {"place_id": place, "place_name": name, "sector": sector, "index_mean": value}
            made.append(row | {"month": pd.Timestamp(2020 + month, 2, 1)})
    return pd.DataFrame(made, columns=["place_id", "place_name", "sector", "index_mean", "month"])


def texts(chart):
    return " | ".join(note["text"] for note in chart.figure["layout"]["annotations"])


def bars(chart):
    return [trace for trace in chart.figure["data"] if trace["type"] == "bar"]


SAMPLES = {
    "map": lambda **look: charts.facility_share_map(facilities((100, 171), (1, 3), (0, 0)), year=2020, **look),
    "ranking": lambda **look: charts.facility_share_ranking(facilities((100, 171), (1, 3)), nation(), year=2020, **look),
    "types": lambda **look: charts.facility_share_by_type(
        facilities((100, 171), (40, 90)), year=2020, where="Oregon", nation=facilities((100, 200), (9, 90)), **look
    ),
    "trend": lambda **look: charts.facility_trend(
        pd.concat([years(20, 35), years(30, 58, place="US-OR", name="Oregon")]), **look
    ),
    "counts": lambda **look: charts.posting_counts(counts(federal_va=18, not_stated=35), by="setting", what="setting", **look),
    "flags": lambda **look: charts.schedule_flags(counts("schedule_flag", evenings=5, not_stated=9), **look),
    "months": lambda **look: charts.posting_months(months(m202501=3, undated=4), **look),
    "mix": lambda **look: charts.employment_mix(mix(("federal_va", "part_time", 2)), by="setting", what="setting", **look),
    "hours": lambda **look: charts.hours_per_week(ads((20, 25), (40, 40), (None, None)), **look),
    "pay": lambda **look: charts.posted_pay_by_employment_type(paid(("part_time", 16, 17.5), (None, 20, None)), **look),
    "index": lambda **look: charts.index_lines(index(("US", "United States", "Therapy"), ("US-OR", "Oregon", "all")), **look),
    "sectors": lambda **look: charts.sector_employment(sectors(34810, None), **look),
}


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("narrow", [False, True])
def test_every_chart_is_valid_plotly_without_a_framework(name, dark, narrow):
    chart = SAMPLES[name](dark=dark, narrow=narrow)
    figure = go.Figure(chart.figure)
    assert len(figure.data) > 0 and len(chart.rows) > 0
    assert figure.layout.height > figure.layout.margin.t + figure.layout.margin.b
    assert figure.layout.font.color == palette.of(dark).ink
    assert chart.sentence.endswith(".") and chart.sentence in chart.alt
    assert "nan" not in (chart.sentence + chart.alt + texts(chart)).lower()
    json.loads(figure.to_json())


@pytest.mark.parametrize(
    "chart",
    [
        lambda: charts.facility_share_map(facilities((0, 0)), year=2020, dark=False),
        lambda: charts.facility_share_ranking(facilities((0, 0)), nation(), year=2020, dark=False),
        lambda: charts.facility_share_by_type(facilities((0, 0)), year=2020, where="Oregon", dark=False),
        lambda: charts.facility_trend(years(20).head(0), dark=False),
        lambda: charts.posting_counts(counts(), by="setting", what="setting", dark=False),
        lambda: charts.schedule_flags(counts("schedule_flag"), dark=False),
        lambda: charts.posting_months(months(), dark=False),
        lambda: charts.posting_months(months(undated=1), dark=False),
        lambda: charts.posting_months(months(undated=7), dark=False),
        lambda: charts.employment_mix(mix(), by="setting", what="setting", dark=False),
        lambda: charts.hours_per_week(ads(), dark=False),
        lambda: charts.hours_per_week(ads((None, None)), dark=False),
        lambda: charts.hours_per_week(ads((None, None), (None, None)), dark=False),
        lambda: charts.posted_pay_by_employment_type(paid(), dark=False),
        lambda: charts.index_lines(index(), dark=False),
        lambda: charts.sector_employment(sectors(None), dark=False),
    ],
)
def test_nothing_to_draw_is_a_sentence_that_says_what_would_fill_the_gap(chart):
    refused = chart()
    assert refused.rows.empty and refused.figure["data"] == []
    assert refused.sentence.startswith("We hold no ") and any(
        word in refused.sentence for word in ("would", "Another", "publishes", "have")
    )


# Facilities


def test_the_map_draws_percent_with_the_same_mechanism_as_dollars():
    chart = charts.facility_share_map(facilities((100, 171), (64, 410), (0, 0)), year=2020, dark=False)
    heard = {
        place: text
        for trace in chart.figure["data"]
        if trace["type"] == "choropleth"
        for place, text in zip(trace["locations"], trace["hovertext"], strict=True)
    }
    first, second, third = list(NAMES)[:3]
    assert heard[first].endswith("58.5%<br>100 of 171 facilities that answered, 2020")
    assert "15.6%" in heard[second]
    assert heard[third].endswith("no figure<br>none answered, 2020")
    assert len(heard) == 52
    assert "no figure for 50 places, hatched." in chart.sentence


def test_a_map_class_that_ends_at_all_facilities_is_not_open():
    shares = [(share, 100) for share in range(0, 100, 4)] + [(100, 100)] * 12
    chart = charts.facility_share_map(facilities(*shares), year=2020, dark=False)
    assert "100% and over" not in texts(chart)


def test_places_that_share_an_extreme_are_counted():
    chart = charts.facility_share_map(facilities((0, 10), (0, 12), (5, 10)), year=2020, dark=False)
    assert "from 0% in 2 places to 50.0% in " in chart.sentence


def test_a_place_is_ranked_with_its_n_and_against_the_nation():
    chart = charts.facility_share_ranking(
        facilities((100, 171), (64, 410)), nation(), year=2020, place_id=list(NAMES)[1], dark=False
    )
    high, low = list(NAMES.values())[:2]
    assert chart.sentence == (
        f"Highest in 2020: {high}, 58.5% (100 of 171); lowest: {low}, 15.6% (64 of 410). {low}: 15.6% (64 of 410), number 2 of 2."
        " United States: 35.2% (4,304 of 12,232)."
    )
    assert "58.5%  100 of 171" in texts(chart) and "United States 35.2%" in texts(chart)
    marker = chart.figure["data"][0]["marker"]
    assert marker["color"] == [palette.LIGHT.mark["official"], palette.LIGHT.accent]


def test_a_share_of_few_facilities_is_a_lead_and_no_rank():
    chart = charts.facility_share_ranking(facilities((2, 2), (20, 50), (10, 50)), nation(), year=2020, dark=False)
    assert chart.rows["n_answered"].tolist() == [50, 50, 2, 12232]
    assert "Fewer than 10 answers: leads, not ranks" in texts(chart)
    assert chart.sentence.startswith("Highest in 2020: ") and "100%" not in chart.sentence


def test_a_long_ranking_shows_25_places_and_the_chosen_one():
    rows = facilities(*[(60 - index, 100) for index in range(40)])
    last = list(NAMES)[39]
    drawn = charts.facility_share_ranking(rows, nation(), year=2020, place_id=last, dark=False)
    assert len(drawn.rows) == 27 and drawn.rows["place_id"].tolist()[-2:] == [last, "US"]
    assert drawn.sentence.endswith("The chart shows 26 of 40 places.")
    assert len(charts.facility_share_ranking(rows, nation(), year=2020, dark=False, show_all=True).rows) == 41


def test_kinds_of_facility_are_sorted_and_carry_their_n():
    chart = charts.facility_share_by_type(facilities((78, 592), (224, 336)), year=2020, where="the United States", dark=False)
    assert chart.rows["title"].tolist() == ["Kind 1", "Kind 0"]
    assert "66.7%  224 of 336" in texts(chart)
    assert chart.sentence == (
        "Highest in the United States, 2020: Kind 1, 66.7% (224 of 336); lowest: Kind 0, 13.2% (78 of 592)."
    )


def test_a_state_stands_beside_the_nation_in_hollow_marks():
    chart = charts.facility_share_by_type(
        facilities((40, 50)), year=2020, where="Oregon", nation=facilities((100, 200)), dark=False
    )
    hollow, own = chart.figure["data"]
    assert (hollow["marker"]["symbol"], hollow["x"]) == ("square-open", [50.0])
    assert (own["marker"]["symbol"], own["x"]) == ("square", [80.0])
    assert [*own["customdata"], *hollow["customdata"]] == [[name] for name in chart.names]
    assert chart.rows[["place_name", "n_offering"]].values.tolist() == [["Oregon", 40], ["United States", 100]]


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (years(35), "United States: 35.0% in 2015 (35 of 100 facilities)."),
        (years(20, 35), "United States: 20.0% in 2015, 35.0% in 2016 (35 of 100 facilities)."),
    ],
)
def test_the_trend_says_its_first_and_last_year(rows, sentence):
    assert charts.facility_trend(rows, dark=False).sentence == sentence


def test_labels_of_lines_that_end_close_together_do_not_overlap():
    ends = (("a", 50), ("b", 51), ("c", 52))
    lines = [Line(name, [0, 1], [0, value], ["", ""], ["", ""], "now", "#000000") for name, value in ends]
    figure = labelled_lines(lines, title="", time_axis={"range": [0, 1]}, low=0, high=100, dark=False, narrow=False)
    middles = sorted(note["y"] * 3 + note["yshift"] for note in figure["layout"]["annotations"][1:])
    assert all(above - below >= 36 for below, above in itertools.pairwise(middles))


# Job ads


def test_classes_that_are_not_stated_are_drawn_last_hatched_and_counted():
    chart = charts.posting_counts(
        counts(federal_va=18, not_stated=35, crisis_services=20), by="setting", what="setting", dark=False
    )
    assert chart.rows["setting"].tolist() == ["Crisis services", "Federal (Veterans Affairs)", "not stated"]
    plain, pale = bars(chart)
    assert plain["x"] == [20.0, 18.0] and pale["x"] == [35.0]
    assert pale["marker"]["pattern"]["shape"] == "/" and pale["y"][0] > max(plain["y"])
    assert chart.figure["layout"]["xaxis"]["range"][0] == 0
    assert "n=35" in texts(chart)


def test_the_class_that_is_not_stated_stands_even_with_no_ad():
    assert counted(counts(federal_va=1), "setting").to_dict("list") == {
        "title": ["Federal (Veterans Affairs)", "not stated"],
        "n_postings": [1, 0],
    }


def test_a_missing_class_is_not_stated():
    rows = pd.DataFrame({"place_name": ["Ohio", None, "not_stated"], "n_postings": [1, 2, 3]})
    assert counted(rows, "place_name")["n_postings"].tolist() == [1, 5]


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (counts(not_stated=1), "1 ad names no setting."),
        (counts(federal_va=1), "The one setting named: Federal (Veterans Affairs) (1); every ad names its setting."),
        (
            counts(federal_va=2, crisis_services=1, not_stated=1),
            "Named: Federal (Veterans Affairs) (2) and Crisis services (1); 1 ad names no setting.",
        ),
        (
            counts(federal_va=4, crisis_services=3, hospital_inpatient=2, justice_reentry=1, not_stated=8),
            "Most often: Federal (Veterans Affairs) (4), Crisis services (3) and Hospital inpatient (2); 8 ads name no setting.",
        ),
    ],
)
def test_the_sentence_on_classes_is_grammatical_for_none_one_and_many(rows, sentence):
    assert charts.posting_counts(rows, by="setting", what="setting", dark=False).sentence == sentence


def test_schedule_words_keep_their_order_and_the_silent_ads_come_last():
    chart = charts.schedule_flags(counts("schedule_flag", weekends=9, evenings=5, not_stated=1), dark=False)
    assert chart.rows["working_time"].tolist() == ["Evenings", "Weekends", "Nights", "On call", "not stated"]
    assert chart.sentence == "Job ads that name evenings (5), weekends (9), nights (0) and on call (0); 1 ad names none of them."


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (months(m202501=1), "1 dated job ad, in January 2025."),
        (months(m202501=3, m202603=1, undated=1), "4 dated job ads, from January 2025 to March 2026; 1 ad prints no date."),
        (months(m202501=3, undated=7), "3 dated job ads, in January 2025; 7 ads print no date."),
    ],
)
def test_the_sentence_on_months_counts_the_undated(rows, sentence):
    assert charts.posting_months(rows, dark=False).sentence == sentence


def test_every_month_carries_its_n_and_every_year_its_row():
    chart = charts.posting_months(months(m202501=3, m202302=1, undated=7), dark=False)
    assert [trace["text"] for trace in chart.figure["data"] if trace.get("mode") == "text"] == [["1", "3"]]
    for words in ("<b>2025</b>  n=3", "<b>2024</b>  n=0", "<b>2023</b>  n=1", "7 ads without a date"):
        assert words in texts(chart)


# Hours and pay


def test_every_employment_type_has_a_column_and_not_stated_is_always_one():
    chart = charts.employment_mix(mix(("federal_va", "part_time", 2), (None, None, 3)), by="setting", what="setting", dark=False)
    assert chart.rows.columns.tolist() == ["setting", "part_time", "full_time", "either", "per_diem", "not_stated"]
    assert chart.rows.to_numpy().tolist() == [
        ["All these ads", 2, 0, 0, 0, 3],
        ["Federal (Veterans Affairs)", 2, 0, 0, 0, 0],
        ["not stated", 0, 0, 0, 0, 3],
    ]
    assert [trace["text"][0] for trace in bars(chart)] == ["2", "0", "0", "0", "3"]
    assert bars(chart)[-1]["marker"]["pattern"]["shape"] == "/"
    assert chart.sentence == "5 job ads: 2 part-time, 0 full-time, 0 either and 0 per diem; 3 of 5 ads say nothing."


def test_one_ad_that_says_nothing_is_said_in_the_singular():
    chart = charts.employment_mix(mix((None, None, 1)), by="setting", what="setting", dark=False)
    assert chart.sentence.endswith("; 1 of 1 ad says nothing.")


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (ads((20, 20)), "1 ad states its hours a week, 20 hours; every ad states its hours."),
        (ads((20, 25), (40, 40), (None, None)), "2 ads state their hours a week, 20 to 40 hours; 1 ad states none."),
        (ads((20, None), (None, None), (None, None)), "1 ad states its hours a week, 20 hours; 2 ads state none."),
    ],
)
def test_the_sentence_on_hours_counts_the_silent_ads(rows, sentence):
    assert charts.hours_per_week(rows, dark=False).sentence == sentence


def test_ads_with_the_same_hours_share_a_row_with_their_n():
    chart = charts.hours_per_week(ads((20, 20), (20, 20), (10, 16)), dark=False)
    assert "n=2" in texts(chart) and "10 to 16 hours" in texts(chart)
    lines, marks = chart.figure["data"]
    assert sorted(marks["x"]) == [10.0, 16.0, 20.0] and set(lines["x"][:2]) == {10.0, 16.0}
    assert marks["marker"]["symbol"] == "triangle-up"


def test_an_ads_pay_is_a_triangle_with_its_range_and_groups_are_never_mixed():
    chart = charts.posted_pay_by_employment_type(
        paid(("full_time", 20, 30), ("part_time", 16, 17.5), (None, 18, None)), dark=False
    )
    lines, marks = chart.figure["data"]
    assert marks["x"] == [16.0, 20.0, 18.0] and lines["x"] == [16.0, 17.5, None, 20.0, 30.0, None, 18.0, 18.0, None]
    assert marks["y"] == sorted(marks["y"])
    for words in ("<b>Part-time</b>  n=1, $16.00 to $17.50", "<b>Per diem</b>  n=0", "<b>not stated</b>  n=1, $18.00"):
        assert words in texts(chart)
    assert chart.sentence.startswith(
        "3 job ads with pay an hour: part-time n=1, $16.00 to $17.50; full-time n=1, $20.00 to $30.00;"
    )


def test_an_ad_that_states_one_bound_is_drawn_at_it():
    chart = charts.posted_pay_by_employment_type(paid(("part_time", None, 30)), dark=False)
    assert chart.figure["data"][1]["x"] == [30.0] and "nan" not in chart.sentence


def test_cancelled_announcements_stand_apart():
    rows = pd.concat([paid(("full_time", 20, 30)), paid(("full_time", 22, 40), flags=["cancelled_announcement"])])
    chart = charts.posted_pay_by_employment_type(rows, dark=False)
    assert "<b>Full-time</b>  n=1, $20.00 to $30.00" in texts(chart)
    assert "<b>Cancelled federal announcements, scales over several grades</b>  n=1, $22.00 to $40.00" in texts(chart)


def test_pay_that_stands_for_no_pay_today_is_counted_and_not_drawn():
    rows = pd.concat([paid(("full_time", 20, 30)), paid(("full_time", 9, 10), left_out="it is dated before 2020")])
    chart = charts.posted_pay_by_employment_type(rows, dark=False)
    assert len(chart.rows) == 1
    assert chart.sentence.endswith("Not drawn: 1 ad (reason: it is dated before 2020).")


def test_a_chosen_class_is_drawn_in_the_accent():
    chart = charts.posting_counts(
        counts(federal_va=2, crisis_services=1), by="setting", what="setting", chosen="crisis_services", dark=False
    )
    assert bars(chart)[0]["marker"]["color"] == [palette.LIGHT.mark["posted"], palette.LIGHT.accent]


# Context


def test_the_index_names_its_base_and_each_line_with_its_last_month():
    chart = charts.index_lines(index(("US", "United States", "Therapy"), ("US-OR", "Oregon", "all")), dark=False)
    assert chart.sentence == (
        "Index of job postings, 1 February 2020 = 100: United States, Therapy 120 in February 2022 and "
        "Oregon, all sectors 120 in February 2022."
    )
    assert [trace["line"]["color"] for trace in chart.figure["data"]] == [palette.LIGHT.mark["posted"], palette.LIGHT.accent]


def test_a_sector_without_published_jobs_has_no_bar_but_its_words():
    chart = charts.sector_employment(sectors(34810, None), dark=False)
    assert bars(chart)[0]["x"] == [34810.0]
    assert "jobs not published, median $24.50 an hour" in texts(chart)


@pytest.mark.parametrize(("show_all", "drawn"), [(False, 27), (True, 41)])
def test_a_long_list_of_states_shows_25_the_chosen_one_and_the_silent_until_all_are_asked_for(show_all, drawn):
    rows = pd.DataFrame(
        {"place_name": [f"State {n:02}" for n in range(40)] + [None], "n_postings": [100 - n for n in range(40)] + [3]}
    )
    chart = charts.posting_counts(rows, by="place_name", what="single state", chosen="State 39", dark=False, show_all=show_all)
    assert len(chart.rows) == len(chart.names) == drawn
    assert chart.names[-2:] == ["State 39", "not stated"]
    assert ("The chart shows 27 of 41 rows." in chart.sentence) != show_all
    mixed = rows.assign(employment_type="part_time")
    chart = charts.employment_mix(mixed, by="place_name", what="state", dark=False, show_all=show_all)
    assert len(chart.rows) == len(chart.names) == (42 if show_all else 27)
    assert int(chart.rows.iloc[0]["part_time"]) == rows["n_postings"].sum()
