"""What the evidence card says of a figure, and what an export holds."""

import datetime
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from insights import charts, evidence, export, queries
from insights.charts import palette
from insights.charts.series import map_series
from insights.evidence import card
from insights.queries.facilities import Cut
from insights.queries.postings import ALL
from insights.reader import Reader
from insights.sentences import compare
from insights.sentences.offer import Offer

TODAY = datetime.date(2026, 11, 22)
WIDE = {"dark": False}


@pytest.fixture(scope="module")
def reader(warehouse: Path) -> Reader:
    return Reader(warehouse)


def steps(reader: Reader, figure_id: str, **settings) -> list[str]:
    card = evidence.pay.card(reader, figure_id, today=TODAY, **settings)
    return [words for name, words in card.facts if name == "Arithmetic"]


@pytest.mark.parametrize(
    ("figure_id", "settings", "said"),
    [
        ("articles:georgia", {}, ["$35,672 a year / 2,080 hours = $17.15 an hour"]),
        ("articles:bronx-ny", {}, []),
        ("articles:washington-dc", {"unit": "week", "hours_a_week": 20}, ["$21.09 x 20 hours = $421.80 a week"]),
        ("articles:texas", {"unit": "year"}, ["$14.14 x 2,080 hours = $29,411 a year"]),
        (
            "articles:georgia",
            {"unit": "week", "hours_a_week": 20},
            ["$35,672 a year / 2,080 hours = $17.15 an hour", "$17.15 x 20 hours = $343.00 a week"],
        ),
    ],
)
def test_arithmetic_shows_every_step(reader: Reader, figure_id: str, settings: dict, said: list[str]) -> None:
    assert steps(reader, figure_id, **settings) == said


def test_a_city_says_whose_price_parity_it_takes(reader: Reader) -> None:
    (step,) = steps(reader, "articles:bronx-ny", adjust=True)
    assert step.startswith("$18.30 / 1.1") and "New York-Newark-Jersey City" in step


def test_the_card_names_file_line_and_flags(reader: Reader) -> None:
    card = evidence.pay.card(reader, "articles:texas", today=TODAY)
    rows = dict(card.facts)
    assert rows["As published"] == "$14.14 per hour"
    assert rows["Where"].endswith("line 92")
    assert "different job titles" in rows["To know"]
    assert "n " not in rows["As published"]
    assert "n not stated" in card.badges[0]
    assert len(card.aside) == len(queries.sources.set_aside(reader, source_id="articles")) > 0


def test_a_withheld_wage_says_so(reader: Reader) -> None:
    withheld = reader.table("select figure_id from atlas.mart.pay where wage_note = 'suppressed' limit 1")["figure_id"][0]
    assert dict(evidence.pay.card(reader, withheld, today=TODAY).facts)["As published"] == "no figure: suppressed"


def test_national_figures_are_printed_as_published(reader: Reader) -> None:
    published = dict(evidence.pay.card(reader, "oews:2024:99:000000:21-1093", today=TODAY).facts)["As published"]
    assert published.startswith("mean $22.64, median $21.69, ")
    assert published.endswith(" an hour")


@pytest.mark.parametrize(
    ("n_rows", "said"), [(0, "no row of this source"), (1, "1 row of this source"), (19, "19 rows of this source")]
)
def test_the_rows_set_aside_are_counted(n_rows: int, said: str) -> None:
    assert card.set_aside(n_rows) == said


@pytest.mark.parametrize(
    ("figure_id", "title", "told"),
    [
        ("articles:georgia", "Peer support specialist, Georgia", "$35,672"),
        ("projections:2024-34:21-1093", "Social and Human Service Assistants, United States", "478,500 / 449,600 - 1 = 6.4%"),
        ("articles:headcount", "People working as peer support specialists", "more than 30,000 people"),
        ("certification:ak-body-1", "Certifying body, Alaska", "Alaska Commission for Behavioral Health Certification"),
        ("nyc_jobs:378897", "Peer Corps Specialist, Bureau of Alcohol", "37,217.00 to 61,936.00 US dollars, by the year"),
    ],
)
def test_a_figure_of_every_kind_is_found_by_its_id(reader: Reader, figure_id: str, title: str, told: str) -> None:
    found = evidence.find(reader, figure_id, today=TODAY)
    assert found.title.startswith(title)
    assert any(told in words for _, words in found.facts)
    assert dict(found.facts)["Figure"] == figure_id


@pytest.mark.parametrize("figure_id", ["", "articles:nowhere", "'; drop table mart.pay; --", "<script>"])
def test_no_card_is_made_up_for_an_unknown_id(reader: Reader, figure_id: str) -> None:
    assert evidence.find(reader, figure_id, today=TODAY) is None


