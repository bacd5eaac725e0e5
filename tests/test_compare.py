"""Places side by side: what is held, what a cell says where nothing is, and the brief that carries it away."""

import datetime
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pandas as pd
import pytest

from insights import charts, queries
from insights.paper import compare_brief, drawing, printable
from insights.reader import Reader
from insights.sentences import compare, tables
from insights.sentences.compare import TYPES, Comparison
from insights.sentences.offer import Offer
from tests.test_printable import Parsed

TODAY = datetime.date(2026, 11, 22)
OFFER = Offer(20, "hour", 20)
STATES = ("US-TX", "US-FL", "US-NV")
CITIES = ("US-DC/washington", "US-NY/bronx", "US-CA/san-andreas")
METROS = ("CBSA-35620", "CBSA-10180")


@pytest.fixture(scope="module")
def reader(warehouse: Path) -> Reader:
    return Reader(warehouse)


@pytest.fixture(scope="module")
def of(reader: Reader):
    held: dict[tuple[str, ...], Comparison] = {}
    return lambda *place_ids: held.setdefault(place_ids, compare.compare(reader, place_ids))


def cells(held: Comparison, heading: str, row: str, **asked) -> dict[str, str]:
    """The words of one row by place."""
    groups = compare.groups(held, **({"hours_a_week": 20} | asked))
    table = compare.rows([group for group in groups if group.heading == heading], held.names).set_index("measure")
    return table.loc[row, list(held.names)].to_dict()


@pytest.mark.parametrize("place_ids", [STATES, METROS, CITIES])
def test_every_place_has_a_row_on_every_basis_in_the_order_asked(of, place_ids) -> None:
    pay = of(*place_ids).pay
    for _, line in pay.groupby(["basis", "occupation_title"]):
        assert list(dict.fromkeys(line["compared_id"])) == list(place_ids)
    assert {"reported", "posted", "official"} <= set(pay["basis"])
    assert pay[pay["basis"] == "official"]["occupation_id"].nunique() == 3


def test_only_the_places_asked_for_are_held(reader: Reader) -> None:
    assert set(compare.compare(reader, ["US-OH", "US-XX", "'; drop table"]).pay["compared_id"]) == {"US-OH"}


@pytest.mark.parametrize(
    ("place_ids", "place", "words"),
    [
        (STATES, "Florida", "$350.40 a week"),
        (STATES, "Texas", "$282.80 a week"),
        (CITIES, "Washington, DC", "$421.80 a week"),
        (STATES, "Florida", "$36,442 a year full-time"),
        (STATES, "Florida", "$18,221 a year;"),
        (STATES, "Nevada", "no reported pay"),
    ],
)
def test_reported_pay_at_twenty_hours_a_week(of, place_ids, place: str, words: str) -> None:
    assert words in cells(of(*place_ids), "At 20 hours a week", "Reported on pay sites")[place]


def test_a_full_time_year_is_named_only_where_it_is_another(of) -> None:
    groups = compare.groups(of(*STATES), hours_a_week=40)
    assert "full-time" not in cells(of(*STATES), "At 40 hours a week", "Reported on pay sites", hours_a_week=40)["Florida"]
    assert "2,080 hours (52 weeks of 40)" in groups[1].note


@pytest.mark.parametrize(
    ("place_ids", "heading", "row", "place", "words"),
    [
        (STATES, "Pay an hour", "Reported on pay sites", "Florida", "$17.52; ◕ n=71, fair; August 2022"),
        (STATES, "Pay an hour", "Reported on pay sites", "Texas", "$14.14; ○ n not stated; undated"),
        (CITIES, "Pay an hour", "Reported on pay sites", "San Andreas, CA", "no reported pay"),
        (CITIES, "Pay an hour", "Stated in job ads", "Bronx, NY", "no job ad that states pay"),
        (
            CITIES,
            "Pay an hour",
            "Community Health Workers, official",
            "San Andreas, CA",
            "no official figure; no metro area around it",
        ),
        (CITIES, "Pay an hour", "Community Health Workers, official", "Bronx, NY", "of New York-Newark-Jersey City, NY-NJ"),
        (
            METROS,
            "Pay an hour",
            "Community Health Workers, official",
            "Abilene, TX",
            "no official wage; suppressed by the publisher",
        ),
        (METROS, "Job ads", "Part-time", "Abilene, TX", "no job ad"),
        (CITIES, "At average US prices", "Price level", "San Andreas, CA", "no price level; none is published for it"),
        (STATES, "At average US prices", "Price level", "Florida", "Florida, 2024"),
        (STATES, "Growth of the neighbouring occupations", "Community Health Workers", "Texas", "+21.0%; Texas, 2022-32"),
        (
            STATES,
            "Growth of the neighbouring occupations",
            "Social and Human Service Assistants",
            "Texas",
            "United States, 2024-34",
        ),
        (METROS, "Growth of the neighbouring occupations", "Community Health Workers", "New York, NY", "New Jersey, 2022-32"),
        (STATES, "Certification", "Training", "Florida", "40 hours"),
    ],
)
def test_a_cell_says_what_is_held_or_what_is_missing(of, place_ids, heading, row, place, words) -> None:
    assert words in cells(of(*place_ids), heading, row)[place]


