"""What the evidence card says of a figure, and what an export holds."""

from pathlib import Path

import pandas as pd
import pytest

from insights import evidence, export, queries
from insights.reader import Reader


@pytest.fixture(scope="module")
def reader(warehouse: Path) -> Reader:
    return Reader(warehouse)


def steps(reader: Reader, figure_id: str, **settings) -> list[str]:
    asked = {"unit": "hour", "hours_a_week": 40, "adjust": False, **settings}
    return evidence.arithmetic(queries.figure(reader, figure_id).iloc[0], **asked)


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
    rows = dict(evidence.rows(queries.figure(reader, "articles:texas").iloc[0], unit="hour", hours_a_week=40, adjust=False))
    assert rows["As published"] == "$14.14 per hour"
    assert rows["Where"].endswith("line 92")
    assert "different job titles" in rows["To know"]
    assert "n " not in rows["As published"]


def test_a_withheld_wage_says_so(reader: Reader) -> None:
    withheld = reader.table("select figure_id from atlas.mart.pay where wage_note = 'suppressed' limit 1")["figure_id"][0]
    assert evidence.as_published(queries.figure(reader, withheld).iloc[0]) == "no figure: suppressed"


def test_national_figures_are_printed_as_published(reader: Reader) -> None:
    figure = queries.figure(reader, "oews:2024:99:000000:21-1093").iloc[0]
    assert evidence.as_published(figure).startswith("mean $22.64, median $21.69, ")
    assert evidence.as_published(figure).endswith(" an hour")


@pytest.mark.parametrize(
    ("n_rows", "said"), [(0, "no row of this source"), (1, "1 row of this source"), (19, "19 rows of this source")]
)
def test_the_rows_set_aside_are_counted(n_rows: int, said: str) -> None:
    assert evidence.set_aside(n_rows) == said


@pytest.mark.parametrize("hostile", ["=1+1", "+1", "-1", "@cmd", "\tx", "\rx"])
def test_a_spreadsheet_formula_is_defused_in_csv(hostile: str) -> None:
    text = export.csv_bytes(pd.DataFrame({"name": [hostile, "plain"], "amount": [-1.5, 2.0]})).decode("utf-8-sig")
    assert f"'{hostile[0]}" in text
    assert "-1.5" in text and "'-1.5" not in text


def test_a_column_named_like_a_formula_is_defused_too() -> None:
    assert export.csv_bytes(pd.DataFrame({"=1+1": ["plain"]})).decode("utf-8-sig") == "'=1+1\nplain\n"


def test_parquet_keeps_types(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "pay.parquet"
    path.write_bytes(export.parquet_bytes(queries.all_pay(reader)))
    types = dict(reader.table(f"select column_name, column_type from (describe select * from '{path}')").itertuples(index=False))
    assert types["n_reports"] in ("INTEGER", "BIGINT")
    assert types["flags"] == "VARCHAR[]"
