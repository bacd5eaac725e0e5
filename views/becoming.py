"""Becoming a peer: what each state asks, verified and unverified apart, and where sources disagree."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from insights import certification, charts, queries
from insights import certification_queries as asked
from insights.statement import Statement
from views import shell

SOURCES = (
    "CPSS-Research, a list on GitHub that a language model compiled from state pages (November 2025), of unknown quality; pages "
    "of states, certifying bodies and training centers, named with each value; Policy Center for Maternal Mental Health (2024)."
)
READING = (
    "● verified: compared with a second page, or with the rule itself, and the same. ○ unverified: one source says so. "
    "≠ sources disagree: all values are shown, none is preferred. 'Not stated' means that our sources are silent, not that the "
    "state asks for nothing."
)
SHORT = (
    "MH: mental health. SUD: substance use disorder. CE: continuing education; sources seldom say whether they count hours. "
    "IC&RC: an exam that many states share."
)
CHANGED = "A number without its date is no rule: states change what they ask."

reader = shell.reader()


@dataclass(frozen=True)
class Shown:
    """What the page says and draws for one state and one filter."""

    answer: str
    of_state: str
    ask_first: str
    sheet: dict[str, list[Statement]]
    hours: charts.Chart
    coverage: charts.Chart
    grid: pd.DataFrame
    conflicts: dict[str, list[Statement]]
    counts: dict[str, list[Statement]]
    country: str
    program: str
    programs: dict[str, list[Statement]]
    medicaid: pd.DataFrame
    national: dict[str, list[Statement]]


@shell.remember
def states(version) -> pd.DataFrame:
    """place_name, postal code (``state``), n_fields and n_verified of the states, DC and Puerto Rico, by name."""
    return asked.states(reader)


@shell.remember
def shown(version, name: str, verified_only: bool, show_all: bool, look: dict) -> Shown:
    """One state's sheet, and all states side by side."""
    places = states(version)
    code = places.set_index("place_name").at[name, "state"]
    values = asked.values(reader)
    kept = values[values["verified"] | (not verified_only)]
    entries = asked.of_states(reader, [code])
    hours = values[values["field"] == "training_hours"]
    facts = queries.facts(reader, topics=["certification", "training", "reimbursement"])
    return Shown(
        certification.answer(places, values),
        certification.of_state(entries),
        certification.ask_first(entries),
        certification.sheet(values[values["state"] == code], verified_only=verified_only),
        charts.training_hours(kept[kept["field"] == "training_hours"], state=code, show_all=show_all, **look),
        charts.certification_coverage(asked.coverage(reader), **look),
        certification.grid(values, dict(zip(places["state"], places["place_name"], strict=True)), verified_only=verified_only),
        certification.conflicts(values) | certification.in_one_article(facts),
        certification.of_facts(facts[(facts["topic"] == "certification") & (facts["place_id"] == certification.NATION)]),
        certification.country(facts, values),
        certification.program(facts[facts["topic"] == "training"], hours),
        certification.of_facts(facts[facts["topic"] == "training"]),
        certification.medicaid(kept),
        certification.of_facts(facts[facts["topic"] == "reimbursement"]),
    )


version = reader.version()
names = list(states(version)["place_name"])
example = names.index(certification.best_known(states(version)))
title = st.container()
with shell.controls():
    name = st.selectbox("State", names, index=example, key="state", bind="query-params", width=280)
    verified_only = st.toggle("Verified only", key="verified", bind="query-params")
    show_all = st.toggle("Show all states", key="all", bind="query-params")
page = shown(version, name, verified_only, show_all, shell.look())

with title:
    shell.head("What does your state ask of a peer support worker?", page.answer, page.of_state)
    shell.note(page.ask_first)

shell.section(name, READING)
if page.sheet:
    shell.statements(page.sheet)
    shell.note(SHORT)
else:
    shell.refusal(page.of_state)

shell.section("Hours of training, state by state")
shell.show(page.hours, "training-hours", sources=SOURCES, caveat=CHANGED)

shell.section("How much is known")
shell.show(
    page.coverage,
    "certification-coverage",
    sources=SOURCES,
    caveat="A short row is a gap in our sources, not in what states ask.",
)

shell.section("Every state", "The mark before a value: ● verified, ○ unverified, ≠ sources disagree.")
shell.table(page.grid, "certification-by-state", alt="What each state asks, field by field", wrap=True)

shell.section("Where sources disagree", "Every value that is stated, side by side; we do not choose.")
shell.statements(page.conflicts)
shell.statements(page.counts)
shell.note(page.country)

shell.section("Training programs are another matter", page.program)
shell.statements(page.programs)

shell.section("Does Medicaid pay for it?", "Rules differ between mental health and substance use services.")
shell.table(page.medicaid, "medicaid-by-state", alt="What sources say of Medicaid and peer support, by state", wrap=True)
shell.statements(page.national)

shell.next_steps(
    ("views/pay.py", f"What does it pay in {name}?", {"place": name}),
    ("views/demand.py", f"Job ads in {name}", {"state": name}),
    ("views/evidence.py", "See the sources", {}),
)
