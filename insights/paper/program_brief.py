"""The program worksheet on one sheet: what it takes, what moves it most, what went in, and who says so."""

from datetime import date

import pandas as pd

from insights.paper import printable
from insights.sentences import worksheet
from insights.sentences.worksheet import Outcome, Scenario
from insights.sizing_inputs import ASSUMPTION


def brief(scenarios: dict[str, Scenario], title: str, moves: pd.DataFrame, outcome: Outcome, *, made_on: date, link: str) -> str:
    """The worksheet as a printable page; ``moves`` are the rows of ``sensitivity`` of A by ``outcome``."""
    table = worksheet.sheet(scenarios)
    entered = table[~table["part"].isin(["Result", "Constant"])]
    numbers = {
        name: [worksheet.with_unit(*each) for each in zip(entered[name], entered["unit"], strict=True)] for name in scenarios
    }
    said = pd.DataFrame({"Input": entered["name"], **numbers})
    said["From"] = [ASSUMPTION if source == ASSUMPTION else "cited below" for source in entered["source"]]
    blocks = [
        printable.Block(
            "What it takes", [*worksheet.wages(scenarios), worksheet.COSTED], worksheet.in_words(worksheet.results(scenarios))
        ),
        printable.Block(f"What moves the {outcome.name} most", [worksheet.RANGES], _moves_in_words(moves, outcome)),
        printable.Block("What went in", [], said),
    ]
    cited = [text for text in dict.fromkeys(entered["source"]) if text not in (ASSUMPTION, worksheet.NO_FIGURE)]
    lead = " ".join(worksheet.answers(scenarios))
    return printable.document(title, lead, blocks, sources=cited, made_on=made_on, link=link, dense=True)


def _moves_in_words(moves: pd.DataFrame, outcome: Outcome) -> pd.DataFrame:
    """The sensitivity of the brief: each input, its range, and the outcome at both ends."""
    return pd.DataFrame(
        {
            "Input": moves["input"],
            "Low": [worksheet.with_unit(*each) for each in zip(moves["low"], moves["unit"], strict=True)],
            "High": [worksheet.with_unit(*each) for each in zip(moves["high"], moves["unit"], strict=True)],
            "At low": [outcome.said(amount) for amount in moves["at_low"]],
            "At high": [outcome.said(amount) for amount in moves["at_high"]],
        }
    )