def test_the_offer_at_average_prices_is_divided_by_the_price_level(of) -> None:
    held = of(*CITIES)
    bought = cells(held, "At average US prices", "Your $20.00 an hour, paid here", offer=OFFER)
    level = held.pay.set_index("compared")["price_parity"]["Bronx, NY"].iloc[0]
    assert bought["Bronx, NY"] == f"${20 / level * 100:.2f}"
    assert bought["San Andreas, CA"] == "no price level"


def test_a_row_of_pay_holds_one_basis(of) -> None:
    for group in compare.groups(of(*STATES), hours_a_week=20):
        bases = [row.basis for row in group.rows if row.basis]
        assert bases == sorted(bases, key=["reported", "surveyed", "posted", "official"].index)


def test_job_ads_are_counted_with_those_that_do_not_say(of, reader: Reader) -> None:
    expected = reader.table(
        """
        select state, count(*) as n, count(*) filter (employment_type = 'part_time') as part_time,
            count(*) filter (employment_type = 'not_stated') as silent
        from atlas.mart.postings where is_survivor and state in ('TX', 'FL', 'NV') group by all
        """
    ).set_index("state")
    ads = of(*STATES).ads.set_index("states")
    for state, row in expected.iterrows():
        assert tuple(ads.loc[state, ["n_postings", "n_part_time", "n_not_stated"]]) == tuple(row)


@pytest.mark.parametrize("kind", TYPES)
def test_the_default_places_have_figures_of_the_role(reader: Reader, kind: str) -> None:
    places = queries.compare.places(reader, place_kinds=TYPES[kind])
    assert places["short_name"].is_unique
    names = compare.most_known(places.set_index("short_name"))
    assert len(names) == 2
    assert set(names) <= set(places[places["n_bases"] > 0]["short_name"])


@pytest.mark.parametrize(
    ("names", "words"), [([], "Pick two to five places to compare."), (["Ohio"], "Pick another place to compare Ohio with.")]
)
def test_too_few_places_are_asked_for_more(names: list[str], words: str) -> None:
    assert compare.too_few(names) == words


def test_the_answer_names_what_is_missing(of) -> None:
    assert compare.answer(of(*METROS)).endswith("We hold no reported pay for any of these places.")
    assert "$17.52 in Florida (n=71, August 2022)" in compare.answer(of(*STATES))
    assert "each for the metro area around it" in compare.beside(of(*CITIES))


@pytest.mark.parametrize("look", [{"dark": False}, {"dark": True}, {"dark": False, "narrow": True}])
@pytest.mark.parametrize("place_ids", [STATES, METROS, CITIES])
@pytest.mark.parametrize("offered", [None, OFFER])
@pytest.mark.parametrize("adjust", [False, True])
def test_the_chart_draws_every_figure_and_says_where_there_is_none(of, place_ids, offered, adjust, look) -> None:
    held = of(*place_ids)
    pay, offers = compare.drawn(held, offered, adjust=adjust)
    chart = charts.compared_pay(pay, offers, today=TODAY, **look)
    drawn = pay[pay["figure_id"].notna() & pay["shown_low"].notna()]
    assert sorted(chart.rows["figure_id"].dropna()) == sorted(drawn["figure_id"])
    own = chart.rows[chart.rows["figure_id"].isna()]
    at = pay.drop_duplicates("compared_id").set_index("compared_id")["compared"]
    amounts = dict(zip(own["compared_place"], own.get("point_usd_per_hour", []), strict=True))
    assert amounts == {at[place]: amount for place, amount in offers.items()}
    assert (tables.readable(own)["flags"] == "").all()
    assert "no figure" in chart.alt
    assert ("your offer" in chart.sentence) == bool(offered)
    marked = {one[0] for trace in chart.figure["data"] for one in trace.get("customdata", [])}
    assert marked == set(chart.names)


def test_places_without_any_figure_get_a_sentence_instead_of_a_chart(reader: Reader) -> None:
    pay = queries.compare.pay(reader, place_ids=["US-CA/san-andreas"])
    chart = charts.compared_pay(pay.assign(figure_id=None), {}, today=TODAY, dark=False)
    assert chart.rows.empty
    assert chart.sentence.startswith("We hold no pay figure for San Andreas, CA.")


