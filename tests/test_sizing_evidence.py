"""Evidence behind the program worksheet: formulas whose numbers come to the result, and where each input comes from."""

import ast
import dataclasses
import datetime
import math
import operator
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insights import evidence, queries, sizing
from insights.evidence.results import FORMULAS, ROUNDED_UP
from insights.reader import Reader
from insights.sentences import worksheet
from insights.sentences.worksheet import Scenario, Wage
from insights.sizing_inputs import Input, inputs

TODAY = datetime.date(2026, 11, 22)
DEFAULT = sizing.Program(**{name: one.default for name, one in inputs().items()})
WAGE = Wage(21.69, 18.16, 25.5, "official median for X, May 2025", "May 2025. https://example.org", "oews:2024:99:000000:21-1093")
ONE_SIDED = dataclasses.replace(WAGE, low=None, high=None)
OPERATORS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}


def entered(one: Input) -> st.SearchStrategy[float]:
    """A value as the control takes it: a number of its steps above the least."""
    return st.integers(0, int((one.most - one.least) / one.step)).map(lambda steps: round(one.least + steps * one.step, 4))


programs = st.builds(sizing.Program, **{name: entered(one) for name, one in inputs().items()})


def worked_out(expression: str) -> float:
    """What a line of arithmetic comes to, reckoned from its words alone."""
    rounded_up = expression.endswith(ROUNDED_UP)
    plain = re.sub(r"[,$]", "", expression.removesuffix(ROUNDED_UP)).replace(" x ", " * ")
    amount = _value(ast.parse(re.sub(r"([\d.]+)%", r"(\1 / 100)", plain), mode="eval").body)
    return math.ceil(round(amount, 6)) if rounded_up else amount


def _value(node: ast.expr) -> float:
    if isinstance(node, ast.Constant):
        return node.value
    return OPERATORS[type(node.op)](_value(node.left), _value(node.right))


def arithmetic(scenario: Scenario, name: str) -> str:
    return dict(evidence.results.card({"A": scenario}, name).facts)["Arithmetic"]


def test_every_result_of_the_worksheet_has_a_formula() -> None:
    assert list(FORMULAS) == list(worksheet.results({"A": Scenario(DEFAULT, WAGE)})["name"])


@pytest.mark.parametrize("name", list(FORMULAS))
@given(program=programs)
def test_the_numbers_of_a_formula_come_to_the_result(name: str, program: sizing.Program) -> None:
    scenario = Scenario(program, WAGE)
    shown = worksheet.results({"A": scenario}).set_index("name")["A"][name]
    line = arithmetic(scenario, name)
    if math.isnan(shown):
        assert program.people_served == 0
        assert line == evidence.results.NOBODY
        return
    expression, _, result = line.partition(" = ")
    assert worked_out(result.split()[0]) == pytest.approx(shown, abs=0.006)
    # The numbers are printed to four decimals, dollars to the cent.
    assert worked_out(expression) == pytest.approx(shown, rel=2e-3, abs=0.5 if result.startswith("$") else 0.002)


def test_percentages_are_reckoned_as_they_are_read() -> None:
    assert worked_out("2,080 / 50% / (100% - 20%)") == pytest.approx(5_200)
    assert worked_out("5,200 / (30 x 52), rounded up") == 4


def test_two_scenarios_stand_in_one_card_with_their_difference() -> None:
    more = dataclasses.replace(DEFAULT, people_served=200, leave_percent_of_paid_time=12.0)
    card = evidence.results.card({"A": Scenario(DEFAULT, WAGE), "B": Scenario(more, WAGE)}, "Paid time")
    told = dict(card.facts)
    assert told["Scenario A"].startswith("4,800 / 60% / (100% - 9.7%) = ")
    assert told["Scenario B"].startswith("9,600 / 60% / (100% - 12%) = ")
    first, second = (worked_out(told[f"Scenario {which}"].split(" = ")[1].split()[0]) for which in "AB")
    assert worked_out(told["B minus A"].split(" = ")[1].split()[0]) == pytest.approx(second - first, abs=0.001)
    assert told["Paid leave, % of paid time, B"] == "your assumption"
    assert "bls.gov" in told["Paid leave, % of paid time, A"]


@pytest.mark.parametrize(
    ("wage", "name", "said"),
    [
        (None, "Wage bill, middle wage", "we hold no wage"),
        (ONE_SIDED, "Wage bill, low wage", "no range"),
        (None, "Staff cost for each person served", "we hold no wage"),
    ],
)
def test_a_result_without_a_wage_says_why(wage: Wage | None, name: str, said: str) -> None:
    scenario = Scenario(DEFAULT, wage, "" if wage else "we hold no wage")
    assert said in arithmetic(scenario, name)


def test_every_input_wage_and_constant_says_where_it_comes_from(warehouse) -> None:
    reader = Reader(warehouse)
    rows = queries.sizing.wages(reader, place_id="US")
    wage = worksheet.wage_of(rows, "United States", "Social and Human Service Assistants")
    own = worksheet.own_wage(18, 20, 23)
    cards = evidence.inputs.choices({"A": Scenario(DEFAULT, wage), "B": Scenario(DEFAULT, own)}, today=TODAY)
    made = {name: card(reader) for name, card in cards.items()}
    assert set(made) >= {one.label for one in inputs().values()} | {"Wage, A", "Wage, B", "Hours a year"}
    assert dict(made["Wage, A"].facts)["Figure"] == wage.figure_id
    assert dict(made["Wage, B"].facts)["Value"] == "$20 an hour, $18 to $23"
    for name, card in made.items():
        assert dict(card.facts)["Source"], name