def test_a_figure_of_job_ads_shows_every_ad_whose_pay_it_spans(reader: Reader) -> None:
    posted = queries.pay.every_figure(reader).query("basis == 'posted'")
    assert len(posted) > 20
    for one in posted.itertuples():
        ads = evidence.pay.card(reader, one.figure_id, today=TODAY).counted
        assert len(ads) == one.n_reports
        assert ads["posting_id"].is_unique
        if one.published_unit == "year" and ads["pay_low"].notna().all():
            assert float(ads["pay_low"].min()) == pytest.approx(float(one.hourly_low) * 2080, rel=1e-4)


def test_no_id_stands_for_two_kinds_of_figures(reader: Reader) -> None:
    ids = reader.table(
        """
        select figure_id as id from atlas.mart.pay
        union all select growth_id from atlas.mart.growth
        union all select fact_id from atlas.mart.fact
        union all select fact_id from atlas.mart.certification
        union all select posting_id from atlas.mart.postings
        """
    )["id"]
    assert ids[ids.duplicated()].empty


def behind_pay(reader: Reader, _: str, held: pd.DataFrame) -> evidence.Card:
    return evidence.pay.card(reader, held["figure_id"].iloc[0], today=TODAY)


def behind_growth(reader: Reader, _: str, held: pd.DataFrame) -> evidence.Card:
    return evidence.growth.card(reader, held["growth_id"].iloc[0])


Evidence = Callable[[Reader, str, pd.DataFrame], evidence.Card]
DRAWN: dict[str, tuple[Callable[[Reader], charts.Chart], Evidence]] = {
    "figures by basis": (
        lambda reader: charts.basis_strip(queries.pay.peer_figures(reader), today=TODAY, **WIDE),
        behind_pay,
    ),
    "completeness": (
        lambda reader: charts.completeness_grid(queries.pay.completeness(reader), **WIDE),
        behind_pay,
    ),
    "state map": (
        lambda reader: _state_map(reader),
        behind_pay,
    ),
    "ranked pay": (
        lambda reader: charts.ranked_pay(_of_states(reader), "hour", today=TODAY, show_all=True, **WIDE),
        behind_pay,
    ),
    "growth by cycle": (
        lambda reader: charts.vintage_strip(queries.growth.figures(reader), **WIDE),
        behind_growth,
    ),
    "openings": (
        lambda reader: charts.openings_bars(queries.growth.figures(reader).query("occupation_id == '21-1093'"), **WIDE),
        behind_growth,
    ),
    "growth by state": (
        lambda reader: charts.state_growth(queries.growth.figures(reader, place_kind="state"), **WIDE),
        behind_growth,
    ),
    "neighbour pay": (
        lambda reader: charts.trend_line(queries.pay.national_of(reader, title="Community Health Workers"), **WIDE),
        behind_pay,
    ),
    "headcounts": (
        lambda reader: charts.headcount_marks(queries.facts.facts(reader, topics=["headcount"]), today=TODAY, **WIDE),
        lambda reader, _, held: evidence.facts.card(reader, held["fact_id"].iloc[0]),
    ),
    "ads by setting": (
        lambda reader: charts.posting_counts(queries.postings.by_setting(reader), by="setting", what="setting", **WIDE),
        lambda reader, name, _: evidence.ads.named(reader, ALL, "setting", name),
    ),
    "ads by employer": (
        lambda reader: charts.posting_counts(
            queries.postings.by_employer_type(reader), by="employer_type", what="kind of employer", **WIDE
        ),
        lambda reader, name, _: evidence.ads.named(reader, ALL, "kind of employer", name),
    ),
    "ads by state": (
        lambda reader: charts.posting_counts(queries.postings.by_state(reader), by="place_name", what="single state", **WIDE),
        lambda reader, name, _: evidence.ads.named(reader, ALL, "state", name),
    ),
    "ads by month": (
        lambda reader: charts.posting_months(queries.postings.by_month(reader), **WIDE),
        lambda reader, name, _: evidence.ads.named(reader, ALL, "month", name),
    ),
    "working times": (
        lambda reader: charts.schedule_flags(queries.postings.schedule(reader), **WIDE),
        lambda reader, name, _: evidence.ads.named(reader, ALL, "working time", name),
    ),
    "hours of ads": (
        lambda reader: charts.employment_mix(
            queries.postings.employment_by_setting(reader), by="setting", what="setting", **WIDE
        ),
        lambda reader, name, _: evidence.ads.named(reader, ALL, "setting", name),
    ),
    "hours a week": (
        lambda reader: charts.hours_per_week(queries.postings.hours(reader), **WIDE),
        lambda reader, name, _: evidence.ads.named(reader, ALL, "hours a week", name),
    ),
    "pay by hours": (
        lambda reader: charts.posted_pay_by_employment_type(queries.postings.pay(reader), **WIDE),
        lambda reader, _, held: evidence.ads.card(reader, held["posting_id"].iloc[0]),
    ),
    "sectors": (
        lambda reader: charts.sector_employment(queries.sectors.sectors(reader, occupation_id="21-1093"), **WIDE),
        behind_pay,
    ),
    "index": (
        lambda reader: charts.index_lines(queries.sectors.posting_index(reader, place_id="US-OH"), **WIDE),
        lambda reader, name, held: evidence.index.card(reader, name, held.iloc[0]),
    ),
    "facilities by state": (
        lambda reader: charts.facility_share_map(queries.facilities.by_state(reader, year=2020), year=2020, **WIDE),
        lambda reader, name, held: evidence.facilities.card(reader, name, Cut(2020, held["place_id"].iloc[0])),
    ),
    "facilities by year": (
        lambda reader: charts.facility_trend(queries.facilities.state_and_nation(reader, place_id="US-OH"), **WIDE),
        lambda reader, name, held: evidence.facilities.card(
            reader, name, Cut(int(held["year"].iloc[0]), held["place_id"].iloc[0])
        ),
    ),
    "facilities by kind": (
        lambda reader: charts.facility_share_by_type(
            queries.facilities.by_setting(reader, year=2020, place_id="US-OH"),
            nation=queries.facilities.by_setting(reader, year=2020),
            year=2020,
            where="Ohio",
            **WIDE,
        ),
        lambda reader, name, held: evidence.facilities.card(reader, name, _of_kind(reader, held.iloc[0])),
    ),
    "facilities ranked": (
        lambda reader: charts.facility_share_ranking(
            queries.facilities.by_state(reader, year=2020),
            queries.facilities.by_year(reader).query("year == 2020"),
            year=2020,
            show_all=True,
            **WIDE,
        ),
        lambda reader, name, held: evidence.facilities.card(reader, name, Cut(2020, held["place_id"].iloc[0])),
    ),
    "training hours": (
        lambda reader: charts.training_hours(queries.certification.values(reader, field="training_hours"), **WIDE),
        lambda reader, _, held: evidence.certification.of_field(reader, "training_hours", states=list(held["state"].unique())),
    ),
}
# What is undated or unknown has a name alone; the grid is drawn in words.
WITHOUT_A_MARK = ("ads by month", "state map", "ads by state", "sectors", "completeness", "facilities ranked")