def test_a_drawing_is_well_formed_and_escapes_what_it_is_given() -> None:
    hostile = '<script>alert("1")</script>&'
    line = drawing.Line(hostile, [hostile], "posted", [(1, 2, 1)], [(1, False), (2, True)], 1.5)
    svg = ElementTree.fromstring(drawing.dots([drawing.Line(hostile), line], axis=hostile, columns=[hostile], told=hostile))
    assert {element.tag.rpartition("}")[2] for element in svg.iter()} <= {"svg", "text", "line", "polygon", "circle"}
    assert svg.get("aria-label") == hostile
    assert hostile in [element.text for element in svg.iter()]


@pytest.fixture(scope="module")
def brief(of):
    def made(
        place_ids=STATES, kind: str = "states", offered: Offer | None = OFFER, address: str = "http://localhost:8501/compare"
    ):
        return compare_brief.brief(of(*place_ids), kind, hours_a_week=20, offered=offered, made_on=TODAY, address=address)

    return made


def test_a_brief_carries_figures_n_dates_caveats_sources_offer_and_link(brief) -> None:
    text = Parsed(brief()).text
    for words in (
        "Peer support pay in Texas, Florida and Nevada",
        "n=71, August 2022",
        "n not stated, undated",
        "Your offer: $20.00 an hour",
        "above the one reported average",
        "at 20 hours a week",
        "2,080 hours",
        "Reported pay is what people told pay sites.",
        "Occupational Employment and Wage Statistics (OEWS)",
        "22 November 2026",
        "type=states&states=Texas&states=Florida&states=Nevada&hours=20&offer=20&per=hour",
    ):
        assert words in text, words


def test_a_brief_without_an_offer_speaks_of_none(brief) -> None:
    text = Parsed(brief(offered=None)).text
    assert "Your" not in text and "offer" not in text


def test_the_link_of_a_brief_restores_every_choice() -> None:
    link = compare_brief.link("http://x/compare", "metros", ["Durham, NC", "A&B=<c>"], 37.5, Offer(3000.5, "month", 37.5))
    assert parse_qs(urlsplit(link).query) == {
        "type": ["metros"],
        "metros": ["Durham, NC", "A&B=<c>"],
        "hours": ["37.5"],
        "offer": ["3000.5"],
        "per": ["month"],
    }


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</title><svg onload=alert(1)>"]
)
def test_nothing_hostile_in_a_name_or_an_address_becomes_markup(of, hostile: str) -> None:
    held = of(*STATES)
    named = Comparison(
        [hostile, *held.names[1:]],
        held.pay.assign(compared=held.pay["compared"].replace(held.names[0], hostile)),
        held.ads.assign(compared=held.ads["compared"].replace(held.names[0], hostile)),
        held.growth.assign(compared=held.growth["compared"].replace(held.names[0], hostile)),
        held.certification,
        [hostile],
    )
    page = compare_brief.brief(named, "states", hours_a_week=20, offered=OFFER, made_on=TODAY, address=f"http://x/{hostile}")
    parsed = Parsed(page)
    assert not {"script", "img"} & {tag for tag, _ in parsed.tags}
    assert not [name for _, given in parsed.tags for name in given if name.startswith("on")]
    assert hostile in parsed.text


@pytest.mark.browser
@pytest.mark.parametrize(
    ("kind", "place_ids"),
    [
        ("states", ("US-FL", "US-TX")),
        ("states", ("US-FL", "US-TX", "US-DC", "US-NC", "US-CA")),
        ("metros", ("CBSA-47900", "CBSA-37980", "CBSA-38900", "CBSA-17140", "CBSA-14460")),
        ("cities", ("US-NY/brooklyn", "US-NY/bronx", "US-DC/washington")),
    ],
)
def test_a_brief_fits_on_one_sheet(of, kind: str, place_ids: tuple[str, ...]) -> None:
    if printable.browser() is None:
        pytest.skip("no Chromium on this machine (Debian: apt install chromium)")
    offered = Offer(3000, "month", 37.5)
    page = compare_brief.brief(
        of(*place_ids), kind, hours_a_week=37.5, offered=offered, made_on=TODAY, address="http://localhost:8501/compare"
    )
    assert re.findall(rb"/Count (\d+)", printable.pdf(page)) == [b"1"]


def test_the_table_has_a_column_for_every_place(of) -> None:
    held = of(*STATES)
    rows = compare.rows(compare.groups(held, hours_a_week=20, offer=OFFER), held.names)
    assert list(rows.columns) == ["block", "measure", *held.names]
    assert not rows.isna().any(axis=None)
    assert isinstance(rows, pd.DataFrame) and rows["block"].nunique() == 6
