"""The one sentence at the head of each page: what the figures say, with n and date, from the rows on the page."""

import pandas as pd

from insights.money import AMOUNTS
from insights.words import BASIS, count, dated, listed, money, occupation, percent, posting_class, reports

PLACES = {
    "state": ("state", "states"),
    "metro": ("metro area", "metro areas"),
    "city": ("city or borough", "cities and boroughs"),
}

STATE_EQUIVALENTS = {"US-DC": "DC", "US-PR": "Puerto Rico"}


def _counted(rows: pd.DataFrame, kind: str) -> str:
    """'3 states', '50 states, DC and Puerto Rico', '393 metro areas': the places in the rows."""
    one, many = PLACES[kind]
    ids = set(rows["place_id"])
    named = [name for place_id, name in STATE_EQUIVALENTS.items() if place_id in ids]
    return listed([count(len(ids) - len(named), one, many), *named])


def role_by_place(rows: pd.DataFrame, kind: str, unit: str) -> str:
    """What the role's own figures say for one place type; a refusal in words when there is none."""
    one, _ = PLACES[kind]
    role = rows[rows["relation"] == "role"]
    role = role.assign(least=role["shown_low"], most=role["shown_high"].fillna(role["shown_low"])).dropna(subset=["least"])
    if role.empty:
        return f"We hold no figure for peer support itself in any {one} with these settings."
    parts = []
    for basis, held in role.groupby("basis", sort=False):
        low, high = held.loc[held["least"].idxmin()], held.loc[held["most"].idxmax()]
        if len(held) == 1 and low["least"] == low["most"]:
            amount = money(low["least"], unit)
            parts.append(f"{amount} in {low['place_name']} ({reports(low['n_reports'])}), {BASIS[basis]}")
        else:
            parts.append(
                f"{money(low['least'])} ({low['short_name']}, {reports(low['n_reports'])}) to "
                f"{money(high['most'], unit)} ({high['short_name']}, {reports(high['n_reports'])}), "
                f"{BASIS[basis]} for {_counted(held, kind)}"
            )
    return f"Peer support pays {'; '.join(parts)}."


def neighbour_by_place(rows: pd.DataFrame, kind: str, unit: str) -> str:
    """What a neighbouring occupation's official medians span over the places of one type; '' when none is shown."""
    official = rows[rows["basis"] == "official"]
    drawn = official.dropna(subset=["shown_low"])
    if drawn.empty:
        return ""
    low, high = drawn.loc[drawn["shown_low"].idxmin()], drawn.loc[drawn["shown_low"].idxmax()]
    withheld = len(official) - len(drawn)
    tail = f"; the publisher gives no wage for {withheld}" if withheld else ""
    return (
        f"{low['occupation_title']}, a neighbouring occupation, earn a median of {money(low['shown_low'])} "
        f"({low['short_name']}) to {money(high['shown_low'], unit)} ({high['short_name']}) across {_counted(drawn, kind)} "
        f"({dated(high['as_of'], high['reference_year'])}){tail}."
    )


def fragile_first(rows: pd.DataFrame) -> str:
    """A warning for each kind of figure whose highest rests on few or unstated reports or ads; '' when none does."""
    role = rows[rows["relation"] == "role"]
    role = role.assign(ranked_by=role[["shown_low", "shown_high"]].mean(axis=1))
    said = []
    for basis, held in role.dropna(subset=["ranked_by"]).groupby("basis", sort=False):
        first = held.loc[held["ranked_by"].idxmax()]
        if len(held) < 2 or first["n_class"] in ("fair", "solid") or pd.isna(first["n_class"]):
            continue
        of, one = {"posted": ("pay in job ads", "ad")}.get(basis, (f"{basis} pay", "report"))
        n = f"an unknown number of {one}s" if pd.isna(first["n_reports"]) else count(first["n_reports"], one)
        said.append(f"Of {of} {first['short_name']} comes first, on {n}: a lead, not a fact.")
    return " ".join(said)


def unranked(rows: pd.DataFrame, unit: str) -> str:
    """The role's figures whose place the source does not state; '' when there is none."""
    stated = rows[rows["shown_as"] != "range"].dropna(subset=["shown_low"])
    said = [f"{money(row.shown_low, unit)} ({reports(row.n_reports)})" for row in stated.itertuples()]
    return f"Not ranked, because the source states no place: {listed(said)}." if said else ""


def prices(rows: pd.DataFrame, adjust: bool) -> str:
    """That pay is shown at average US prices, and how many places drop out for want of a price parity; '' when it is not."""
    if not adjust:
        return ""
    without = rows[rows["price_parity"].isna()]["place_id"].nunique()
    verbs = ("has", "is") if without == 1 else ("have", "are")
    left_out = f" {count(without, 'place')} {verbs[0]} no price parity and {verbs[1]} left out." if without else ""
    return f"All pay here is at average US prices: divided by the price parity of its place.{left_out}"


def what_we_know(figures: pd.DataFrame) -> str:
    """How many figures for the role are held, and what they span, by basis; hourly."""
    parts = []
    for basis, held in figures.groupby("basis", sort=False):
        least, most = held[AMOUNTS].min(axis=None), held[AMOUNTS].max(axis=None)
        parts.append(f"{count(len(held), 'figure')} {BASIS[basis]} ({money(least)} to {money(most, 'hour')})")
    return f"We hold {listed(parts)} for peer support itself. They are leads with known gaps, shown one by one, never averaged."


