"""Tiles: what each says, and that its evidence holds what it counts."""

import datetime
from pathlib import Path

import pytest

from insights import queries, tiles
from insights.queries.postings import ALL, Chosen
from insights.reader import Reader

TODAY = datetime.date(2026, 11, 22)


@pytest.fixture(scope="module")
def reader(warehouse: Path) -> Reader:
    return Reader(warehouse)


@pytest.mark.parametrize("chosen", [ALL, Chosen(state="OR"), Chosen(setting="federal_va"), Chosen(state="DC")], ids=str)
def test_a_tile_of_job_ads_counts_the_ads_of_its_evidence(reader: Reader, chosen: Chosen) -> None:
    ads = queries.postings.ads(reader, chosen)
    paid, timed, afar = tiles.ads(ads)
    for tile in (paid, timed, afar):
        assert tile.number == f"{len(tile.evidence(reader).counted)} of {len(ads)}"
    assert paid.evidence(reader).counted[["pay_low", "pay_high"]].notna().any(axis=1).all()
    assert timed.evidence(reader).counted["hours_per_week_low"].notna().all()
    assert set(afar.evidence(reader).counted["remote_mode"]) <= {"remote", "hybrid"}


def test_where_the_work_is_done_always_says_how_many_ads_are_silent(reader: Reader) -> None:
    ads = queries.postings.ads(reader)
    *_, afar = tiles.ads(ads)
    silent = (ads["remote_mode"] == "unknown").sum()
    assert silent > len(ads) / 2
    assert afar.words.endswith(f"{silent} do not say")


def test_no_ads_give_tiles_of_none(reader: Reader) -> None:
    assert [tile.number for tile in tiles.ads(queries.postings.ads(reader, Chosen(state="XX")))] == ["0 of 0"] * 3


def test_the_range_of_reported_pay_shows_both_ends_and_every_figure(reader: Reader) -> None:
    reported, *_ = tiles.home(reader, TODAY)
    card = reported.evidence(reader)
    assert reported.number == "$14.14 to $21.09"
    assert dict(card.facts)["Lowest"] == "$14.14 an hour, Texas"
    assert dict(card.facts)["Highest"] == "$21.09 an hour, Washington, DC"
    assert len(card.counted) == 8
    assert "the source prints no date (6 of 8)" in dict(card.facts)["To know"]
    assert len(card.aside) > 0


def test_a_tile_of_one_figure_shows_that_figure(reader: Reader) -> None:
    _, *others = tiles.home(reader, TODAY)
    for tile, words in zip(others, ("n=1,608", "median $21.69", ">100000"), strict=True):
        card = tile.evidence(reader)
        assert any(words in said for said in (*card.badges, *(said for _, said in card.facts)))
