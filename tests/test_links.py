"""What a page says of a link that asks for something it does not know."""

import pytest

from insights.sentences import links

NOT_KNOWN = "which this page does not know"


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({}, {"places": "states"}),
        ({"places": ["metros"]}, {"places": "metros"}),
        ({"bases": ["reported", "posted"]}, {"bases": ["posted", "reported"]}),
        ({"bases": [""]}, {"bases": []}),
        ({"place": [""]}, {"place": None}),
        ({"prices": ["true"], "dated": ["FALSE"]}, {"prices": True, "dated": False}),
        ({"hours": ["20"], "share": ["0.50"]}, {"hours": 20, "share": 0.5}),
        ({"span": ["5", "40"]}, {"span": (5, 40)}),
    ],
)
def test_a_link_that_is_understood_needs_no_word(asked: dict, shown: dict) -> None:
    assert links.unknown(asked, shown) == ""


@pytest.mark.parametrize(
    ("asked", "shown", "said"),
    [
        ({"places": ["moon"]}, {"places": "states"}, f"The link asks for places=moon, {NOT_KNOWN}; it shows states instead."),
        ({"colour": ["red"]}, {"places": "states"}, f"The link asks for colour=red, {NOT_KNOWN}."),
        ({"of": ["posted", "x"]}, {"of": ["posted"]}, f"The link asks for of=x, {NOT_KNOWN}; it shows posted instead."),
        ({"bases": ["said"]}, {"bases": ["a", "b"]}, f"The link asks for bases=said, {NOT_KNOWN}; it shows a and b instead."),
        ({"place": ["Atlantis"]}, {"place": None}, f"The link asks for place=Atlantis, {NOT_KNOWN}; nothing is chosen instead."),
        ({"prices": ["perhaps"]}, {"prices": False}, f"The link asks for prices=perhaps, {NOT_KNOWN}; it is off instead."),
        ({"hours": ["99"]}, {"hours": 40}, f"The link asks for hours=99, {NOT_KNOWN}; it shows 40 instead."),
        ({"hours": ["many"]}, {"hours": 40}, f"The link asks for hours=many, {NOT_KNOWN}; it shows 40 instead."),
        ({"map": ["x"]}, {"map": {"selection": []}}, f"The link asks for map=x, {NOT_KNOWN}."),
        ({"q": ["x" * 41]}, {}, f"The link asks for q={'x' * 40}…, {NOT_KNOWN}."),
        ({"k" * 41: ["x"]}, {}, f"The link asks for {'k' * 40}…=x, {NOT_KNOWN}."),
    ],
)
def test_what_a_link_asks_in_vain_is_named(asked: dict, shown: dict, said: str) -> None:
    assert links.unknown(asked, shown) == said


def test_many_unknown_parameters_are_counted_not_listed() -> None:
    said = links.unknown({f"k{n}": ["x"] for n in range(1000)}, {})
    assert said.count("The link asks for") == 3
    assert said.endswith("It asks for 997 more things that this page does not know.")
