"""What stands behind the mark of a reader's own offer: what was entered, and every step up to the amount drawn."""

import pandas as pd

from insights.evidence.card import Card
from insights.evidence.pay import adjusted
from insights.money import hours_in
from insights.sentences.offer import Offer
from insights.words import PER_UNIT, money


def card(offer: Offer, pay: pd.DataFrame, place: str, *, adjust: bool) -> Card:
    """The card of an offer in one of the places compared; ``pay`` as queries.compare.pay, whose prices count when ``adjust``."""
    steps = []
    if offer.unit != "hour":
        hours = hours_in(offer.unit, offer.hours_a_week)
        steps.append(f"{money(offer.amount)} {PER_UNIT[offer.unit]} / {hours:,.6g} hours = {money(offer.hourly, 'hour')}")
    there = pay[pay["compared"] == place].iloc[0]
    if adjust and not pd.isna(there["price_parity"]):
        step, _ = adjusted(offer.hourly, there["price_parity"], there["price_parity_year"], there["area_name"])
        steps.append(step)
    facts = [
        ("As entered", offer.said()),
        *(("Arithmetic", step) for step in steps),
        ("Source", "you entered it on this page; it stands in the page's link and is stored nowhere"),
    ]
    return Card(f"Your offer, {place}", ["your own number"], facts, aside=pd.DataFrame())
