"""Each contract notices what it is there for, names it in a sentence, and is the only one to do so."""

import re
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from pipeline import contracts
from pipeline.contracts import BASELINES, FOLDER, breaches
from pipeline.faults import SourceFault

# A metro's figure, with mean and all percentiles, that no list of expected figures names.
METRO = (
    "(select min(figure_id) from mart.pay where place_kind = 'metro' and hourly_p90 is not null and hourly_median is not null)"
)
AMOUNTS = ["hourly_" + name for name in ["mean", "p10", "p25", "median", "p75", "p90", "low", "point", "high"]]
NO_AMOUNT = ", ".join(f"{column} = null" for column in [*AMOUNTS, "shown_low", "shown_high", "shown_as"])
NATIONAL = "occupation_id = '21-1093' and place_id = 'US' and industry = 'all' and reference_year = 2024 and basis = 'official'"
ANY_GROWTH = "(select min(growth_id) from mart.growth where cycle = '2024-34' and occupation_id = '21-1094')"

SPOILED = {
    "percentiles_rise": [
        f"update mart.pay set hourly_p90 = hourly_p75 - 0.01 where figure_id = {METRO}",
        f"update mart.pay set hourly_p25 = null, hourly_p10 = hourly_median + 0.01 where figure_id = {METRO}",
    ],
    "hourly_is_plausible_or_flagged": [
        f"update mart.pay set hourly_p90 = 1000 where figure_id = {METRO}",
        f"update mart.pay set hourly_p10 = 0.5 where figure_id = {METRO}",
        f"update mart.pay set hourly_mean = 16000, flags = null where figure_id = {METRO}",
    ],
    "every_figure_has_evidence": [
        f"update mart.pay set place_id = null, place_note = null where figure_id = {METRO}",
        f"update mart.pay set source_id = 'hearsay' where figure_id = {METRO}",
        f"update mart.pay set source_id = null where figure_id = {METRO}",
    ],
    "every_figure_has_an_amount_or_a_reason": [
        f"update mart.pay set {NO_AMOUNT}, wage_note = null where figure_id = {METRO}",
    ],
    "every_figure_says_which_amount_speaks": [
        f"update mart.pay set {change} where figure_id = {METRO}"
        for change in [
            "shown_as = null",
            "shown_as = 'mean'",
            "shown_as = 'highest'",
            "shown_low = null, shown_high = null, shown_as = null",
            "shown_low = shown_low + 0.01",
            "shown_high = hourly_p90",
        ]
    ]
    + ["update mart.pay set shown_high = shown_low where figure_id = 'postings:US-OR'"],
    "figure_ids_are_unique": [
        "update mart.pay set figure_id = (select min(figure_id) from mart.pay)"
        " where figure_id = (select max(figure_id) from mart.pay)",
    ],
    "growth_ids_are_unique": [
        "update mart.growth set growth_id = (select min(growth_id) from mart.growth)"
        " where growth_id = (select max(growth_id) from mart.growth)",
    ],
    "occupations_are_registered": [f"update mart.growth set occupation_id = '99-9999' where growth_id = {ANY_GROWTH}"],
    "growth_adds_up": [f"update mart.growth set percent_change = percent_change + 5 where growth_id = {ANY_GROWTH}"],
    "rows_add_up": [
        "update core.row_count set rows_set_aside = 0 where table_name = 'cpi'",
        "update core.row_count set rows_used = -1, rows_set_aside = rows_read + 1 where table_name = 'cpi'",
    ],
    "verified_certification_has_a_second_source": [
        "update mart.certification set verified = true where fact_id = 'certification:al-exam-1'",
        "update mart.certification set source_url = null where state = 'TX' and field = 'exam'",
    ],
    "a_program_is_no_requirement": [
        "update mart.certification set value_number = 720 where fact_id = 'certification:il-training_hours-1'"
    ],
    "every_ad_stands_once": [
        "update core.posting set posting_id = 'peer_ads:ad-0001' where posting_id = 'peer_ads:ad-0002'",
        "update core.posting set duplicate_of = 'nowhere:1' where posting_id = 'peer_ads:ad-0001'",
    ],
    "demand_adds_up": [
        "update mart.demand set n_postings = n_postings + 1 where rowid = 0",
        "update mart.demand set n_stating_pay = n_stating_pay + 1 where rowid = 0",
    ],
    "posted_pay_adds_up": ["update mart.pay set n_reports = n_reports + 1 where figure_id = 'postings:US-OR'"],
    "posted_pay_has_bounds_alone": [
        f"update mart.pay set {change} where figure_id = 'postings:US-OR'"
        for change in ["hourly_median = hourly_low", "hourly_high = hourly_low - 1, shown_high = hourly_low - 1", "flags = []"]
    ],
    "oews_annual_is_hourly_times_the_hours_of_a_year": [
        f"update staging.oews set {column} = {column} + 40 where raw_row = ("
        f"select min(raw_row) from staging.oews where {column.replace('a_', 'h_', 1)} is not null and {column} is not null)"
        for column in ["a_mean", "a_median", "a_pct10", "a_pct25", "a_pct75", "a_pct90"]
    ],
    "seed_points_are_exact": [
        "update core.pay_figure set n_reports = 1 where source_id = 'articles' and place_id = 'US-NC/charlotte'",
        "update core.pay_figure set place_id = 'US-NJ' where source_id = 'articles' and n_reports = 12",
        "update core.pay_figure set high = null where source_id = 'articles' and place_id = 'US-GA'",
        "delete from core.pay_figure where source_id = 'articles' and place_id = 'US-TX'",
    ],
    "us_figures_match": [
        f"update mart.pay set hourly_mean = hourly_mean + 0.01 where {NATIONAL}",
        f"update mart.pay set employment = employment - 10 where {NATIONAL}",
    ],
    "us_growth_matches": [
        "update mart.growth set annual_openings = annual_openings * 10"
        " where place_id = 'US' and occupation_id = '21-1093' and cycle = '2014-24'",
    ],
}
CASES = [(name, sql) for name, statements in SPOILED.items() for sql in statements]


