"""A pasted ad is read by the same rules, compared with the figures of its state, and not kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from insights.reader import Reader
from insights.sentences import ad_reading
from pipeline.normalize.one_ad import AdReader

AD = """Certified Peer Recovery Specialist (part-time)
Hope House
Pay: $18.50 - $21.00 per hour, 24 hours per week. Evenings and weekends.
Must have lived experience of recovery. Certification required within 12 months. Sign-on bonus $500."""


@pytest.fixture(scope="module")
def ads() -> Iterator[AdReader]:
    reader = AdReader()
    yield reader
    reader.close()


def test_an_ad_is_read_field_by_field(ads: AdReader) -> None:
    said = dict(ad_reading.fields(ads.read(AD, "Cleveland, OH")))
    assert said["Place"] == "Cleveland, OH"
    assert said["Role"].startswith("peer support")
    assert said["Hours"] == "Part-time"
    assert said["Hours a week"] == "24"
    assert said["Pay an hour"] == "$18.50 to $21.00"
    assert said["Schedule"] == "Evenings and Weekends"


def test_its_pay_stands_among_the_figures_of_its_state(ads: AdReader, warehouse: Path) -> None:
    said = ad_reading.standing(Reader(warehouse), ads.read(AD, "Atlanta, GA"))
    assert any("social and human service assistants in Georgia" in sentence for sentence in said)
    assert any("$17.15 an hour" in sentence for sentence in said)


@pytest.mark.parametrize(
    ("text", "place", "why"),
    [
        ("Peer Support Specialist\nGreat team.", "Toledo, OH", "states no pay"),
        ("Peer Support Specialist\n$20 an hour", "", "know no state"),
    ],
)
def test_what_cannot_be_compared_says_why(ads: AdReader, warehouse: Path, text: str, place: str, why: str) -> None:
    (sentence,) = ad_reading.standing(Reader(warehouse), ads.read(text, place))
    assert why in sentence


def test_nothing_of_an_ad_is_kept(ads: AdReader) -> None:
    ads.read(AD, "Cleveland, OH")
    assert ads._connection.execute("select count(*) from posting_as_read").fetchone() == (0,)
    second = ads.read("Baker\n$15 an hour", "")
    assert (second["title"], second["role"], second["state"]) == ("Baker", None, None)


def test_an_ad_without_words_is_refused(ads: AdReader) -> None:
    with pytest.raises(ValueError, match="no text"):
        ads.read(" \n\t\n")


@settings(max_examples=12)
@given(text=st.text(min_size=1, max_size=300))
def test_no_text_makes_the_reader_raise(ads: AdReader, text: str) -> None:
    if text.strip():
        assert ads.read(text)["setting"]
