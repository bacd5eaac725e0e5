"""A few places of one type side by side: the sentences and the blocks of cells that the Compare page and its brief show.

Bases stay apart: each has a row of its own, and nothing is averaged. A cell without a figure says which one is missing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from insights import queries
from insights.money import amount_of, at_average_prices, converted, full_time_year, hours_in
from insights.reader import Reader
from insights.rows import ComparedAds, ComparedPay
from insights.sentences.certification import CONFLICT, UNVERIFIED, VERIFIED
from insights.sentences.measures import by_measure, by_place
from insights.sentences.offer import Offer
from insights.words import PER_UNIT, count, dated, listed, listed_places, money, percent, reports, series, sureness
from pipeline.constants import value

FEWEST, MOST = 2, 5
TYPES = {"states": ["state"], "metros": ["metro"], "cities": ["city", "borough"]}  # never compared across


@dataclass(frozen=True)
class Cell:
    """What is said of one place: the figure, and quieter lines below it; a cell without a figure is ``missing`` one."""

    lead: str
    more: Sequence[str] = ()
    missing: bool = False


@dataclass(frozen=True)
class Row:
    """One measure with a cell for every place; ``basis`` where it is one of pay."""

    name: str
    cells: Sequence[Cell]
    basis: str = ""


@dataclass(frozen=True)
class Group:
    """Measures that belong together, and what to know of them."""

    heading: str
    note: str
    rows: Sequence[Row]


@dataclass(frozen=True)
class Comparison:
    """What is held of the places compared: their names in the order asked, and the frames of queries.compare.

    ``certification`` as queries.certification.of_states, of every state that a place lies in.
    """

    names: Sequence[str]
    pay: pd.DataFrame
    ads: pd.DataFrame
    growth: pd.DataFrame
    certification: pd.DataFrame
    citations: Sequence[str]

    @cached_property
    def at_average_prices(self) -> pd.DataFrame:
        """The pay divided by each place's price parity; no amount where a place has none."""
        return converted(self.pay, adjust=True)


def compare(reader: Reader, place_ids: Sequence[str]) -> Comparison:
    """Everything held of these places."""
    ads = queries.compare.ads(reader, place_ids=place_ids)
    pay = queries.compare.pay(reader, place_ids=place_ids)
    growth = queries.compare.growth(reader, place_ids=place_ids)
    states = dict.fromkeys(state for held in ads["states"] for state in held.split(";"))
    certification = queries.certification.of_states(reader, list(states))
    used = {"price_parity", "postings", "certification", *pay["source_id"].dropna(), *growth["source_id"]}
    cited = queries.compare.citations(reader, source_ids=used)
    return Comparison(list(ads["compared"]), pay, ads, growth, certification, cited)


def most_known(places: pd.DataFrame) -> list[str]:
    """The two places with the role's pay on most bases, then on most reports; ``places`` of queries.compare by short_name."""
    return list(places.sort_values(["n_bases", "n_reports"], ascending=False, kind="stable").index[:FEWEST])


def too_few(names: Sequence[str]) -> str:
    """What to do when there is nothing to compare yet."""
    return f"Pick another place to compare {names[0]} with." if names else "Pick two to five places to compare."


def answer(held: Comparison) -> str:
    """What the role itself pays in the places, each basis for itself, with n and date; what is missing, said."""
    parts, without = [], []
    for (basis, _), rows in by_measure(held.pay[held.pay["relation"] == "role"]).items():
        said = [
            f"{amount} in {row.compared} ({reports(row.n_reports)}, {dated(row.as_of, row.reference_year)})"
            for row in rows
            if (amount := amount_of(row))
        ]
        if said:
            verb = {"reported": "people report", "posted": "job ads state", "surveyed": "surveys find"}.get(basis, f"{basis}:")
            parts.append(f"{verb} {listed(said)}")
        else:
            without.append(basis)
    if not parts:
        return f"We hold no pay for peer support itself in {listed_places(held.names)}, neither reported nor from job ads."
    missing = f" We hold no {' and no '.join(map(_what, without))} for any of these places." if without else ""
    return f"For an hour of peer support work {'; '.join(parts)}.{missing}"


def beside(held: Comparison) -> str:
    """The median of the nearest neighbour in each place; '' when none is published."""
    official = held.pay[held.pay["basis"] == "official"]
    nearest = official[official["occupation_title"] == official["occupation_title"].iloc[0]]
    nearest = nearest[nearest["shown_as"] == "median"]
    if nearest.empty:
        return ""
    said = listed([f"{money(row.shown_low)} in {row.compared}" for row in nearest.itertuples()])
    title, when = nearest["occupation_title"].iloc[0], dated(nearest["as_of"].iloc[0], nearest["reference_year"].iloc[0])
    around = ", each for the metro area around it" if (nearest["place_kind"] != nearest["compared_kind"]).any() else ""
    return f"{title}, the nearest neighbouring occupation, have a median hourly pay of {said} ({when}{around})."


