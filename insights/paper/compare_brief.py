"""The comparison on one sheet: what a job seeker takes to the table, with n, dates, caveats, sources and the way back."""

from collections.abc import Iterable, Sequence
from datetime import date
from urllib.parse import urlencode

import pandas as pd
from markupsafe import Markup

from insights.money import amount_of, is_range
from insights.paper import drawing, printable
from insights.paper.printable import Block
from insights.rows import ComparedAds, ComparedPay, Projection
from insights.sentences import compare, measures, offer
from insights.sentences.compare import Cell, Comparison
from insights.sentences.offer import Offer
from insights.words import dated, listed_places, money, occupation, reports

ROOMY = 2  # places whose brief fits on the sheet in larger type
NATION = "United States"
CAVEATS = (
    "Reported pay is what people told pay sites. Official figures are of neighbouring occupations: peer support has none of its "
    "own. Job ads are those we hold, no sample of the market, and an ad is not a job. Nothing is averaged, nothing estimated."
)


def brief(held: Comparison, kind: str, *, hours_a_week: float, offered: Offer | None, made_on: date, address: str) -> str:
    """The brief as one HTML page; ``kind`` is a key of compare.TYPES, ``address`` that of the Compare page."""
    sentences = [sentence for _, sentence in offer.standing(offered, held.pay)] if offered else []
    blocks = [
        *([Block(f"Your offer: {offered.said()}", sentences)] if offered else []),
        Block(
            f"Pay, each measure for itself, and what it comes to at {hours_a_week:g} hours a week",
            [compare.hours_note(hours_a_week)],
            svg=_drawn(held, hours_a_week, offered),
        ),
        Block("Prices, job ads, growth and certification", [_nation(held), CAVEATS], _around(held, offered)),
    ]
    return printable.document(
        f"Peer support pay in {listed_places(held.names)}",
        compare.answer(held),
        blocks,
        sources=held.citations,
        made_on=made_on,
        link=link(address, kind, held.names, hours_a_week, offered),
        dense=len(held.names) > ROOMY,
    )


def link(address: str, kind: str, names: Sequence[str], hours_a_week: float, offered: Offer | None) -> str:
    """The address that restores the comparison, whatever the page's defaults are by then."""
    choices = {"type": kind, kind: list(names), "hours": f"{hours_a_week:g}"}
    if offered is not None:
        choices |= {"offer": f"{offered.amount:g}", "per": offered.unit}
    return f"{address}?{urlencode(choices, doseq=True)}"


def _drawn(held: Comparison, hours_a_week: float, offered: Offer | None) -> Markup:
    """Pay as a dot-and-range plot with its amounts: one block a measure, one row a figure, and who has none in the heading."""
    stretches = compare.hours_shown(hours_a_week)
    lines = []
    for rows in measures.by_measure(held.pay).values():
        known = [row for row in rows if amount_of(row)]
        without = [row.compared for row in rows if not amount_of(row)]
        where = f" (no figure for {listed_places(without) if known else 'any of these places'})" if without else ""
        lines.append(drawing.Line(f"{measures.title(rows)}{where}"))
        lines += [_line(row, stretches.values(), offered) for row in known]
    told = "; ".join(f"{line.name}: {', '.join(line.words)}" if line.words else line.name for line in lines)
    axis = "US dollars an hour" + (f"; upright stroke: your {money(offered.hourly)}" if offered else "")
    columns = ["an hour", "how it is known", *stretches]
    return drawing.dots(lines, axis=axis, columns=columns, told=f"Pay an hour. {told}.")


def _line(row: ComparedPay, stretches: Iterable[float], offered: Offer | None) -> drawing.Line:
    """One figure: its marks, its amount, what it rests on, and what it comes to in each stretch of time, in whole dollars."""
    if row.basis == "official":
        reach = [(row.in_unit_p10, row.in_unit_p90, 1), (row.in_unit_p25, row.in_unit_p75, 3)]
        ends = row.in_unit_p10, row.in_unit_p90
        known = "" if pd.isna(sum(ends)) else f"10th–90th {'–'.join(map(money, ends))}"
    else:
        reach = [(row.in_unit_low, row.in_unit_high, 1.4)]
        known = f"{reports(row.n_reports)}, {dated(row.as_of, row.reference_year)}"
    ends = [at for at in (row.shown_low, row.shown_high) if not pd.isna(at)]
    hollow = row.basis != "official" and pd.isna(row.n_reports)
    amounts = [amount_of(row), *(amount_of(row, hours, cents=False) for hours in stretches)]
    hourly, *others = [amount.replace(" to ", "–") for amount in amounts]
    return drawing.Line(
        name=row.compared,
        words=[hourly, known, *others],
        basis=row.basis,
        spans=[(low, high, thick) for low, high, thick in reach if not pd.isna(low + high)],
        marks=[(at, hollow) for at in (ends if is_range(row) else ends[:1])],
        stroke=offered.hourly if offered else None,
    )


def _around(held: Comparison, offered: Offer | None) -> pd.DataFrame:
    """Prices, what the role's pay and the offer buy, ads, and the growth that states project: one row each."""
    level, *bought = [row for row in compare.prices(held, offered).rows if row.basis != "official"]
    rows = {f"{level.name} (US = 100)": [cell.lead for cell in level.cells]}
    rows |= {
        f"{row.name}, at US prices": [cell.lead for cell in row.cells]
        for row in bought
        if not all(cell.missing for cell in row.cells)
    }
    rows["Job ads held, part-time"] = [_ads(row) for row in held.ads.itertuples()]
    state = held.growth[held.growth["place_name"] != NATION]
    for title, projections in state.groupby("occupation_title", sort=False):
        found = measures.by_place(projections.itertuples())
        rows[f"{title}, projected"] = [_projected(found.get(name, [])) for name in held.names]
    hours = held.certification[(held.certification["field"] == "training_hours") & held.certification["value"].notna()]
    training = {row.state: row for row in hours.itertuples()}
    first = [states.split(";")[0] for states in held.ads["states"]]
    rows["Training to be certified"] = [_said(compare.asked([training[one]] if one in training else [], [one])) for one in first]
    return pd.DataFrame([[name, *cells] for name, cells in rows.items()], columns=["", *held.names])


def _said(cell: Cell) -> str:
    return ", ".join([cell.lead, *cell.more])


def _ads(row: ComparedAds) -> str:
    if not row.n_postings:
        return "no job ad"
    either = f", {row.n_either} either" if row.n_either else ""
    return f"{row.n_postings}: {row.n_part_time} part-time{either}, {row.n_not_stated} silent"


def _projected(projections: Iterable[Projection]) -> str:
    said = [f"{row.percent_change:+.1f}% ({row.place_name}, {row.cycle})" for row in projections]
    return ", ".join(said) or "the nation's"


def _nation(held: Comparison) -> str:
    """What is projected for the nation, where the places' own states project nothing."""
    nation = held.growth[held.growth["place_name"] == NATION].drop_duplicates("occupation_title")
    said = [f"{occupation(row.occupation_title)} {row.percent_change:+.1f}% ({row.cycle})" for row in nation.itertuples()]
    where = "Where we hold no state's projection the nation's stands: " if len(nation) else ""
    return f"Nobody projects peer support itself. {where}{'; '.join(said)}".rstrip() + ("." if said else "")
