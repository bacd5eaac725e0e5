"""What stands behind an input of the program worksheet: value, range and source; behind a bar of the tornado, its effect too."""

import datetime
from collections.abc import Mapping
from functools import partial

import pandas as pd

from insights.evidence import pay
from insights.evidence.card import Card, Choices
from insights.evidence.results import by_scenario, written
from insights.reader import Reader
from insights.sentences.worksheet import CONSTANTS, Outcome, Scenario, Wage
from insights.sizing_inputs import ASSUMPTION, Input, inputs
from pipeline.constants import Constant, constants

OF_WAGE = "What an hour of a worker's time costs before benefits and payroll taxes."


def choices(scenarios: Mapping[str, Scenario], *, today: datetime.date) -> Choices:
    """Every input of the worksheet by its label, the wage of each scenario, and the constants."""
    found: dict = {one.label: partial(_of_input, one=one, scenarios=scenarios) for one in inputs().values()}
    for which, wage in ((which, scenario.wage) for which, scenario in scenarios.items() if scenario.wage):
        found["Wage" if len(scenarios) == 1 else f"Wage, {which}"] = partial(_of_wage, wage=wage, today=today)
    return found | {name.replace("_", " ").capitalize(): partial(_of_constant, one=constants()[name]) for name in CONSTANTS}


def card(scenario: Scenario, outcome: Outcome, row: pd.Series) -> Card:
    """The card of a bar of the tornado, a row of worksheet.sensitivity, worked out for the scenario."""
    one = next((one for one in inputs().values() if one.label == row["input"]), None)
    low, value, high = (f"{row[name]:,g}" for name in ("low", "value", "high"))
    facts = [
        ("Value", f"{value} {row['unit']}"),
        ("Meaning", one.meaning if one else OF_WAGE),
        ("Source", one.citation(row["value"]) if one else scenario.wage.source if scenario.wage else ASSUMPTION),
        ("Range", f"{low} to {high} {row['unit']}: {row['range_from']}"),
        (
            "Arithmetic",
            f"{outcome.axis}: {outcome.said(row['at_low'])} at {low}, {outcome.said(row['base'])} at {value}, "
            f"{outcome.said(row['at_high'])} at {high}; the other inputs stay as they are",
        ),
    ]
    origin = one.origin(row["value"]) if one else "a figure of the Pay page"
    return Card(row["input"], [origin, "an input of your program"], facts, aside=pd.DataFrame())


def _of_input(_: Reader, one: Input, scenarios: Mapping[str, Scenario]) -> Card:
    values = {which: getattr(scenario.program, one.name) for which, scenario in scenarios.items()}
    unit = "" if one.unit == "%" else f" {one.unit.removeprefix('US dollars')}".rstrip()
    ranges = {which: [written(end, one.unit) for end in one.range_around(held)] for which, held in values.items()}
    facts = [
        *by_scenario("Value", {which: f"{written(held, one.unit)}{unit}" for which, held in values.items()}),
        ("Meaning", one.meaning),
        *by_scenario("Source", {which: one.citation(held) for which, held in values.items()}),
        *by_scenario("Range", {which: f"{low} to {high}{unit}: {one.range_from}" for which, (low, high) in ranges.items()}),
    ]
    origins = dict.fromkeys(one.origin(held) for held in values.values())
    return Card(one.label, [*origins, "an input of your program"], facts, aside=pd.DataFrame())


def _of_wage(reader: Reader, wage: Wage, today: datetime.date) -> Card | None:
    if wage.figure_id:
        return pay.card(reader, wage.figure_id, today=today)
    ends = "" if wage.low is None else f", {written(wage.low, 'US dollars')} to {written(wage.high, 'US dollars')}"
    facts = [("Value", f"{written(wage.mid, 'US dollars')} an hour{ends}"), ("Meaning", OF_WAGE), ("Source", ASSUMPTION)]
    return Card("Your own wage", [ASSUMPTION, "an input of your program"], facts, aside=pd.DataFrame())


def _of_constant(_: Reader, one: Constant) -> Card:
    facts = [("Value", f"{one.value:,} {one.unit}"), ("Meaning", one.why), ("Source", one.citation)]
    return Card(one.name.replace("_", " ").capitalize(), ["a constant"], facts, aside=pd.DataFrame())
