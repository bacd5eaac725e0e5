"""Part-time and schedules: what job ads say of hours, evenings and weekends, and what part-time work pays."""

from dataclasses import dataclass

import streamlit as st

from insights import answers, charts, evidence, posting_queries
from views import ads, exhibit, shell

CUTS = {
    "setting": (posting_queries.employment_by_setting, "setting"),
    "state": (posting_queries.employment_by_state, "place_name"),
}

reader = shell.reader()


@dataclass(frozen=True)
class Shown:
    """What the page says and draws for one set of choices."""

    answer: str
    gathered: str
    mix: charts.Chart
    hours: charts.Chart
    schedule: charts.Chart
    pay: charts.Chart


@shell.remember
def shown(version, chosen: posting_queries.Chosen, cut: str, show_all: bool, look: dict) -> Shown:
    """The hours, working times and pay of the ads chosen."""
    sources = posting_queries.by_source(reader, chosen)
    employment, column = CUTS[cut]
    mix = employment(reader, chosen)
    return Shown(
        answers.ads_part_time(mix, sources),
        answers.gathered(sources),
        charts.employment_mix(mix, by=column, what=cut, show_all=show_all, **look),
        charts.hours_per_week(posting_queries.hours(reader, chosen), **look),
        charts.schedule_flags(posting_queries.schedule(reader, chosen), **look),
        charts.posted_pay_by_employment_type(posting_queries.pay(reader, chosen), **look),
    )


title = st.container()
with shell.controls():
    chosen = ads.choose(ads.choose_state())
    cut = st.segmented_control("Rows", list(CUTS), default="setting", required=True, key="rows", bind="query-params")
    show_all = cut == "state" and st.toggle("Show all states", key="all", bind="query-params")
page = shown(reader.version(), chosen, cut, show_all, shell.look())

with title:
    shell.head("Can you do this work part-time?", page.answer)
    shell.note(page.gathered)

shell.section("Part-time or full-time", "The first row has a scale of its own; every cell carries its number of ads.")
exhibit.show(page.mix, "hours-of-ads", sources=ads.SOURCES, caveat=ads.SILENT, evidence=ads.behind(cut, chosen))

shell.section("Hours a week")
exhibit.show(
    page.hours,
    "hours-a-week",
    sources=ads.SOURCES,
    caveat="Hours that an ad prints; no hours are taken from the words part-time or full-time.",
    evidence=ads.behind("hours a week", chosen),
)

shell.section("Evenings, weekends, nights, on call")
exhibit.show(
    page.schedule,
    "working-times",
    sources=ads.SOURCES,
    caveat=f"An ad may name several. {ads.SILENT}",
    evidence=ads.behind("working time", chosen),
)

shell.section("What part-time work pays, beside full-time")
exhibit.show(
    page.pay,
    "posted-pay-by-hours",
    sources=ads.SOURCES,
    caveat="Each mark is one ad, made hourly where it states a year (2,080 hours, or its own hours); ads are never averaged.",
    evidence=lambda _, held: evidence.ads.card(reader, held["posting_id"].iloc[0]),
)

shell.next_steps(
    ("views/pay.py", "See pay for my hours", {"unit": "week", "hours": "20"}),
    ("views/demand.py", "Who wants peer support workers?", {}),
)
