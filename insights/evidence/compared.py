"""What stands behind the cells of a comparison: each figure, price level, projection, count of ads and entry, and the offer."""

import datetime
from dataclasses import replace
from functools import partial
from itertools import takewhile

import pandas as pd

from insights import queries
from insights.evidence import ads, certification, growth, offer, pay
from insights.evidence.card import Card, Choices, made
from insights.money import amount_of, price_level
from insights.reader import Reader
from insights.rows import ComparedAds, ComparedPay, Shown
from insights.sentences.compare import Comparison, hours_shown
from insights.sentences.offer import Offer
from insights.words import series

PRICES = "price_parity"


def choices(held: Comparison, *, hours_a_week: float, today: datetime.date, offered: Offer | None = None) -> Choices:
    """What a reader may ask the evidence of, in the order of the blocks, and how its card is made."""
    found: dict = {}
    places = held.pay.drop_duplicates("compared_id")
    for row, adjusted in zip(held.pay.itertuples(), held.at_average_prices.itertuples(), strict=True):
        if not pd.isna(row.figure_id):
            name = f"{row.compared}: pay, {series(row.basis, row.occupation_title).lower()}"
            name += f", {row.published_text}" if name in found else ""
            found[name] = partial(_of_pay, row=row, adjusted=adjusted, hours_a_week=hours_a_week, today=today)
    for row in places.dropna(subset=["price_parity"]).itertuples():
        around = f"the metro area around {row.compared}" if row.compared_kind in ("city", "borough") else ""
        found[f"{row.compared}: price level"] = partial(_of_prices, place_id=row.compared_id, around=around)
    if offered:
        for place in places["compared"]:
            found[f"{place}: your offer"] = partial(_of_offer, offered=offered, pay=held.pay, place=place)
    for row in held.ads[held.ads["n_postings"] > 0].itertuples():
        found[f"{row.compared}: job ads"] = partial(_of_ads, place=row)
    for row in held.growth.itertuples():
        name = f"{row.compared}: growth, {row.occupation_title.lower()}, {row.place_name} {row.cycle}"
        found[name] = partial(growth.card, growth_id=row.growth_id)
    for row in held.certification[~held.certification["value"].map(pd.isna)].itertuples():
        name = f"{row.place_name}: certification, {row.title.lower()}"
        found[name] = partial(certification.of_field, field=row.field, states=[row.state])
    return found


def _of_pay(reader: Reader, row: ComparedPay, adjusted: Shown, hours_a_week: float, today: datetime.date) -> Card | None:
    """The card of a figure, a row of queries.compare.pay, with what it comes to at the reader's hours and at average prices."""
    card, amount = pay.card(reader, row.figure_id, today=today), amount_of(row)
    if card is None or not amount:
        return card
    steps = [f"{hours:,.6g} hours = {amount_of(row, hours)} {per}" for per, hours in hours_shown(hours_a_week).items()]
    worked_out = [(f"At {hours_a_week:g} hours a week", f"{amount} an hour x {'; x '.join(steps)}")]
    if not pd.isna(row.price_parity):
        level = f"price level of {row.area_name}, {int(row.price_parity_year)}: {row.price_parity:g}, US = 100"
        step = f"{amount} / {price_level(row.price_parity):g} = {amount_of(adjusted)} an hour ({level})"
        worked_out.append(("At average US prices", step))
    hourly = list(takewhile(lambda fact: fact[0] in ("As published", "Arithmetic"), card.facts))
    return replace(card, facts=[*hourly, *worked_out, *card.facts[len(hourly) :]])


def _of_prices(reader: Reader, place_id: str, around: str) -> Card:
    level = queries.compare.price_level(reader, place_id=place_id).iloc[0]
    return made(
        reader,
        f"Price level, {level['area_name']}",
        [str(level["year"]), "official estimate"],
        [
            ("As published", f"{level['rpp_all_items']:g}, where the United States is 100"),
            ("Arithmetic", f"an amount / {price_level(level['rpp_all_items']):g} is what it buys at average US prices"),
            ("Place", around),
            ("Release", level["release"]),
            ("Address", queries.sources.source(reader, PRICES)["publisher_url"]),
        ],
        PRICES,
    )


def _of_offer(_: Reader, offered: Offer, pay: pd.DataFrame, place: str) -> Card:
    return offer.card(offered, pay, place, adjust=True)


def _of_ads(reader: Reader, place: ComparedAds) -> Card:
    return ads.counted(reader, f"Job ads, {place.compared}", queries.compare.ads_of(reader, place_id=place.compared_id))
