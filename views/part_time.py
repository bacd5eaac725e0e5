"""Part-time and schedules: what job ads say of hours, evenings and weekends, and what part-time work pays."""

from dataclasses import dataclass

import streamlit as st

from insights import charts, evidence, queries
from insights.sentences import answers
from views.parts import ads, exhibit, shell

CUTS = {
    "setting": (queries.postings.employment_by_setting, "setting"),
    "state": (queries.postings.employment_by_state, "place_name"),
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
def shown(version, chosen: queries.postings.Chosen, cut: str, show_all: bool, look: dict) -> Shown:
    """The hours, working times and pay of the ads chosen."""
    sources = queries.postings.by_source(reader, chosen)
    employment, column = CUTS[cut]
    mix = employment(reader, chosen)
    return Shown(
        answers.ads_part_time(mix, sources),
        answers.gathered(sources),
        charts.employment_mix(mix, by=column, what=cut, show_all=show_all, **look),
        charts.hours_per_week(queries.postings.hours(reader, chosen), **look),
        charts.schedule_flags(queries.postings.schedule(reader, chosen), **look),
        charts.posted_pay_by_employment_type(queries.postings.pay(reader, chosen), **look),
    )


title = st.container()
with shell.controls():
    chosen = ads.choose(ads.choose_state())
    cut = st.segmented_control("Rows", list(CUTS), default="setting", required=True, key="rows", bind="query-params")
    show_all = cut == "state" and st.toggle("Show all states", key="all", bind="query-params")
page = shown(reader.version(), chosen, cut, show_all, shell.look())

with title:
    shell.head(page.answer)
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
    ("pay", "See pay for my hours", {"unit": "week", "hours": "20"}),
    ("demand", "Who wants peer support workers?", {}),
)
