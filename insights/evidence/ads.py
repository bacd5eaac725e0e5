"""What stands behind a number of job ads: the ads themselves; and behind one ad: what it says and how it was read."""

from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial

import pandas as pd

from insights import queries
from insights.evidence.card import Card, Choices, flags, flags_counted, made
from insights.queries.postings import Chosen
from insights.reader import Reader
from insights.rows import Ad
from insights.words import EVERY_AD, NOT_STATED, count, hours, money, month, posting_class

SOURCE = "postings"
COLUMNS = [
    *("title", "employer", "place_name", "setting", "setting_evidence", "employer_type", "employment_type", "schedule_flags"),
    *("remote_mode", "hours_per_week_low", "hours_per_week_high", "pay_low", "pay_high", "pay_unit", "posted_on", "ad_year"),
    *("source_title", "release", "url", "posting_id"),
]

# What an ad is called in a chart of ads; of working times it may have several.
NAMES: Mapping[str, Callable[[Ad], list[str]]] = {
    "setting": lambda ad: [posting_class(ad.setting)],
    "kind of employer": lambda ad: [posting_class(ad.employer_type)],
    "state": lambda ad: [posting_class(ad.state_name)],
    "month": lambda ad: [month(ad.ad_month)],
    "working time": lambda ad: [posting_class(flag) for flag in ad.schedule_flags] or [NOT_STATED],
    "hours a week": lambda ad: [hours(ad.hours_per_week_low, ad.hours_per_week_high)],
}


def named(reader: Reader, chosen: Chosen, what: str, name: str) -> Card:
    """The card of the ads that a chart by ``what`` (a key of NAMES) counts under a name."""
    ads = queries.postings.ads(reader, chosen)
    ads = ads[[name in (EVERY_AD, *NAMES[what](ad)) for ad in ads.itertuples()]]
    return counted(reader, f"Job ads by {what}: {name}", ads)


def counted(reader: Reader, title: str, ads: pd.DataFrame) -> Card:
    """The card of a number of ads, rows of mart.postings: which they are, and where they come from."""
    copies = queries.postings.copies(reader, posting_ids=list(ads["posting_id"]))
    sources = Counter(zip(ads["source_title"], ads["release"], strict=True))
    years = ads["ad_year"].dropna()
    return made(
        reader,
        title,
        [f"n={len(ads)}", _span(years) if len(ads) else "", "counted from job ads"],
        [
            ("Count", f"{count(len(ads), 'ad')}, each once; {count(copies, 'copy', 'copies')} of them left out"),
            ("To know", flags_counted(ads["flags"])),
            ("Gathered from", "; ".join(f"{name}, {release} ({n})" for (name, release), n in sources.most_common())),
        ],
        SOURCE,
        counted=ads[COLUMNS],
        counted_as="The ads counted",
    )


def choices(ads: pd.DataFrame) -> Choices:
    """Each of some ads, rows of mart.postings, by title, employer and place."""
    found = {}
    for ad in ads.itertuples():
        name = f"{ad.title}, {ad.employer}, {ad.place_name}" if isinstance(ad.employer, str) else f"{ad.title}, {ad.place_name}"
        found[f"{name} ({ad.posting_id})" if name in found else name] = partial(card, posting_id=ad.posting_id)
    return found


def card(reader: Reader, posting_id: str) -> Card | None:
    """The card of one ad, a row of mart.postings; None when no such ad is held."""
    found = queries.postings.ad(reader, posting_id)
    if found.empty:
        return None
    ad = found.iloc[0]
    low, high, unit = ad["pay_low"], ad["pay_high"], ad["pay_unit"]
    hourly = [money(amount) for amount in dict.fromkeys([ad["pay_low_usd_hour"], ad["pay_high_usd_hour"]]) if not pd.isna(amount)]
    amounts = " to ".join(f"{amount:,.2f}" for amount in dict.fromkeys([low, high]) if not pd.isna(amount))
    return made(
        reader,
        f"{ad['title']}, {ad['place_name']}",
        ["one job ad", _span(found["ad_year"].dropna()) if pd.isna(ad["posted_on"]) else _day(ad["posted_on"])],
        [
            ("Employer", ad["employer"]),
            ("Pay as stated", f"{amounts} US dollars, by the {unit}" if amounts else "not stated"),
            ("Arithmetic", f"{' to '.join(hourly)} an hour" if hourly and unit != "hour" else None),
            ("Pay", ad["pay_note"]),
            ("Stands for no pay today", ad["left_out_of_pay"]),
            ("Hours", posting_class(ad["employment_type"])),
            ("Setting", posting_class(ad["setting"])),
            ("Setting, by", ad["setting_evidence"]),
            ("Read as peer support", ad["role_rule"]),
            ("Place", ad["place_note"]),
            ("Copy of", ad["duplicate_of"]),
            ("To know", flags(ad["flags"])),
            ("Gathered from", f"{ad['source_title']}, {ad['release']}"),
            ("Address", ad["url"]),
        ],
        SOURCE,
        figure_id=posting_id,
    )


def _day(posted_on: pd.Timestamp) -> str:
    return f"{posted_on.day} {posted_on:%B %Y}"


def _span(years: pd.Series) -> str:
    if years.empty:
        return "undated"
    first, last = int(years.min()), int(years.max())
    return str(first) if first == last else f"{first} to {last}"
