"""What stands behind a result of the program worksheet: its formula in words, then with the numbers that were entered."""

import math
import re
from collections.abc import Mapping
from functools import partial
from string import Formatter

import pandas as pd

from insights.evidence.card import Card, Choices, Facts
from insights.reader import Reader
from insights.sentences import worksheet
from insights.sentences.worksheet import CONSTANTS, NO_FIGURE, WAGE_ENDS, WORKED_OUT, Scenario
from insights.sizing_inputs import inputs
from pipeline.constants import value

ROUNDED_UP = ", rounded up"
BILL = (
    "({Paid time} + {Replacing those who leave} x {training_hours_per_hire} + {Supervisors} x {hours_a_year}"
    " x {supervisor_percent_of_wage}) x {%s wage} x (100%% + {fringe_percent_of_wage})"
)
# The formulas of sizing.py as a reader writes them: inputs and constants by their names, results by their lines in the table.
FORMULAS = {
    "Time with people": (
        "{people_served} x {contacts_per_person_per_month} x {months_a_year} x {minutes_per_contact} / {minutes_an_hour}"
    ),
    "Paid time": "{Time with people} / {direct_percent_of_work} / (100% - {leave_percent_of_paid_time})",
    "Workers": "{Paid time} / {hours_a_year}",
    "Workers, rounded up": "{Paid time} / ({hours_per_worker_per_week} x {weeks_a_year})" + ROUNDED_UP,
    "Replacing those who leave": "{Workers, rounded up} x {turnover_percent_per_year}",
    "Supervisors": "{Workers} / {workers_per_supervisor}",
    **{f"Wage bill, {end} wage": BILL % end for end in WAGE_ENDS},
    "Training fees": "{Replacing those who leave} x {training_fee_usd_per_hire}",
    "Staff cost for each person served": "({Wage bill, middle wage} + {Training fees}) / {people_served}",
}
NOBODY, NO_RANGE = "nobody is served, so there is no cost for each", "no range is stated with this wage"


def choices(scenarios: Mapping[str, Scenario]) -> Choices:
    """Every result by its line in the table, worked out for one scenario or for A and B."""
    return {name: partial(_card, scenarios=scenarios, name=name) for name in FORMULAS}


def card(scenarios: Mapping[str, Scenario], name: str) -> Card:
    """The card of a result, a key of FORMULAS."""
    alone = len(scenarios) == 1
    found = worksheet.results(scenarios).set_index("name").loc[name]
    used = [part for _, part, *_ in Formatter().parse(FORMULAS[name]) if part]
    facts = [("Formula", FORMULAS[name].format_map(_words()))]
    for which, scenario in scenarios.items():
        facts.append(("Arithmetic" if alone else f"Scenario {which}", _arithmetic(scenario, name, found["unit"], found[which])))
    if not alone and not (math.isnan(found["A"]) or math.isnan(found["B"])):
        first, second, between = (written(one, found["unit"]) for one in (found["A"], found["B"], found["B"] - found["A"]))
        facts.append(("B minus A", f"{second} - {first} = {between} {_of(found['unit'])}"))
    for one in (inputs()[part] for part in used if part in inputs()):
        entered = {which: getattr(scenario.program, one.name) for which, scenario in scenarios.items()}
        facts += by_scenario(one.label, {which: one.citation(held) for which, held in entered.items()})
    if any(part.endswith(" wage") and part not in FORMULAS for part in used):
        wages = {which: scenario.wage.source if scenario.wage else NO_FIGURE for which, scenario in scenarios.items()}
        facts += by_scenario("Wage", wages)
    return Card(f"{name}, {found['unit']}", [WORKED_OUT], facts, aside=pd.DataFrame())


def by_scenario(name: str, words: Mapping[str, str]) -> Facts:
    """What is known in each scenario; once where they agree."""
    if len(set(words.values())) == 1:
        return [(name, next(iter(words.values())))]
    return [(f"{name}, {which}", text) for which, text in words.items()]


def written(amount: float | None, unit: str) -> str:
    """A number with the decimals that the next step needs: '8,620.6897', '$21.69', '$500', '7.5%'."""
    if amount is None or math.isnan(amount):
        return NO_FIGURE
    sign, size = "-" if amount < 0 else "", abs(amount)
    if unit.startswith("US dollars"):
        return f"{sign}${size:,.2f}".removesuffix(".00")
    return f"{sign}{size:,.4f}".rstrip("0").rstrip(".") + ("%" if unit == "%" else "")


def _card(_: Reader, scenarios: Mapping[str, Scenario], name: str) -> Card:
    return card(scenarios, name)


def _arithmetic(scenario: Scenario, name: str, unit: str, amount: float) -> str:
    if math.isnan(amount):
        return scenario.refusal or (NO_RANGE if name.startswith("Wage bill") else NOBODY)
    return f"{FORMULAS[name].format_map(_numbers(scenario))} = {written(amount, unit)} {_of(unit)}"


def _of(unit: str) -> str:
    """The unit after a number, whose sign says dollars."""
    return unit.removeprefix("US dollars ")


def _words() -> dict[str, str]:
    """What every term of the formulas is called; in quotes where the name has a comma of its own."""
    called = (
        {name: re.sub(r", (%|\$|hours).*", "", one.label).lower() for name, one in inputs().items()}
        | {name: name.replace("_", " ") for name in CONSTANTS}
        | {f"{end} wage": f"the {end} wage" for end in WAGE_ENDS}
        | {name: name.lower() for name in FORMULAS}
    )
    return {name: f"'{words}'" if "," in words else words for name, words in called.items()}


def _numbers(scenario: Scenario) -> dict[str, str]:
    """What every term of the formulas comes to in a scenario."""
    results = worksheet.results({"A": scenario}).itertuples(index=False)
    wages = {end: getattr(scenario.wage, held, None) for end, held in WAGE_ENDS.items()}
    return (
        {name: written(getattr(scenario.program, name), one.unit) for name, one in inputs().items()}
        | {name: written(float(value(name)), "") for name in CONSTANTS}
        | {f"{end} wage": written(amount, "US dollars") for end, amount in wages.items()}
        | {row.name: written(row.A, row.unit) for row in results}
    )
