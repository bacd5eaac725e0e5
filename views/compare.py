"""Compare: two to five places of one type side by side, and the reader's own offer among their figures."""

from dataclasses import dataclass
from functools import partial

import pandas as pd
import streamlit as st

from insights import charts, evidence, queries
from insights.money import UNITS
from insights.paper import compare_brief
from insights.sentences import compare, offer
from insights.sentences.compare import TYPES, Comparison, Group
from insights.sentences.offer import Offer
from views.parts import behind, exhibit, shell

CAVEAT = "Marks of different kinds are different measures, never averaged. Job ads are no sample of the market."
INVITE = "Enter an offer you have to see where it stands among these figures. It stays in this page's link and is stored nowhere."

reader = shell.reader()


@dataclass(frozen=True)
class Shown:
    """What the page says and draws for one set of choices."""

    held: Comparison
    answers: list[str]
    standing: list[tuple[str, str]]
    chart: charts.Chart
    groups: list[Group]
    rows: pd.DataFrame
    behind_rows: evidence.Choices


@shell.remember
def places(version, kind: str) -> pd.DataFrame:
    """The places of one type by name."""
    return queries.compare.places(reader, place_kinds=TYPES[kind]).set_index("short_name")


@shell.remember
def comparison(version, place_ids: tuple[str, ...]) -> Comparison:
    """What is held of the places."""
    return compare.compare(reader, place_ids)


@shell.remember
def shown(version, place_ids: tuple[str, ...], hours: float, offered: Offer | None, adjust: bool, today, look: dict) -> Shown:
    """The sentences, the chart and the blocks for these places, hours and offer."""
    held = comparison(version, place_ids)
    groups = compare.groups(held, hours_a_week=hours, offer=offered)
    return Shown(
        held,
        [compare.answer(held), compare.beside(held)],
        offer.standing(offered, held.pay) if offered else [],
        charts.compared_pay(*compare.drawn(held, offered, adjust=adjust), today=today, **look),
        groups,
        compare.rows(groups, held.names),
        evidence.compared.choices(held, hours_a_week=hours, today=today, offered=offered),
    )


def pick(version, kind: str) -> list[str]:
    """The control for the places of one type."""
    known = places(version, kind)
    return st.multiselect(
        "Places, two to five",
        list(known.index),
        default=compare.most_known(known),
        max_selections=compare.MOST,
        key=kind,
        bind="query-params",
        placeholder="Type a name",
        width=480,
    )


def behind_mark(held: Comparison, offered: Offer | None, adjust: bool, name: str, rows: pd.DataFrame) -> evidence.Card | None:
    """The evidence of a mark of the chart: of a figure, or of the reader's own offer."""
    row = rows.iloc[0]
    if offered and pd.isna(row["figure_id"]):
        return evidence.offer.card(offered, held.pay, row["compared_place"], adjust=adjust)
    return behind.pay(adjust=adjust)(name, rows)


version = reader.version()
title = st.container()
with shell.controls():
    kind = st.segmented_control("Compare", list(TYPES), default="states", required=True, key="type", bind="query-params")
    chosen = {one: pick(version, one) for one in TYPES}
    hours = st.number_input("Hours a week", 1.0, 60.0, 40.0, 0.5, format="%g", key="hours", bind="query-params", width=136)
with shell.controls("offer-controls"):
    amount = st.number_input(
        "Your offer, $", 0.01, 1_000_000.0, None, key="offer", bind="query-params", placeholder="none yet", width=168
    )
    unit = st.segmented_control("Offer per", UNITS, default="hour", required=True, key="per", bind="query-params")
    adjust = st.toggle("Chart at average US prices", key="prices", bind="query-params")

# The other types' controls are there, if out of sight: a control that comes and goes takes the newest change out of the link.
shell.hide(*(one for one in TYPES if one != kind))
names = chosen[kind]

entered = Offer(amount, unit, hours) if amount is not None else None
doubt = offer.doubt(entered) if entered else ""
offered = None if doubt else entered
enough = len(names) >= compare.FEWEST
if enough:
    page = shown(
        version, tuple(places(version, kind).loc[names, "place_id"]), hours, offered, adjust, shell.today(), shell.look()
    )
with title:
    shell.head(*(page.answers if enough else []))
if doubt:
    shell.status(doubt)
elif entered is None and enough:
    shell.note(INVITE)

if not enough:
    shell.refusal(compare.too_few(names))
else:
    sources, address, today = "; ".join(page.held.citations), st.context.url or "", shell.today()
    if offered and page.standing:
        shell.section(f"Your offer: {offered.said()}")
        shell.facts(page.standing)
    shell.section("Pay an hour, side by side")
    exhibit.show(
        page.chart,
        "compared-pay",
        sources=sources,
        caveat=CAVEAT,
        evidence=partial(behind_mark, page.held, offered, adjust),
    )
    shell.section("Everything side by side")
    shell.matrix(page.held.names, page.groups)
    exhibit.beneath(page.rows, "compared-places", sources=sources, choices=page.behind_rows)
    shell.section(
        "Take it with you", "One sheet with these figures, their dates and caveats, your offer, the sources and the way back."
    )
    exhibit.brief(
        lambda: compare_brief.brief(page.held, kind, hours_a_week=hours, offered=offered, made_on=today, address=address),
        "compare",
    )

shell.next_steps(
    ("pay", "See all places", {"places": kind}),
    ("demand", "See the job ads", {}),
    ("becoming-a-peer", "What does your state ask?", {}),
)