def drawn(held: Comparison, offer: Offer | None, *, adjust: bool) -> tuple[pd.DataFrame, dict[str, float]]:
    """The pay to draw, and what the offer comes to an hour at each place (compared_id); at average US prices when asked."""
    pay = held.at_average_prices if adjust else held.pay
    if offer is None:
        return pay, {}
    parities = _parities(held).dropna()
    return pay, {place: at_average_prices(offer.hourly, parity) if adjust else offer.hourly for place, parity in parities.items()}


def groups(held: Comparison, *, hours_a_week: float, offer: Offer | None = None) -> list[Group]:
    """Every block of the comparison, in the order in which a job seeker asks."""
    return [
        Group("Pay an hour", "Each row is a measure of its own; measures are never averaged.", _lines(held.pay, _paid)),
        Group(
            f"At {hours_a_week:g} hours a week",
            hours_note(hours_a_week),
            _lines(held.pay, lambda row: _at_hours(row, hours_a_week)),
        ),
        prices(held, offer),
        ads(held),
        growth(held),
        certification(held),
    ]


def hours_shown(hours_a_week: float) -> dict[str, float]:
    """The paid hours in each stretch of time that pay is shown for; a full-time year where it is another than the reader's."""
    shown = {PER_UNIT[unit]: hours_in(unit, hours_a_week) for unit in ("week", "month", "year")}
    full_time = full_time_year()
    return shown if shown["a year"] == full_time else shown | {"a year full-time": full_time}


def hours_note(hours_a_week: float) -> str:
    """How hourly pay becomes weekly, monthly and yearly pay."""
    full_time, weeks = int(full_time_year()), int(value("weeks_a_year"))
    return (
        f"Hourly pay times {hours_a_week:g} hours a week; {weeks} weeks make a year, a twelfth of it a month; "
        f"a full-time year is {full_time:,} hours ({weeks} weeks of {full_time // weeks}). Before tax, every week paid."
    )


def prices(held: Comparison, offer: Offer | None) -> Group:
    """Pay, and the reader's offer, at average US prices."""
    return Group(
        "At average US prices",
        "Hourly pay divided by the place's price level (United States = 100): what it buys, not what is paid.",
        [_price_level(held), *_lines(held.at_average_prices, _adjusted), *_offer_row(held, offer)],
    )


def ads(held: Comparison) -> Group:
    """How many job ads are held, how many are part-time and how many state their pay, with the silent ones."""
    found = list(held.ads.itertuples())
    return Group(
        "Job ads",
        "Ads we hold, copies counted once: no sample of the market, and an ad is not a job.",
        [
            Row("Ads held", [_held(row) for row in found]),
            Row("Part-time", [_part_time(row) for row in found]),
            Row("State their pay", [_share(row, row.n_stating_pay) for row in found]),
        ],
    )


def growth(held: Comparison) -> Group:
    """What is projected for the neighbours, of the state or the nation."""
    by_title: dict[str, list] = {}
    for row in held.growth.itertuples():
        by_title.setdefault(row.occupation_title, []).append(row)
    found = {title: by_place(rows) for title, rows in by_title.items()}
    made = [Row(title, [_projected(places.get(name, [])) for name in held.names]) for title, places in found.items()]
    return Group(
        "Growth of the neighbouring occupations",
        "Nobody projects peer support itself. Where we hold no projection of the state, the nation's stands and says so.",
        made,
    )


def certification(held: Comparison) -> Group:
    """What the states of the places ask before somebody may be called a certified peer worker."""
    stated = {(row.title, row.state): row for row in held.certification.itertuples() if not pd.isna(row.value)}
    lie_in = [states.split(";") for states in held.ads["states"]]
    made = [
        Row(title, [asked([stated[title, state] for state in states if (title, state) in stated], states) for states in lie_in])
        for title in dict.fromkeys(title for title, _ in stated)
    ]
    return Group(
        "Certification",
        "As sources word it; verified means seen on a page of the state or its certifying body. Employers may ask for more.",
        made,
    )


def rows(blocks: Sequence[Group], names: Sequence[str]) -> pd.DataFrame:
    """The cells as a table, one row a measure, one column a place: what the page shows, for its CSV."""
    cells = [
        {"block": group.heading, "measure": row.name}
        | {name: "; ".join([cell.lead, *cell.more]) for name, cell in zip(names, row.cells, strict=True)}
        for group in blocks
        for row in group.rows
    ]
    return pd.DataFrame(cells)


def _lines(pay: pd.DataFrame, cell: Callable[[ComparedPay], Cell]) -> list[Row]:
    """One row a basis and occupation; a place with several figures has them one below the other."""
    return [
        Row(series(*measure), [_joined(list(map(cell, figures))) for figures in by_place(rows).values()], measure[0])
        for measure, rows in by_measure(pay).items()
    ]


def _joined(cells: Sequence[Cell]) -> Cell:
    first, *others = cells
    return Cell(first.lead, [*first.more, *(text for cell in others for text in (cell.lead, *cell.more))], first.missing)