def _of_kind(reader: Reader, row: pd.Series) -> Cut:
    kinds = queries.facilities.by_setting(reader, year=2020).set_index("title")["setting"]
    return Cut(2020, row["place_id"], setting=kinds[row["title"]])


def _of_states(reader: Reader) -> pd.DataFrame:
    bases = ["reported", "surveyed", "posted"]
    return queries.pay.by_place(reader, place_kinds=["state"], bases=bases, neighbour="21-1093")


def _state_map(reader: Reader) -> charts.Chart:
    what, values = map_series(_of_states(reader))
    return charts.state_map(values, what=what, unit="hour", **WIDE)


@pytest.mark.parametrize("drawn", DRAWN)
def test_every_mark_has_evidence_that_agrees_with_the_row_it_stands_for(reader: Reader, drawn: str) -> None:
    draw, behind = DRAWN[drawn]
    chart = draw(reader)
    assert len(chart.names) == len(chart.rows) > 0
    marked = {name for trace in chart.figure["data"] for (name,) in trace.get("customdata", [])}
    assert marked <= set(chart.names)
    if drawn not in WITHOUT_A_MARK:
        assert marked == set(chart.names)
    for name in list(dict.fromkeys(chart.names))[:12]:
        held = chart.rows[[one == name for one in chart.names]]
        found = behind(reader, name, held)
        told = dict(found.facts)
        assert found.title and found.badges
        assert {"Source", "How it reached us", "Terms", "Caveat", "Set aside"} <= set(told)
        assert told["Set aside"] == card.set_aside(len(found.aside))
        if "n_postings" in held:
            assert len(found.counted) == held["n_postings"].sum()
        if "n_offering" in held:
            assert found.counted["n_offering"].sum() == held["n_offering"].iloc[0]
            assert f"{int(held['n_answered'].iloc[0]):,} that answered" in found.badges[0]


