"""The search: from what somebody types to where it leads."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insights import search
from insights.reader import Reader
from insights.search import Found, Index
from pipeline.normalize.asked_name import NameReader
from tests.browser import MENU, PAGES


@pytest.fixture(scope="module")
def held(warehouse: Path) -> Index:
    return search.index(Reader(warehouse))


@pytest.fixture(scope="module")
def names() -> Iterator[NameReader]:
    reader = NameReader()
    yield reader
    reader.close()


@pytest.fixture
def find(held: Index, names: NameReader):
    return lambda text: search.find(held, names, text)


def goal(found: Found) -> tuple[str, dict[str, str]]:
    assert found.is_sure, found
    way = found.findings[0].ways[0]
    return way.page, dict(way.query)


@pytest.mark.parametrize(
    ("text", "places", "place"),
    [
        ("Ohio", "states", "Ohio"),
        ("OH", "states", "Ohio"),
        ("ohio, usa", "states", "Ohio"),
        ("Puerto Rico", "states", "Puerto Rico"),
        ("St Louis", "metros", "St. Louis, MO"),
        ("saint louis", "metros", "St. Louis, MO"),
        ("Philly", "metros", "Philadelphia, PA"),
        ("Greater Philadelphia", "metros", "Philadelphia, PA"),
        ("19103", "metros", "Philadelphia, PA"),
        ("Metro Detroit", "metros", "Detroit, MI"),
        ("Manhattan", "metros", "New York, NY"),
        ("the Bronx", "cities", "Bronx, NY"),
        ("NYC", "cities", "New York, NY"),
        ("DC", "cities", "Washington, DC"),
        ("Wyoming, MI", "cities", "Wyoming, MI"),
        ("Charlotte", "cities", "Charlotte, NC"),
    ],
)
def test_a_place_in_any_spelling_leads_to_its_pay(find, text: str, places: str, place: str) -> None:
    assert goal(find(text)) == ("pay", {"places": places, "place": place})


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Washington", ["the state Washington", "Washington, DC"]),
        ("New York", ["the state New York", "New York, NY"]),
        ("Springfield", ["Springfield, MO", "Springfield, MA"]),
        ("Cook County", ["Cook County, GA", "Cook County, IL"]),
    ],
)
def test_a_name_of_several_places_is_left_to_the_reader(find, text: str, first: list[str]) -> None:
    found = find(text)
    assert not found.is_sure
    assert [finding.name for finding in found.findings[:2]] == first
    assert len(found.findings) <= search.MOST_FINDINGS


def test_a_place_offers_its_wider_areas_and_its_ads(find) -> None:
    ways = {way.words: (way.page, dict(way.query)) for way in find("the Bronx").findings[0].ways}
    assert ways["Pay in the metro area New York, NY"] == ("pay", {"places": "metros", "place": "New York, NY"})
    assert ways["Job ads in New York"] == ("demand", {"state": "New York"})
    (compared,) = [query for page, query in ways.values() if page == "compare"]
    assert compared["type"] == "cities"
    assert compared["cities"][0] == "Bronx, NY" != compared["cities"][1]


@pytest.mark.parametrize(
    ("text", "page", "query"),
    [
        ("recovery coach", "demand", {}),
        ("Certified Peer Specialist", "demand", {}),
        ("peer support", "demand", {}),
        ("21-1093", "pay", {"places": "states", "neighbour": "Social and Human Service Assistants"}),
        ("211094", "pay", {"places": "states", "neighbour": "Community Health Workers"}),
        ("social and human service assistants", "pay", {"places": "states", "neighbour": "Social and Human Service Assistants"}),
        ("Home Health Aides", "method", {}),
        ("RSE", "method", {"word": "RSE"}),
        ("location  QUOTIENT", "method", {"word": "Location quotient"}),
        ("growth", "growth", {}),
        ("part time", "part-time", {}),
        ("salary", "pay", {}),
        ("Home", "", {}),
        ("United States", "", {}),
    ],
)
def test_a_title_a_word_or_a_page_leads_there(find, text: str, page: str, query: dict[str, str]) -> None:
    assert goal(find(text)) == (page, query)


def test_another_line_of_work_is_called_that(find) -> None:
    found = find("peer reviewer")
    assert (found.findings, found.sentence) == ((), "By our rules this title is other work, not peer support (peer reviewer).")


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("filladelfia", "Philadelphia"),
        ("comunity health worker", "Community Health Workers"),
        ("percentle", "Percentile"),
        ("evidance", "Evidence"),
    ],
)
def test_a_slip_of_the_pen_is_offered_the_nearest_name(find, text: str, nearest: str) -> None:
    found = find(text)
    assert not found.is_sure
    assert found.findings[0].name.startswith(nearest)
    assert found.sentence.endswith("The nearest names are here.")


@pytest.mark.parametrize("text", ["", "  ", "?!", "\x00", "qqqqqqqq", "'; drop table core.place; --", "<b>x</b>" * 90, "\ud800"])
def test_what_is_not_found_says_what_can_be(find, text: str) -> None:
    found = find(text)
    assert (found.is_sure, found.findings) == (False, ())
    assert search.SEARCHED in found.sentence


@given(text=st.text(max_size=60))
def test_any_text_gets_an_answer_with_somewhere_to_go_or_a_sentence(held: Index, names: NameReader, text: str) -> None:
    found = search.find(held, names, text)
    assert len(found.text) <= search.MOST_LETTERS
    assert found.findings or found.sentence
    assert all(finding.ways for finding in found.findings)
    assert len(found.findings) == 1 or not found.is_sure


def test_every_way_leads_to_a_page_of_the_menu(held: Index) -> None:
    findings = [finding for known in held.exact.values() for finding in known] + list(held.near.values())
    assert {way.page for finding in findings for way in finding.ways} <= set(PAGES)


def test_every_page_of_the_menu_is_found_by_its_name(find) -> None:
    for name, path in MENU.items():
        assert goal(find(name)) == (path, {})
