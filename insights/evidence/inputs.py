"""What stands behind a bar of the tornado: the input's value and range, where both come from, and what comes of each."""

import pandas as pd

from insights.evidence.card import Card
from insights.sizing_inputs import inputs
from insights.worksheet import Outcome, Scenario


def card(scenario: Scenario, outcome: Outcome, row: pd.Series) -> Card:
    """The card of a row of worksheet.sensitivity, worked out for the scenario."""
    one = next((one for one in inputs().values() if one.label == row["input"]), None)
    low, value, high = (f"{row[name]:,g}" for name in ("low", "value", "high"))
    facts = [
        ("Value", f"{value} {row['unit']}"),
        ("Meaning", one.meaning if one else "What an hour of a worker's time costs before benefits and payroll taxes."),
        ("Source", one.citation(row["value"]) if one else scenario.wage.source),
        ("Range", f"{low} to {high} {row['unit']}: {row['range_from']}"),
        (
            "Arithmetic",
            f"{outcome.axis}: {outcome.said(row['at_low'])} at {low}, {outcome.said(row['base'])} at {value}, "
            f"{outcome.said(row['at_high'])} at {high}; the other inputs stay as they are",
        ),
    ]
    origin = one.origin(row["value"]) if one else "a figure of the Pay page"
    return Card(row["input"], [origin, "an input of your program"], facts, aside=pd.DataFrame())