@pytest.mark.parametrize("drawn", DRAWN)
def test_every_word_on_a_chart_is_in_a_colour_that_can_be_read(reader: Reader, drawn: str) -> None:
    chart = DRAWN[drawn][0](reader)
    colours = {note["font"]["color"] for note in chart.figure["layout"]["annotations"] if note["text"]}
    assert colours <= {palette.LIGHT.ink, palette.LIGHT.quiet}


@pytest.mark.parametrize("column", ["facility_type", "ownership", "setting"])
def test_the_cells_of_a_kind_of_facility_add_up_to_its_mark(reader: Reader, column: str) -> None:
    cuts = {
        "facility_type": queries.facilities.by_facility_type,
        "ownership": queries.facilities.by_ownership,
        "setting": queries.facilities.by_setting,
    }
    for row in cuts[column](reader, year=2019, place_id="US-NY").itertuples():
        cells = queries.facilities.cells(reader, Cut(2019, "US-NY", **{column: getattr(row, column)}))
        counts = cells[["n_offering", "n_not_offering", "n_not_answered"]].sum()
        assert tuple(counts) == (row.n_offering, row.n_not_offering, row.n_not_answered)


@pytest.mark.parametrize(
    ("cut", "said"),
    [
        (Cut(2020, facility_type="ccbhc"), "a type of its own from 2020"),
        (Cut(2020), "Certified community behavioral health clinic: a type of its own from 2020"),
    ],
)
def test_a_note_on_a_type_of_facility_names_it_among_others(reader: Reader, cut: Cut, said: str) -> None:
    assert said in dict(evidence.facilities.card(reader, "Facilities", cut).facts)["To know"].split(". ")


@pytest.mark.parametrize("hostile", ["=1+1", "+1", "-1", "@cmd", "\tx", "\rx"])
def test_a_spreadsheet_formula_is_defused_in_csv(hostile: str) -> None:
    text = export.csv_bytes(pd.DataFrame({"name": [hostile, "plain"], "amount": [-1.5, 2.0]})).decode("utf-8-sig")
    assert f"'{hostile[0]}" in text
    assert "-1.5" in text and "'-1.5" not in text


def test_a_column_named_like_a_formula_is_defused_too() -> None:
    assert export.csv_bytes(pd.DataFrame({"=1+1": ["plain"]})).decode("utf-8-sig") == "'=1+1\nplain\n"


def test_parquet_keeps_types(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "pay.parquet"
    path.write_bytes(export.parquet_bytes(queries.pay.every_figure(reader)))
    types = dict(reader.table(f"select column_name, column_type from (describe select * from '{path}')").itertuples(index=False))
    assert types["n_reports"] in ("INTEGER", "BIGINT")
    assert types["flags"] == "VARCHAR[]"


def test_every_figure_of_a_comparison_has_evidence(reader: Reader) -> None:
    held = compare.compare(reader, ["CBSA-38900", "CBSA-12580"])
    cards = evidence.compared.choices(held, hours_a_week=30, today=TODAY, offered=Offer(800, "week", 30))
    made = {name: card(reader) for name, card in cards.items()}
    assert all(one is not None and one.facts for one in made.values())
    for place in held.ads.itertuples():
        assert len(made[f"{place.compared}: job ads"].counted) == place.n_postings
    named = " ".join(made)
    for words in ("pay, stated in job ads", "community health workers", "growth, ", "certification, training", "price level"):
        assert words in named


def test_a_cell_of_a_comparison_shows_its_arithmetic_at_my_hours_and_at_average_prices(reader: Reader) -> None:
    held = compare.compare(reader, ["CBSA-38900", "CBSA-12580"])
    offered = Offer(800, "week", 30)
    cards = evidence.compared.choices(held, hours_a_week=30, today=TODAY, offered=offered)
    pay = next(held.pay.query("compared == 'Portland, OR' and occupation_id == '21-1093'").itertuples())
    told = dict(cards["Portland, OR: pay, social and human service assistants, official"](reader).facts)
    hourly, level = pay.in_unit_median, pay.price_parity / 100
    assert told["At 30 hours a week"].startswith(f"${hourly:.2f} an hour x 30 hours = ${hourly * 30:.2f} a week; x 130 hours = $")
    assert told["At average US prices"].startswith(f"${hourly:.2f} / {level:g} = ${hourly / level:.2f} an hour")
    level_told = dict(cards["Portland, OR: price level"](reader).facts)
    assert level_told["As published"].startswith(f"{pay.price_parity:g}, where")
    assert level_told["Release"].startswith("BEA, ")
    steps = [words for name, words in cards["Portland, OR: your offer"](reader).facts if name == "Arithmetic"]
    assert steps[0] == "$800.00 a week / 30 hours = $26.67 an hour"
    assert steps[1].startswith(f"$26.67 / {level:g} = ")
