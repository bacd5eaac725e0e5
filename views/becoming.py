"""Becoming a peer: what each state asks, verified and unverified apart, and where sources disagree."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from insights import charts, evidence, queries
from insights.evidence import Choices
from insights.sentences import certification
from views.parts import exhibit, shell
from views.parts.exhibit import Sheet

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

FIELD_OF = {title: field for field, title in queries.certification.FIELDS.items()}

reader = shell.reader()


@dataclass(frozen=True)
class OneState:
    """What the page says of one state, and the hours of all states with it in bold."""

    answer: str
    ask_first: str
    sheet: Sheet
    hours: charts.Chart


@dataclass(frozen=True)
class Everywhere:
    """What the page says and draws of all states."""

    answer: str
    coverage: charts.Chart
    grid: pd.DataFrame
    behind_grid: Choices
    disagree: Sheet
    country: str
    program: str
    programs: Sheet
    medicaid: pd.DataFrame
    behind_medicaid: Choices
    national: Sheet


@shell.remember
def states(version) -> pd.DataFrame:
    """place_name, postal code (``state``), n_fields and n_verified of the states, DC and Puerto Rico, by name."""
    return queries.certification.states(reader)


@shell.remember
def stated(version) -> pd.DataFrame:
    """Everything that is stated, one row a value."""
    return queries.certification.values(reader)


@shell.remember
def one_state(version, name: str, verified_only: bool, show_all: bool, look: dict) -> OneState:
    """The sheet of a state, and its place among the hours of training."""
    code = states(version).set_index("place_name").at[name, "state"]
    values, entries = stated(version), queries.certification.of_states(reader, [code])
    of_code = values[values["state"] == code]
    hours = values[(values["field"] == "training_hours") & (values["verified"] | (not verified_only))]
    return OneState(
        certification.of_state(entries),
        certification.ask_first(entries),
        Sheet(certification.sheet(of_code, verified_only=verified_only), evidence.certification.choices(of_code)),
        charts.training_hours(hours, state=code, show_all=show_all, **look),
    )


@shell.remember
def everywhere(version, verified_only: bool, look: dict) -> Everywhere:
    """What is known of all states, field by field, and where sources disagree."""
    places, values = states(version), stated(version)
    facts = queries.facts.facts(reader, topics=["certification", "training", "reimbursement"])
    of_topic = {topic: facts[facts["topic"] == topic] for topic in facts["topic"].unique()}
    counted = of_topic["certification"]
    counted = counted[counted["place_id"] == certification.NATION]
    in_conflict, billable = values[values["in_conflict"]], values[values["field"] == "medicaid_billable"]
    in_doubt = pd.concat([certification.contradicted(facts), counted])
    return Everywhere(
        certification.answer(places, values),
        charts.certification_coverage(queries.certification.coverage(reader), **look),
        certification.grid(values, dict(zip(places["state"], places["place_name"], strict=True)), verified_only=verified_only),
        evidence.certification.choices(values),
        Sheet(
            certification.conflicts(values) | certification.in_one_article(facts) | certification.of_facts(counted),
            {**evidence.certification.choices(in_conflict), **evidence.facts.choices(in_doubt)},
        ),
        certification.country(facts, values),
        certification.program(of_topic["training"], values[values["field"] == "training_hours"]),
        _of_facts(of_topic["training"]),
        certification.medicaid(billable[billable["verified"] | (not verified_only)]),
        evidence.certification.choices(billable),
        _of_facts(of_topic["reimbursement"]),
    )


def _of_facts(facts: pd.DataFrame) -> Sheet:
    return Sheet(certification.of_facts(facts), evidence.facts.choices(facts))


version = reader.version()
names: list[str] = list(states(version)["place_name"])
example = names.index(certification.best_known(states(version)))
title = st.container()
with shell.controls():
    name = st.selectbox("State", names, index=example, key="state", bind="query-params", width=280)
    verified_only = st.toggle("Verified only", key="verified", bind="query-params")
    show_all = st.toggle("Show all states", key="all", bind="query-params")
page = one_state(version, name, verified_only, show_all, shell.look())
country = everywhere(version, verified_only, shell.look())

with title:
    shell.head(country.answer, page.answer)
    shell.note(page.ask_first)

shell.section(name, READING)
if page.sheet.statements:
    exhibit.statements(page.sheet, "sheet", words=SHORT)
else:
    shell.refusal(page.answer)

shell.section("Hours of training, state by state")
exhibit.show(
    page.hours,
    "training-hours",
    sources=SOURCES,
    caveat=CHANGED,
    evidence=lambda _, held: evidence.certification.of_field(reader, "training_hours", states=list(held["state"].unique())),
)

shell.section("How much is known")
exhibit.show(
    country.coverage,
    "certification-coverage",
    sources=SOURCES,
    caveat="A short row is a gap in our sources, not in what states ask.",
    evidence=lambda _, held: evidence.certification.of_field(reader, FIELD_OF[held["title"].iloc[0]]),
)

shell.section("Every state", "The mark before a value: ● verified, ○ unverified, ≠ sources disagree.")
exhibit.table(
    country.grid,
    "certification-by-state",
    alt="What each state asks, field by field",
    wrap=True,
    choices=country.behind_grid,
)

shell.section("Where sources disagree", "Every value that is stated, side by side; we do not choose.")
exhibit.statements(country.disagree, "conflicts", words=country.country)

shell.section("Training programs are another matter", country.program)
exhibit.statements(country.programs, "programs")

shell.section("Does Medicaid pay for it?", "Rules differ between mental health and substance use services.")
exhibit.table(
    country.medicaid,
    "medicaid-by-state",
    alt="What sources say of Medicaid and peer support, by state",
    wrap=True,
    choices=country.behind_medicaid,
)
exhibit.statements(country.national, "medicaid-in-the-country")

shell.next_steps(
    ("pay", f"What does it pay in {name}?", {"place": name}),
    ("demand", f"Job ads in {name}", {"state": name}),
    ("evidence", "See the sources", {}),
)