@pytest.fixture
def spoiled(tmp_path: Path, warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A warehouse of the test's own, to be spoiled."""
    with duckdb.connect(shutil.copy(warehouse, tmp_path / "warehouse.duckdb")) as connection:
        yield connection


def test_every_contract_holds_of_the_shipped_figures(spoiled):
    assert breaches(spoiled) == []


def test_every_contract_file_has_a_case_here():
    assert sorted(SPOILED) == sorted(path.stem for path in FOLDER.iterdir())


@pytest.mark.parametrize("path", sorted(FOLDER.iterdir()), ids=lambda path: path.stem)
def test_a_contract_opens_with_its_sentence_and_is_one_query(path):
    first, _, query = path.read_text(encoding="utf-8").partition("\n")
    assert re.fullmatch(r"-- [A-Z].{15,}[^.;]", first)
    assert [statement.type.name for statement in duckdb.extract_statements(query)] == ["SELECT"]


def test_the_hours_of_a_year_are_the_constant(spoiled):
    spoiled.execute("update core.constant set value = 1920 where name = 'hours_a_year'")
    assert [breach.contract.name for breach in breaches(spoiled)] == ["oews_annual_is_hourly_times_the_hours_of_a_year"]


@pytest.mark.parametrize(("name", "sql"), CASES, ids=[f"{name}-{n}" for n, (name, _) in enumerate(CASES)])
def test_a_contract_notices_what_breaks_it_and_nothing_else_does(spoiled, name, sql):
    changed = spoiled.execute(sql).fetchone()[0]
    assert changed >= 1
    found = breaches(spoiled)
    assert [breach.contract.name for breach in found] == [name]
    assert str(found[0]).startswith(f"Expected: {found[0].contract.sentence}; found {found[0].first}")
    assert str(found[0]).endswith(".") and "\n" not in str(found[0])


def test_enforce_says_every_broken_contract_in_a_line_of_its_own(spoiled):
    spoiled.execute(SPOILED["us_figures_match"][0])
    spoiled.execute(SPOILED["rows_add_up"][0])
    with pytest.raises(SourceFault) as fault:
        contracts.enforce(spoiled)
    assert str(fault.value).splitlines() == [
        "Expected: Rows read are rows used plus rows set aside; found cpi.cpi.",
        "Expected: National OEWS figures match the published workbooks to the cent; found 21-1093 2024.",
    ]


def test_a_sentence_counts_the_further_cases(spoiled):
    spoiled.execute("update mart.growth set percent_change = percent_change + 5 where cycle = '2024-34' and place_id = 'US'")
    sentence = next(str(breach) for breach in breaches(spoiled) if breach.contract.name == "growth_adds_up")
    assert sentence.startswith("Expected: A published percent change agrees with its base and projected employment; found ")
    assert sentence.endswith(" more.")


BASELINE_ROWS = tomllib.loads(BASELINES.read_text(encoding="utf-8"))["rows"]


@pytest.mark.parametrize(("table", "fewest"), BASELINE_ROWS.items(), ids=BASELINE_ROWS)
def test_a_table_that_lost_rows_breaks_its_baseline(spoiled, table, fewest):
    held = spoiled.execute(f"select count(*) from {table}").fetchone()[0]
    assert fewest <= held <= fewest * 1.05, "raise the baseline: the table has grown well beyond it"
    spoiled.execute(f"delete from {table} where rowid >= {fewest - 1}")
    sentences = [str(breach) for breach in breaches(spoiled)]
    assert f"Expected: {table} holds at least {fewest:,} rows; found {fewest - 1:,} rows." in sentences


def test_a_missing_table_is_no_traceback(spoiled):
    spoiled.execute("drop table mart.growth")
    with pytest.raises(SourceFault, match="finds other tables than this version builds; run 'python -m pipeline build'"):
        breaches(spoiled)