def growth(rows: pd.DataFrame) -> str:
    """The newest cycle's growth of each neighbour; peer support itself has no projection."""
    neighbours = rows[(rows["relation"] == "neighbour") & rows["percent_change"].notna()]
    newest = neighbours[neighbours["base_year"] == neighbours["base_year"].max()]
    if newest.empty:
        return "Nobody projects peer support itself, and we hold no projection for its neighbours."
    ordered = newest.sort_values("percent_change")
    said = [f"{occupation(row.occupation_title)} {row.percent_change:+.1f}%" for row in ordered.itertuples()]
    return (
        f"Nobody projects peer support itself. Projected change {newest['cycle'].iloc[0]} of its neighbouring occupations: "
        f"{'; '.join(said)}."
    )


def evidence(sources: pd.DataFrame) -> str:
    """How many rows were read, used and set aside, over all sources."""
    read, used, aside = (int(sources[name].sum()) for name in ("rows_read", "rows_used", "rows_set_aside"))
    return (
        f"{read:,} rows were read from {count(len(sources), 'source')}: {used:,} are used and {aside:,} are set aside, "
        "each with its reason."
    )


def facilities(by_year: pd.DataFrame, year: int, place: str | None = None) -> str:
    """How many facilities offered peer support in a year, of all and of those that answered, in a place or the nation.

    ``by_year`` as queries.facilities.by_year; a refusal in words when the year holds none.
    """
    where = f"In {place}" if place else "Nationwide"
    held = by_year[by_year["year"] == year]
    if held.empty:
        return f"{where} the survey counts no such facility in {year}."
    one = held.iloc[0]
    of_all = count(one["n_facilities"], "mental health facility", "mental health facilities")
    shares = f"{percent(one['percent_of_all'])} of all, {percent(one['percent_of_answered'])} of the {int(one['n_answered']):,}"
    return f"{where} {int(one['n_offering']):,} of {of_all} offered peer support in {year}: {shares} that answered."


def fastest_setting(before: pd.DataFrame, after: pd.DataFrame, years: tuple[int, int], place: str) -> str:
    """Which setting of care added peer support fastest, in percentage points; '' when no setting is held in both years.

    ``before`` and ``after`` as queries.facilities.by_setting of the two years.
    """
    both = after.merge(before, on="title", suffixes=("", "_before")).dropna(subset=["percent_of_answered"])
    both = both.assign(gain=both["percent_of_answered"] - both["percent_of_answered_before"]).dropna(subset=["gain"])
    grown = both[both["gain"] > 0]
    if grown.empty:
        return ""
    one = grown.loc[grown["gain"].idxmax()]
    return (
        f"From {years[0]} to {years[1]} the share in {place} rose fastest in {occupation(one['title'])}: "
        f"{percent(one['percent_of_answered_before'])} to {percent(one['percent_of_answered'])} "
        f"({int(one['n_offering']):,} of {int(one['n_answered']):,})."
    )


def facilities_without(states: pd.DataFrame, year: int) -> str:
    """Where not one facility offers peer support; ``states`` as queries.facilities.states_without."""
    if states.empty:
        return f"In every state that has such facilities at least one offered peer support in {year}."
    named = [f"{one.place_name} (0 of {one.n_facilities})" for one in states.head(5).itertuples()]
    more = [count(len(states) - 5, "more place")] if len(states) > 5 else []
    return f"Not one such facility offered peer support in {year} in {listed([*named, *more])}."


def ads_by_setting(settings: pd.DataFrame, sources: pd.DataFrame) -> str:
    """Which settings the job ads name most, with n and years; frames as queries.postings.by_setting and by_source."""
    if settings.empty:
        return "We hold no job ad for peer support with these choices."
    stated = settings[settings["setting"] != "not_stated"].head(3)
    silent = int(settings.loc[settings["setting"] == "not_stated", "n_postings"].sum())
    said = listed([f"{posting_class(one.setting)} ({one.n_postings})" for one in stated.itertuples()])
    none = f"{silent} {'names' if silent == 1 else 'name'} none" if silent else "every ad names one"
    named = f"Settings named most often: {said}; {none}" if said else "No setting is named"
    return f"{_held(sources)}. {named}. The ads are no sample of the market."


def ads_part_time(mix: pd.DataFrame, sources: pd.DataFrame) -> str:
    """How many job ads are part-time, and what share says nothing; as queries.postings.employment_by_setting, by_source."""
    if mix.empty:
        return "We hold no job ad for peer support with these choices."
    counts = mix.groupby("employment_type")["n_postings"].sum()
    n = {kind: int(counts.get(kind, 0)) for kind in ("part_time", "either", "per_diem", "full_time", "not_stated")}
    return (
        f"{_held(sources)}: {n['part_time']} part-time, {n['either']} part-time or full-time, {n['per_diem']} per diem, "
        f"{n['full_time']} full-time; {n['not_stated']} ({percent(100 * n['not_stated'] / counts.sum())}) "
        f"{'does' if n['not_stated'] == 1 else 'do'} not say. The ads are no sample of the market."
    )


def gathered(sources: pd.DataFrame) -> str:
    """How the job ads were gathered, and why they are no sample; ``sources`` as queries.postings.by_source."""
    counts = sources.groupby("source_title", sort=False)["n_postings"].sum()
    said = listed([f"{title} ({n})" for title, n in counts.items()])
    origin = f"These ads come from where ads could be had: {said}. " if said else ""
    return (
        f"{origin}They are no sample of the market: large nonprofits and recovery community organizations, which hire most, are "
        "rare among them. Postings are not vacancies: one ad may stand for many jobs, or for none. Copies of an ad count once."
    )


def _held(sources: pd.DataFrame) -> str:
    """'164 job ads (2013 to 2026, where dated)'."""
    first, last = sources["first_year"].min(), sources["last_year"].max()
    if pd.isna(first):
        when = "undated"
    else:
        when = f"{int(first)}, where dated" if first == last else f"{int(first)} to {int(last)}, where dated"
    return f"We hold {count(sources['n_postings'].sum(), 'job ad')} ({when})"
