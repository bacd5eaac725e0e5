"""Which amount speaks for a figure, hours in a unit, prices and the order of the neighbours: each is said in one place."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

from insights import queries
from insights.money import AMOUNTS, STATED, amount_of, at_average_prices, converted, full_time_year, hours_in
from insights.reader import Reader
from tests.spoken import spoken

ROOT = Path(__file__).parent.parent
CODE = sorted(path for folder in ("insights", "views") for path in (ROOT / folder).rglob("*.py") if path.name != "money.py")
SQL = sorted(path for path in (ROOT / "pipeline" / "sql").rglob("*.sql") if path.parent.name != "contracts")

# An amount that a chooser must name, or the start of a name that is put together.
ALTERNATIVE = re.compile(r"\b(?:hourly|in_unit)_(?:point\b|mean\b|$)")
OCCUPATION = re.compile(r"\b\d\d-\d{4}\b")
PARITY = re.compile(r"parit|rpp_|price_level")
SQL_PARITY = re.compile(r"(?:price_parity|rpp_all_items)\S*\s*[*/]|[*/]\s*\(?\s*(?:\w+\.)?(?:price_parity|rpp_all_items)")

NAMED_WITHOUT_CHOOSING = {
    ("insights/charts/figures.py", "in_unit_"),  # every amount stated, for the table below a chart
    ("insights/queries/sectors.py", "hourly_mean"),  # beside the median, for the table below a chart
    ("insights/sentences/tables.py", "hourly_"),  # which columns hold money
}


@pytest.fixture(scope="module")
def reader(warehouse: Path) -> Reader:
    return Reader(warehouse)


def statement(path: Path) -> str:
    """A file of SQL without its comments and literals."""
    return re.sub(r"--.*|'(?:[^']|'')*'", "", path.read_text(encoding="utf-8"))


def words(node: ast.AST) -> Iterator[str]:
    """Every name and text in a piece of code."""
    for part in ast.walk(node):
        match part:
            case ast.Constant(value=str(text)):
                yield text
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name) | ast.keyword(arg=str(name)):
                yield name


def alternatives(source: str) -> set[str]:
    return {found for text in words(ast.parse(source)) for found in ALTERNATIVE.findall(text)}


def occupations(source: str) -> set[str]:
    return {found for text in words(ast.parse(source)) for found in OCCUPATION.findall(text)}


def parities_reckoned(source: str) -> set[str]:
    """Products and quotients of a price parity, under whatever name it goes in its function."""
    found = set()
    tree = ast.parse(source)
    for scope in [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)] + [tree]:
        told = set()

        def is_parity(node: ast.AST, told: set[str] = told) -> bool:
            return any(PARITY.search(text) or text in told for text in words(node))

        for _ in range(3):  # a name of a name of a name
            for node in ast.walk(scope):
                match node:
                    case ast.Assign(targets=[ast.Name(id=name)], value=value) if is_parity(value) and not calls(value):
                        told.add(name)
        for node in ast.walk(scope):
            match node:
                case ast.BinOp(op=ast.Div() | ast.Mult()) | ast.AugAssign(op=ast.Div() | ast.Mult()) if is_parity(node):
                    found.add(ast.unparse(node))
                case ast.Call(func=ast.Attribute(attr="div" | "truediv" | "divide" | "mul" | "rdiv")) if is_parity(node):
                    found.add(ast.unparse(node))
                case ast.Constant(value=str(text)) if SQL_PARITY.search(text):
                    found.add(text)
    return found


def calls(value: ast.AST) -> bool:
    """Whether a value is what a function makes of its arguments, and so another thing than they are."""
    return isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id != "float"


def found_in_code(look: Callable[[str], set[str]]) -> set[tuple[str, str]]:
    return {(str(path.relative_to(ROOT)), one) for path in CODE for one in look(path.read_text(encoding="utf-8"))}


def test_the_code_that_is_looked_through_is_all_there() -> None:
    assert {"pay.py", "compare.py", "offer.py", "figures.py", "tiles.py", "sizing.py"} <= {path.name for path in CODE}
    assert {"pay.sql", "growth.sql", "occupation.sql"} <= {path.name for path in SQL}


def test_no_other_code_chooses_the_amount_that_speaks() -> None:
    assert found_in_code(alternatives) == NAMED_WITHOUT_CHOOSING
    named = [path.relative_to(ROOT).as_posix() for path in SQL if ALTERNATIVE.search(statement(path))]
    assert named == ["pipeline/sql/mart/pay.sql"]


def test_no_other_code_reckons_with_a_price_parity() -> None:
    assert found_in_code(parities_reckoned) == set()
    assert [path.name for path in SQL if SQL_PARITY.search(statement(path))] == []


def test_no_code_lists_occupations() -> None:
    assert found_in_code(occupations) == set()
    assert [path.name for path in SQL if OCCUPATION.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize(
    ("look", "planted"),
    [
        (alternatives, 'reader.table("select coalesce(hourly_point, hourly_median) from atlas.mart.pay")'),
        (alternatives, 'rows["in_unit_point"].fillna(rows["in_unit_median"])'),
        (alternatives, "one = row.hourly_point if row.hourly_point else row.hourly_low"),
        (alternatives, 'next(row[f"hourly_{name}"] for name in ORDER)'),
        (alternatives, 'row["in_unit_" + name]'),
        (parities_reckoned, 'rows["shown_low"] / (rows["price_parity"] / 100)'),
        (parities_reckoned, 'amounts.div(rows["price_parity"], axis=0)'),
        (parities_reckoned, "amount * 100 / row.price_parity"),
        (parities_reckoned, "def f(row):\n    level = float(row.price_parity)\n    share = level\n    return 20 / share"),
        (parities_reckoned, 'reader.table("select shown_low / (price_parity / 100) from atlas.mart.pay")'),
        (parities_reckoned, 'reader.table("select 100 * shown_low / price_parity from atlas.mart.pay")'),
        (parities_reckoned, "amount /= parity"),
        (occupations, 'NEAREST = "21-1093"'),
        (occupations, "reader.table(\"order by list_position(['21-1093', '21-1094'], occupation_id)\")"),
    ],
)
def test_a_planted_second_place_is_found(look: Callable[[str], set[str]], planted: str) -> None:
    assert look(planted)


def test_the_mart_shows_of_every_figure_the_amount_that_speaks(reader: Reader) -> None:
    figures = queries.pay.every_figure(reader)
    stated = figures[[f"hourly_{name}" for name in STATED]].astype(float).set_axis(STATED, axis="columns")
    expected = pd.DataFrame([spoken(**row) for row in stated.to_dict("records")], index=figures.index)
    assert figures["shown_as"].fillna("").tolist() == expected["shown_as"].fillna("").tolist()
    for end in ("shown_low", "shown_high"):
        pd.testing.assert_series_equal(figures[end].astype(float), expected[end].astype(float))
    assert set(figures["shown_as"].dropna()) == {"point", "median", "mean", "range"}
    assert (figures["shown_low"] == figures["shown_high"])[figures["shown_as"].isin(["point", "median", "mean"])].all()


def test_a_frame_in_another_unit_holds_the_same_amounts(reader: Reader) -> None:
    hourly, yearly = (queries.pay.peer_figures(reader, unit=unit).set_index("figure_id") for unit in ("hour", "year"))
    pd.testing.assert_frame_equal(hourly[AMOUNTS] * 2080, yearly[AMOUNTS])
    assert (hourly["shown_as"] == yearly["shown_as"]).all()


@pytest.mark.parametrize(
    ("stated", "hours", "cents", "words"),
    [
        ({"point": 17.15, "low": 15.31, "high": 19.12}, 1, True, "$17.15"),
        ({"median": 21.69, "mean": 22.64}, 1, True, "$21.69"),
        ({"mean": 15.42}, 40, True, "$616.80"),
        ({"low": 15.0, "high": 20.0}, 1, True, "$15.00 to $20.00"),
        ({"low": 15.0, "high": 20.0}, 20, False, "$300 to $400"),
        ({"low": 18.0, "high": 18.0}, 1, True, "$18.00"),
        ({"low": 19.43}, 1, True, "from $19.43"),
        ({"high": 30.0}, 1, True, "up to $30.00"),
        ({"p10": 15.0}, 1, True, ""),
    ],
)
def test_the_amount_that_speaks_in_words(stated, hours, cents, words) -> None:
    assert amount_of(SimpleNamespace(**spoken(**stated)), hours, cents=cents) == words


@pytest.mark.parametrize(
    ("unit", "hours_a_week", "hours"), [("hour", 20, 1), ("week", 20, 20), ("month", 30, 130), ("year", 20, 1040)]
)
def test_a_unit_holds_the_hours_that_are_worked_in_it(unit, hours_a_week, hours) -> None:
    assert hours_in(unit, hours_a_week) == pytest.approx(hours)


def test_a_full_time_year_is_a_year_of_forty_hours_a_week() -> None:
    assert full_time_year() == hours_in("year", 40)


def test_an_unknown_unit_has_no_hours() -> None:
    with pytest.raises(KeyError):
        hours_in("fortnight", 40)


def test_prices_divide_and_a_place_without_parity_has_no_amount() -> None:
    assert at_average_prices(20.0, 80.0) == 25.0
    rows = pd.DataFrame({"price_parity": [80.0, None], **dict.fromkeys(AMOUNTS, 20.0)})
    adjusted = converted(rows, hours=10, adjust=True)
    assert adjusted["shown_low"].iloc[0] == 250.0
    assert adjusted[AMOUNTS].iloc[1].isna().all()
    assert (converted(rows, hours=10)[AMOUNTS] == 200.0).all(axis=None)


def test_neighbours_stand_in_the_order_of_their_nearness(reader: Reader) -> None:
    order = reader.table("select occupation_id from atlas.core.occupation where nearness is not null order by nearness")
    assert order["occupation_id"].tolist() == ["21-1093", "21-1094", "21-1018"]
    assert queries.occupations.current_neighbours(reader)["occupation_id"].tolist() == order["occupation_id"].tolist()
    near = reader.table("select nearness, relation, last_year from atlas.core.occupation where nearness is not null")
    assert sorted(near["nearness"]) == [1, 2, 3]
    assert (near["relation"] == "neighbour").all()
    assert near["last_year"].isna().all()


def test_figures_from_ads_say_whose_employers_they_rest_on(reader: Reader) -> None:
    figures = reader.table("select figure_id, basis, employer_kind from atlas.mart.pay").set_index("figure_id")
    assert figures["employer_kind"].notna().equals(figures["basis"] == "posted")
    ads = reader.table(
        """
        select figure_id, list_distinct(list(coalesce(employer_type = 'federal', false))) as federal
        from (select figure_id, unnest(posting_ids) as posting_id from atlas.core.posted_pay)
        join atlas.core.posting using (posting_id)
        group by all
        """
    ).set_index("figure_id")["federal"]
    kinds = {(True,): "federal", (False,): "other", (False, True): "mixed"}
    assert {name: kinds[tuple(sorted(held))] for name, held in ads.items()} == figures["employer_kind"].dropna().to_dict()
    assert set(figures["employer_kind"].dropna()) == {"federal", "other", "mixed"}
