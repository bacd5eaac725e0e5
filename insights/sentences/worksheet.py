"""The program worksheet in words and tables: the wage chosen, the answer, results side by side, sensitivity, inputs, brief."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Protocol

import pandas as pd

from insights import sizing
from insights.money import is_range
from insights.sizing_inputs import ASSUMPTION, inputs
from insights.words import BASIS, count, dated, flag, money, reports
from pipeline.constants import constants

OWN_WAGE = "my own wage"
NO_FIGURE = "no figure"
WORKED_OUT = "worked out from the inputs"
WAGE_ENDS = {"low": "low", "middle": "mid", "high": "high"}
CONSTANTS = ("hours_a_year", "weeks_a_year", "months_a_year", "minutes_an_hour")
ROLE_BASES = {
    "peer support, reported on pay sites": "reported",
    "peer support, surveyed": "surveyed",
    "peer support, stated in job ads": "posted",
}
CAVEATS = ("unit_not_printed", "range_meaning_unknown", "titles_differ", "range_of_average_pay", "n_counts_all_respondents")
COSTED = (
    "Costs follow the hours that the work needs; heads are rounded up. Rooms, travel, phones and administration are not in them."
)

RANGES = "Each input runs alone over its range, in scenario A, and the others stay: what comes of its low and of its high end."


@dataclass(frozen=True)
class Wage:
    """A wage in USD an hour with its range, and where it comes from; the ends are None where a source states none.

    ``figure_id`` names the figure of mart.pay that it is; '' for the reader's own.
    """

    mid: float
    low: float | None
    high: float | None
    words: str
    citation: str
    figure_id: str = ""

    @property
    def source(self) -> str:
        """Where it comes from, in full."""
        if self.words == self.citation:
            return self.words
        return f"{self.words[0].upper()}{self.words[1:]}. {self.citation}"


@dataclass(frozen=True)
class Scenario:
    """A program and its wage; without a wage, ``refusal`` says which figure is missing and what would fill the gap."""

    program: sizing.Program
    wage: Wage | None
    refusal: str = ""


def wage_of(rows: pd.DataFrame, place: str, choice: str) -> Wage | None:
    """The wage of a choice (an occupation's title or a key of ROLE_BASES) among the rows of queries.sizing.wages; None if absent.

    Official: 25th percentile, median, 75th percentile. Otherwise the figure with its stated range; where only the ends are
    stated, the middle lies halfway, and the words say so.
    """
    wanted = rows["basis"] == ROLE_BASES.get(choice, "official")
    if choice not in ROLE_BASES:
        wanted &= rows["occupation_title"] == choice
    if not wanted.any():
        return None
    row = rows[wanted].iloc[0]
    place, when = _named(place), dated(row["as_of"], row["reference_year"])
    if row["basis"] == "official":
        mid, low, high = float(row["shown_low"]), _amount(row["hourly_p25"]), _amount(row["hourly_p75"])
        said = (
            f"official {row['shown_as']} for {choice}, a neighbouring occupation, in {place}, {when}; "
            "low and high are the 25th and 75th percentile"
        )
    else:
        low, high = _amount(row["hourly_low"]), _amount(row["hourly_high"])
        ends = "low and high are the ends that are stated" if low and high and low < high else "no range is stated"
        shown = [float(end) for end in (row["shown_low"], row["shown_high"]) if not pd.isna(end)]
        mid = sum(shown) / len(shown)
        if is_range(row):
            ends += ", the middle lies halfway" if low and high and low < high else ""
        known = [flag(word) for word in CAVEATS if word in list(row["flags"])]
        said = "; ".join([f"{BASIS[row['basis']]}, {place}, {reports(row['n_reports'])}, {when}", ends, *known])
    if low is None or high is None or low == high:
        low = high = None
    address = "" if pd.isna(row["source_url"]) else f" {row['source_url']}"
    return Wage(mid, low, high, said, f"{row['release']}.{address} Figure {row['figure_id']}.", row["figure_id"])


def own_wage(low: float, mid: float, high: float) -> Wage | None:
    """The reader's own wage; None where low, middle and high are not in order."""
    if not low <= mid <= high:
        return None
    return Wage(mid, low if low < high else None, high if low < high else None, ASSUMPTION, ASSUMPTION)


def refusal(rows: pd.DataFrame, place: str, choice: str) -> str:
    """Why there is no wage: own numbers out of order, or no such figure for the place, and what there is instead."""
    if choice == OWN_WAGE:
        return "Your lowest wage must not be above the middle one, nor the middle one above the highest: set them in order."
    held = [name for name, basis in ROLE_BASES.items() if (rows["basis"] == basis).any()]
    held += list(rows.loc[rows["basis"] == "official", "occupation_title"])
    return (
        f"No wage bill: we hold no figure for {_named(place)} under '{choice}'. There we hold: {'; '.join(held) or 'none'}. "
        f"Choose one of these, or {OWN_WAGE}."
    )


def answers(scenarios: dict[str, Scenario]) -> list[str]:
    """The sentence of each scenario; with two, A's name stands before its own."""
    first, *others = scenarios.values()
    lead = "Scenario A: " if others else ""
    return [lead + answer(first), *(compared(one, first) for one in others)]


def wages(scenarios: dict[str, Scenario]) -> list[str]:
    """The wage behind each scenario; once where they agree."""
    said = {name: beside(one) for name, one in scenarios.items()}
    if len(set(said.values())) == 1:
        return [next(iter(said.values()))]
    return [f"Scenario {name}. {words}" for name, words in said.items()]


def answer(scenario: Scenario) -> str:
    """What the program takes, in one sentence with units: full-time equivalents, heads, hires, wage bill."""
    program = scenario.program
    heads, hires = sizing.heads_needed(program), math.ceil(sizing.hires_per_year(program))
    needed = (
        f"{count(program.people_served, 'person', 'people')} with {program.contacts_per_person_per_month:g} contacts a month of "
        f"{program.minutes_per_contact:g} minutes take {_number(sizing.fte_needed(program))} full-time equivalents: "
        f"{count(heads, 'worker')} at {program.hours_per_worker_per_week:g} hours a week, about {count(hires, 'hire')} a year"
    )
    return f"{needed}, and a wage bill of {_bill(program, scenario.wage)}." if scenario.wage else f"{needed}."


def compared(scenario: Scenario, first: Scenario) -> str:
    """What scenario B takes, and how its wage bill differs from A's."""
    program = scenario.program
    needed = (
        f"Scenario B takes {_number(sizing.fte_needed(program))} full-time equivalents: "
        f"{count(sizing.heads_needed(program), 'worker')} at {program.hours_per_worker_per_week:g} hours a week, "
        f"about {count(math.ceil(sizing.hires_per_year(program)), 'hire')} a year"
    )
    if not (scenario.wage and first.wage):
        return f"{needed}."
    bills = [
        sizing.wage_bill_usd_per_year(one.program, wage.mid) for one, wage in ((first, first.wage), (scenario, scenario.wage))
    ]
    change = bills[1] - bills[0]
    differs = f"{_dollars(abs(change))} {'more' if change > 0 else 'less'} than A" if abs(change) >= 1 else "the same as A"
    return f"{needed}, and a wage bill of about {_dollars(bills[1])} a year, {differs}."


def beside(scenario: Scenario) -> str:
    """The wage behind the answer, with its n, date and basis; or the refusal."""
    if scenario.wage is None:
        return scenario.refusal
    return f"Wage: {money(scenario.wage.mid, 'hour')}, {scenario.wage.words}."


def results(scenarios: Mapping[str, Scenario]) -> pd.DataFrame:
    """One row a result: name, unit, and a column of numbers a scenario ('A', 'B'); NaN where there is no figure."""
    columns = {name: _results(scenario) for name, scenario in scenarios.items()}
    named = next(iter(columns.values()))
    return pd.DataFrame(
        [{"name": name, "unit": unit, **{each: column[name, unit] for each, column in columns.items()}} for name, unit in named]
    )


def in_words(found: pd.DataFrame) -> pd.DataFrame:
    """The results as people say them: Result (with its unit), then Answer, or Scenario A, Scenario B and B minus A."""
    names = [name for name in found if name not in ("name", "unit")]
    numbers = {f"Scenario {name}" if len(names) > 1 else "Answer": found[name] for name in names}
    if len(names) > 1:
        numbers["B minus A"] = found["B"] - found["A"]
    said = {
        heading: [with_unit(amount, unit) for amount, unit in zip(column, found["unit"], strict=True)]
        for heading, column in numbers.items()
    }
    return pd.DataFrame({"Result": found["name"] + ", " + found["unit"], **said})


def sheet(scenarios: dict[str, Scenario]) -> pd.DataFrame:
    """The whole worksheet, one row each: results, inputs, wage and constants with unit, numbers, range and citation."""
    rows = results(scenarios).assign(part="Result", range="", source=WORKED_OUT).to_dict("records")
    for one in inputs().values():
        values = {name: getattr(scenario.program, one.name) for name, scenario in scenarios.items()}
        ranges = {name: "{:g} to {:g}".format(*one.range_around(value)) for name, value in values.items()}
        cited = {name: one.citation(value) for name, value in values.items()}
        about = {"range": f"{_agreed(ranges)}: {one.range_from}", "source": _agreed(cited)}
        rows.append({"part": one.group, "name": one.label, "unit": one.unit, **values, **about})
    wages = {name: scenario.wage for name, scenario in scenarios.items()}
    source = _agreed({name: wage.source if wage else NO_FIGURE for name, wage in wages.items()})
    for label, end in WAGE_ENDS.items():
        amounts = {name: getattr(wage, end) if wage else None for name, wage in wages.items()}
        rows.append(
            {"part": "Pay", "name": f"Wage, {label}", "unit": "US dollars an hour", **amounts, "range": "", "source": source}
        )
    for name in CONSTANTS:
        one = constants()[name]
        same = dict.fromkeys(scenarios, float(one.value))
        rows.append(
            {"part": "Constant", "name": name.replace("_", " "), "unit": one.unit, **same, "range": "", "source": one.citation}
        )
    table = pd.DataFrame(rows)[["part", "name", "unit", *scenarios, "range", "source"]]
    return table.astype(dict.fromkeys(scenarios, float)).round(2)


@dataclass(frozen=True)
class Outcome:
    """What the tornado measures: its name in a sentence, the axis in words, and how an amount is said."""

    name: str
    axis: str
    prefix: str = ""

    def of(self, scenario: Scenario) -> float:
        """The outcome of a scenario; raises ValueError where it needs a wage and there is none."""
        if self.prefix:
            if scenario.wage is None:
                raise ValueError(f"{self.name}: the scenario has no wage")
            return sizing.wage_bill_usd_per_year(scenario.program, scenario.wage.mid)
        if self.name == "hires":
            return sizing.hires_per_year(scenario.program)
        return sizing.fte_needed(scenario.program)

    def said(self, amount: float) -> str:
        """An amount in words short enough for a label."""
        return _dollars(amount) if self.prefix else _number(amount)


OUTCOMES = {
    "wage bill": Outcome("wage bill", "wage bill, US dollars a year", "$"),
    "FTE": Outcome("full-time equivalents", "full-time equivalents"),
    "hires": Outcome("hires", "hires a year"),
}
MOST_SENSITIVE = 6


class Sensitivity(Protocol):
    """A row of ``sensitivity``."""

    input: str
    unit: str
    low: float
    high: float
    at_low: float
    at_high: float
    base: float


def sensitivity(scenario: Scenario, outcome: Outcome) -> pd.DataFrame:
    """The six inputs that move the outcome most when each alone runs over its range: most first.

    Columns input, unit, value, low, high (of the input), at_low, at_high, base (of the outcome), range_from; no row where the
    outcome needs a wage and there is none.
    """
    columns = ["input", "unit", "value", "low", "high", "at_low", "at_high", "base", "range_from"]
    if outcome.prefix and scenario.wage is None:
        return pd.DataFrame(columns=columns)
    base = outcome.of(scenario)
    rows = []
    for one in inputs().values():
        value = getattr(scenario.program, one.name)
        low, high = one.range_around(value)
        ends = [outcome.of(replace(scenario, program=replace(scenario.program, **{one.name: end}))) for end in (low, high)]
        rows.append((one.label, one.unit, value, low, high, *ends, base, one.range_from))
    wage = scenario.wage
    if wage and wage.low is not None:
        ends = [outcome.of(replace(scenario, wage=replace(wage, mid=end))) for end in (wage.low, wage.high)]
        rows.append(("Wage", "US dollars an hour", wage.mid, wage.low, wage.high, *ends, base, wage.words))
    found = pd.DataFrame(rows, columns=columns)
    swing = (found["at_high"] - found["at_low"]).abs()
    moved = found.assign(swing=swing)[swing > 1e-9]
    return moved.sort_values("swing", ascending=False, kind="stable").head(MOST_SENSITIVE).drop(columns="swing")


def _results(scenario: Scenario) -> dict[tuple[str, str], float]:
    program, wage = scenario.program, scenario.wage
    hours, year, full_time = "hours a year", "US dollars a year", "full-time equivalents"
    found = {
        ("Time with people", hours): sizing.direct_hours_per_year(program),
        ("Paid time", hours): sizing.paid_hours_per_year(program),
        ("Workers", full_time): sizing.fte_needed(program),
        ("Workers, rounded up", "heads"): sizing.heads_needed(program),
        ("Replacing those who leave", "hires a year"): sizing.hires_per_year(program),
        ("Supervisors", full_time): sizing.supervisor_fte_needed(program),
    }
    for label, end in WAGE_ENDS.items():
        amount = getattr(wage, end) if wage else None
        bill = math.nan if amount is None else sizing.wage_bill_usd_per_year(program, amount)
        found[f"Wage bill, {label} wage", year] = bill
    found["Training fees", year] = sizing.training_fees_usd_per_year(program)
    cost = sizing.staff_cost_usd_per_person(program, wage.mid) if wage else math.nan
    found["Staff cost for each person served", year] = cost
    return found


def _bill(program: sizing.Program, wage: Wage) -> str:
    amounts = [end for end in (wage.low, wage.mid, wage.high) if end is not None]
    said = [_dollars(sizing.wage_bill_usd_per_year(program, amount)) for amount in amounts]
    if len(said) == 1:
        return f"about {said[0]} a year"
    return f"about {said[1]} a year ({said[0]} at the low wage, {said[2]} at the high one)"


def _agreed(words: dict[str, str]) -> str:
    """One text where the scenarios agree, else each with its scenario."""
    if len(set(words.values())) == 1:
        return next(iter(words.values()))
    return " ".join(f"{name}: {text}." for name, text in words.items())


def _named(place: str) -> str:
    return f"the {place}" if place == "United States" else place


def _amount(amount: float) -> float | None:
    return None if pd.isna(amount) else float(amount)


def with_unit(amount: float, unit: str) -> str:
    """A number of the worksheet in words: dollars with their sign, shares with theirs, 'no figure'."""
    if amount is None or math.isnan(amount):
        return NO_FIGURE
    sign = "−\u2060" if amount < 0 else ""  # a word joiner keeps the sign with its number
    size = abs(amount)
    if unit == "US dollars an hour":
        return sign + money(size)
    if unit.startswith("US dollars"):
        return f"{sign}${size:,.0f}"
    return sign + (f"{size:g}" if unit in ("%", "minutes", "contacts a month") else _number(size))


def _number(amount: float) -> str:
    """4.3, 12, 1,240: one decimal below a hundred."""
    return f"{amount:,.0f}" if amount >= 100 or amount == round(amount) else f"{amount:,.1f}"


def _dollars(amount: float) -> str:
    """$259,000, $1.24 million: three digits that mean something."""
    if not amount:
        return "$0"
    rounded = round(amount, 2 - math.floor(math.log10(abs(amount))))
    return f"${rounded / 1_000_000:g} million" if rounded >= 1_000_000 else f"${rounded:,.0f}"
