"""Numbers, dates and sureness as people say them: one wording for charts, tables, pages and notebooks."""

import datetime
import re
from collections.abc import Iterable, Sequence

import pandas as pd

from pipeline.constants import value

PER_UNIT = {"hour": "an hour", "week": "a week", "month": "a month", "year": "a year"}
BASIS = {
    "reported": "reported on pay sites",
    "surveyed": "surveyed",
    "posted": "stated in job ads",
    "official": "official, neighbouring occupation",
    "modelled": "modelled",
}
FLAGS = {
    "undated": "the source prints no date",
    "place_missing": "the source names no place",
    "n_missing": "the source does not say how many people reported",
    "cut_off_top_list": "from a cut-off list of top-paying cities, so never 'the cities' and never averaged",
    "range_meaning_unknown": "the source does not say what its range means",
    "titles_differ": "question and answer name different job titles; the answer's counts",
    "outside_plausible_band": "outside the plausible band of hourly pay",
    "non_probability_sample": "people chose to answer: not a random sample",
    "range_of_average_pay": "a range of average pay, not a range of pay",
    "category_missing": "the source does not name the occupation",
    "base_pay": "the source calls it base pay",
    "unit_not_printed": "the source prints no unit; an amount of this size is a year's pay",
    "date_is_publication": "the date is that of publication",
    "n_lower_bound": "the source says 'more than', not how many",
    "n_counts_all_respondents": "n counts everyone who answered, not those in this group",
    "partly_visible": "the page with the figure was visible in part",
    "secondary_quotation": "quoted by another text; the original was not at hand",
    "single_source": "stands in one source",
    "contradicted_in_same_article": "the same article says the opposite elsewhere",
    "no_share_given": "the source gives no share or number",
    "high_demand_claimed": "the source claims high demand, without a number",
    "one_college": "one college's program, not a state's requirement",
    "usual": "the usual way, the source says",
    "not_a_sample": "gathered where ads could be had: no sample of the market",
    "cancelled_announcement": "a federal announcement that was cancelled: real pay scales, over several grades",
    "some_ads_undated": "some of the ads print no date",
    "made_hourly": "pay by the year, month or week was made hourly: by the ad's own hours, else by 2,080 a year",
    "before_2020": "from before 2020: its pay stands for no pay today",
    "service_corps": "a term of service, not a wage",
    "unit_doubtful": "the period of its pay is in doubt",
    "implausible_period": "the period printed does not fit the amount",
    "period_by_size": "no period is printed; it follows from the size of the amount",
    "several_rates": "several rates are printed; these are the outer bounds",
    "other_currency": "pay in another currency",
    "below_minimum_wage": "less than the federal minimum wage",
    "above_top_code": "above the highest pay that official statistics print",
    "posted_on_not_a_day": "the day of posting is not printed in full",
    "closes_on_not_a_day": "the closing day is not printed in full",
    "closes_before_posted": "the closing day is before the day of posting",
    "read_as_windows_1252": "the file was not UTF-8 here and was read as Windows-1252",
    "mojibake": "some letters were damaged before the file reached us",
    "nul_bytes": "the text held characters that print nothing",
    "formula_cell": "a cell that a spreadsheet would run as a formula",
    "long_text": "the text is far longer than an ad",
}
POSTING_CLASSES = {
    "community_mental_health": "Community mental health",
    "substance_use_treatment": "Substance use treatment",
    "hospital_inpatient": "Hospital inpatient",
    "crisis_services": "Crisis services",
    "recovery_community_org": "Recovery community organization",
    "federal_va": "Federal (Veterans Affairs)",
    "state_or_local_government": "State or local government",
    "justice_reentry": "Justice and reentry",
    "housing_homeless": "Housing and homeless services",
    "health_system_primary_care": "Health system or primary care",
    "remote_warmline": "Remote or warmline",
    "federal": "Federal government",
    "state": "State government",
    "peer_run": "Peer-run organization",
    "full_time": "Full-time",
    "part_time": "Part-time",
    "either": "Either",
    "per_diem": "Per diem",
    "evenings": "Evenings",
    "weekends": "Weekends",
    "nights": "Nights",
    "on_call": "On call",
}
SHORTHAND = (
    (r" ?/ (\d+) y\b", r" every \1 years"),
    (r" ?/ y\b", " a year"),
    (r"(\d) y\b", r"\1 years"),
    (r"\bCE h\b", "CE hours"),
    (r"\bincl\b", "including"),
    (r">=", "at least "),
    (r"\bc\. ", "about "),
    (r"\beff\. ", "in force from "),
)
DATE = re.compile(r"\b(\d{4})-(0[1-9]|1[0-2])(?:-(\d{2}))?\b")
NOT_STATED = "not stated"
EVERY_AD = "All these ads"
N_SHAPE = {"not reported": "○", "anecdote": "◔", "thin": "◑", "fair": "◕", "solid": "●"}