def _paid(row: ComparedPay) -> Cell:
    amount = amount_of(row)
    if not amount:
        return _missing(row)
    when = dated(row.as_of, row.reference_year)
    if row.basis == "official":
        return Cell(f"{amount} {row.shown_as}", [*_percentiles(row), when, *_area(row)])
    if row.basis == "posted":
        return Cell(amount, [sureness(row.n_class, row.n_reports), f"{count(row.n_reports, 'job ad')}, {when}"])
    ends = row.in_unit_low, row.in_unit_high
    stated = [] if pd.isna(sum(ends)) else [f"range as stated {' to '.join(map(money, ends))}"]
    return Cell(amount, [sureness(row.n_class, row.n_reports), when, *stated])


def _percentiles(row: ComparedPay) -> list[str]:
    known = not pd.isna(row.in_unit_p10 + row.in_unit_p90)
    return [f"10th to 90th percentile {money(row.in_unit_p10)} to {money(row.in_unit_p90)}"] if known else []


def _area(row: ComparedPay) -> list[str]:
    """Whose official figure it is, where it is not the place's own."""
    return [f"of {row.place_name}"] if row.place_kind != row.compared_kind else []


def _missing(row: ComparedPay) -> Cell:
    """Which figure is missing, and why where the publisher says so."""
    if row.basis != "official":
        return Cell(f"no {_what(row.basis)}", missing=True)
    if pd.isna(row.figure_id):
        return Cell("no official figure", ["no metro area around it"] if pd.isna(row.area_name) else [], missing=True)
    return Cell("no official wage", [f"{row.wage_note} by the publisher"], missing=True)


def _what(basis: str) -> str:
    """What is missing where the role has no figure on a basis."""
    return "job ad that states pay" if basis == "posted" else f"{basis} pay"


def _at_hours(row: ComparedPay, hours_a_week: float) -> Cell:
    if not amount_of(row):
        return _missing(row)
    lead, *more = [f"{amount_of(row, hours)} {per}" for per, hours in hours_shown(hours_a_week).items()]
    return Cell(lead, more)


def _adjusted(row: ComparedPay) -> Cell:
    if pd.isna(row.price_parity):
        return Cell("no price level", missing=True)
    amount = amount_of(row)
    return Cell(amount) if amount else _missing(row)


def _price_level(held: Comparison) -> Row:
    cells = [
        Cell("no price level", ["none is published for it"], missing=True)
        if pd.isna(row.price_parity)
        else Cell(f"{row.price_parity:.1f}", [f"{row.area_name}, {int(row.price_parity_year)}"])
        for row in held.pay.drop_duplicates("compared_id").itertuples()
    ]
    return Row("Price level", cells)


def _offer_row(held: Comparison, offer: Offer | None) -> list[Row]:
    """What the offer would buy if it were paid in each of the places."""
    if offer is None:
        return []
    cells = [
        Cell("no price level", missing=True) if pd.isna(parity) else Cell(money(at_average_prices(offer.hourly, parity)))
        for parity in _parities(held)
    ]
    return [Row(f"Your {money(offer.hourly, 'hour')}, paid here", cells)]


def _parities(held: Comparison) -> pd.Series:
    """The price parity of each place compared, by its id; NaN where none is published."""
    return held.pay.groupby("compared_id", sort=False)["price_parity"].first()


def _held(row: ComparedAds) -> Cell:
    if not row.n_postings:
        return Cell("no job ad", missing=True)
    years = [] if pd.isna(row.first_year) else sorted({int(row.first_year), int(row.last_year)})
    return Cell(count(row.n_postings, "job ad"), [" to ".join(map(str, years)) + ", where dated" if years else "undated"])


def _part_time(row: ComparedAds) -> Cell:
    if not row.n_postings:
        return Cell("no job ad", missing=True)
    either = f"{row.n_either} part-time or full-time; " if row.n_either else ""
    share, verb = percent(100 * row.n_not_stated / row.n_postings), "does" if row.n_not_stated == 1 else "do"
    silent = f"{row.n_not_stated} ({share}) {verb} not say"
    return Cell(_share(row, row.n_part_time).lead, [either + silent])


def _share(row: ComparedAds, n: int) -> Cell:
    if not row.n_postings:
        return Cell("no job ad", missing=True)
    return Cell(f"{n} of {row.n_postings} ({percent(100 * n / row.n_postings)})")


def asked(stated: Sequence, states: Sequence[str]) -> Cell:
    """One field of a place's states: what each asks, whether it is verified and whether sources disagree."""
    said = []
    for row in stated:
        sure = [VERIFIED if row.verified else UNVERIFIED] + ([CONFLICT] if row.in_conflict else [])
        said += [f"{row.place_name}: {row.value}" if len(states) > 1 else row.value, ", ".join(sure)]
    return Cell(said[0], said[1:]) if said else Cell("not stated", missing=True)


def _projected(projections: Sequence) -> Cell:
    if not projections:
        return Cell("no projection", missing=True)
    said = [
        (f"{row.percent_change:+.1f}%", f"{row.place_name}, {row.cycle}, {count(row.annual_openings, 'opening')} a year")
        for row in projections
    ]
    (lead, words), *others = said
    return Cell(lead, [words, *(f"{change} {more}" for change, more in others)])