def money(amount: float, unit: str | None = None) -> str:
    """$18.30 for an hour, whole dollars from $1,000; with a unit '$18.30 an hour'."""
    text = f"${amount:,.0f}" if abs(amount) >= 1000 else f"${amount:,.2f}"
    return f"{text} {PER_UNIT[unit]}" if unit else text


def percent(share: float) -> str:
    """35.1%, 0%, 100%: one decimal, none where the share is none or all."""
    return f"{share:.0f}%" if share in (0, 100) else f"{share:.1f}%"


def occupation(title: str) -> str:
    """An occupation's title inside a sentence: 'community health workers'."""
    return title.lower()


def series(basis: str, title: str) -> str:
    """What the figures of one basis and occupation are called: 'Reported on pay sites', 'Community Health Workers, official'."""
    return f"{title}, official" if basis == "official" else BASIS[basis].capitalize()


def count(n: float, one: str, many: str | None = None) -> str:
    """'1 report', '8 reports', '12,275 facilities'."""
    return f"{int(n):,} {one if n == 1 else many or one + 's'}"


def states_counted(postal_codes: Iterable[str]) -> str:
    """'50 states and DC', '3 states': how many different states, DC and Puerto Rico by name."""
    codes = set(postal_codes)
    named = {"DC": "DC", "PR": "Puerto Rico"}
    return listed([count(len(codes - set(named)), "state"), *(name for code, name in named.items() if code in codes)])


def listed(words: Sequence[str]) -> str:
    """'a', 'a and b', 'a, b and c'."""
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1] if words else ""]))


def listed_places(names: Sequence[str]) -> str:
    """'Ohio, Utah and Texas'; with commas of their own 'Akron, OH; Provo, UT; and Waco, TX'."""
    if len(names) > 2 and any("," in name for name in names):
        return f"{'; '.join(names[:-1])}; and {names[-1]}"
    return listed(names)


def month(as_of: object) -> str:
    """'August 2022', or 'undated' for a missing date."""
    return "undated" if pd.isna(as_of) else pd.Timestamp(as_of).strftime("%B %Y")


def dated(as_of: object, reference_year: float | None) -> str:
    """The month of a figure, else its year, else 'undated'."""
    if not pd.isna(as_of):
        return month(as_of)
    return "undated" if reference_year is None or pd.isna(reference_year) else str(int(reference_year))


def is_old(as_of: object, today: datetime.date) -> bool:
    """Whether a dated figure is more than 24 months old; an undated one is not called old, it is called undated."""
    return not pd.isna(as_of) and pd.Timestamp(as_of) < pd.Timestamp(today) - pd.DateOffset(months=int(value("old_after_months")))


def posting_class(word: str | None) -> str:
    """A class of a job ad in plain words: its setting, kind of employer, hours or schedule; 'not stated' for a missing one."""
    if word is None or pd.isna(word) or word == "not_stated":
        return NOT_STATED
    return POSTING_CLASSES.get(word, word[0].upper() + word[1:].replace("_", " "))


def hours(low: object, high: object) -> str:
    """Hours a week: '20 hours', '20 to 25 hours'; 'not stated' for missing ones."""
    if pd.isna(low):
        return NOT_STATED
    if pd.isna(high) or low == high:
        return f"{low:g} {'hour' if low == 1 else 'hours'}"
    return f"{low:g} to {high:g} hours"


def reports(n: float | None) -> str:
    """'n=8', or 'n not stated'."""
    return "n not stated" if n is None or pd.isna(n) else f"n={int(n):,}"


def sureness(n_class: str, n: float | None) -> str:
    """Shape and words of the n badge: '◔ n=8, an anecdote'."""
    if pd.isna(n_class):
        return "official estimate"
    said = {"anecdote": "an anecdote", "thin": "thin", "fair": "fair", "solid": "solid"}
    return f"{N_SHAPE[n_class]} {reports(n)}" + (f", {said[n_class]}" if n_class in said else "")


def flag(word: str) -> str:
    """A flag in plain words."""
    return FLAGS.get(word, word.replace("_", " "))


def spelled(text: str) -> str:
    """Words as a source or our own list has them, their shorthand and dates in full: '2025-11' is 'November 2025'."""
    for shorthand, words in SHORTHAND:
        text = re.sub(shorthand, words, text)
    return DATE.sub(_date, text)


def _date(printed: re.Match[str]) -> str:
    year, month, day = printed.groups()
    said = f"{datetime.date(int(year), int(month), 1):%B %Y}"
    return f"{int(day)} {said}" if day else said
