"""Program sizing: from the people a program serves to workers, hires and the wage bill, with every input cited or owned."""

from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from insights import charts, evidence, queries, sizing
from insights.paper import program_brief
from insights.sentences import worksheet
from insights.sizing_inputs import Input, groups, inputs
from views.parts import exhibit, shell

SOURCES = (
    "The formulas are this product's own. Wages are figures of the Pay page, with their n and date. Every other input has a "
    "source, or is your assumption: the worksheet's table names each."
)
OWN_WAGES = {
    "wage_low": ("Lowest, $ an hour", 18.0),
    "wage_middle": ("Middle, $ an hour", 20.0),
    "wage_high": ("Highest, $ an hour", 23.0),
}
FIRST, SECOND = "", "b_"  # what a scenario's names in the link begin with
COMPARE = "compare"
BEFORE = "sizing-before"

reader = shell.reader()


@dataclass(frozen=True)
class Chosen:
    """What a reader has entered for one scenario; the own wages count when the wage is the reader's own."""

    program: sizing.Program
    wage_place: str
    wage_from: str
    own_wages: tuple[float, float, float]


@dataclass(frozen=True)
class Shown:
    """What the page says and draws for one or two scenarios; the tornado is that of scenario A."""

    scenarios: dict[str, worksheet.Scenario]
    answers: list[str]
    wages: list[str]
    results: pd.DataFrame
    sheet: pd.DataFrame
    tornado: charts.Chart


@shell.remember
def places(version) -> dict[str, str]:
    """place_id by name of the places with a wage, the nation first."""
    return dict(queries.sizing.places(reader)[["place_name", "place_id"]].itertuples(index=False))


@shell.remember
def wage_choices(version) -> list[str]:
    """What a wage can be taken from: a neighbour's official pay, the role's own figures, the reader's own number."""
    return [*queries.occupations.current_neighbours(reader)["title"], *worksheet.ROLE_BASES, worksheet.OWN_WAGE]


def defaults(version) -> dict[str, object]:
    """The value that each control of a scenario starts with, by its name in the link."""
    start = {name: one.default for name, one in inputs().items()} | {name: amount for name, (_, amount) in OWN_WAGES.items()}
    return {**start, "wage_place": next(iter(places(version))), "wage_from": wage_choices(version)[0]}


@shell.remember
def shown(version, first: Chosen, second: Chosen | None, outcome: str, look: dict) -> Shown:
    """The worksheet worked out for what was entered."""
    scenarios = {name: scenario(version, one) for name, one in (("A", first), ("B", second)) if one}
    measured = worksheet.OUTCOMES[outcome]
    return Shown(
        scenarios,
        worksheet.answers(scenarios),
        worksheet.wages(scenarios),
        worksheet.in_words(worksheet.results(scenarios)),
        worksheet.sheet(scenarios),
        charts.tornado(worksheet.sensitivity(scenarios["A"], measured), measured, **look),
    )


@shell.remember
def wage_figures(version, place: str) -> pd.DataFrame:
    """The figures that a wage in a place can be taken from."""
    return queries.sizing.wages(reader, place_id=places(version)[place])


def scenario(version, chosen: Chosen) -> worksheet.Scenario:
    """The program with its wage, or with the reason why there is none."""
    place, choice = chosen.wage_place, chosen.wage_from
    rows = wage_figures(version, place)
    own = choice == worksheet.OWN_WAGE
    wage = worksheet.own_wage(*chosen.own_wages) if own else worksheet.wage_of(rows, place, choice)
    return worksheet.Scenario(chosen.program, wage, "" if wage else worksheet.refusal(rows, place, choice))


def put(*changes: tuple[str, dict[str, object]]) -> None:
    """Write values into the controls whose names begin with a prefix, and keep what stood on the page for Undo."""
    st.session_state[BEFORE] = [(prefix, entered(prefix)) for prefix in (FIRST, SECOND)] + [
        ("", {COMPARE: st.session_state[COMPARE]})
    ]
    write(*changes)


def undo() -> None:
    """Write back what stood on the page before a button changed it."""
    write(*st.session_state.pop(BEFORE))


def write(*changes: tuple[str, dict[str, object]]) -> None:
    """Set controls."""
    for prefix, values in changes:
        st.session_state.update({prefix + name: value for name, value in values.items()})


def entered(prefix: str) -> dict[str, object]:
    """What stands in a scenario's controls now."""
    return {name: st.session_state[prefix + name] for name in defaults(reader.version())}


def link(prefixes: list[str], outcome: str) -> str:
    """The address of this view, with all that was entered and what the tornado measures."""
    start = defaults(reader.version())
    changed = {prefix + name: value for prefix in prefixes for name, value in entered(prefix).items() if value != start[name]}
    chosen = {"outcome": outcome} | ({COMPARE: "true"} if SECOND in prefixes else {})
    return f"{st.context.url}?{urlencode(changed | chosen)}"


def enter(one: Input, prefix: str) -> float:
    """The control of one input: its meaning at the question mark, its origin below."""
    value = st.number_input(
        one.label,
        min_value=one.least,
        max_value=one.most,
        value=one.default,
        step=one.step,
        format="%g" if isinstance(one.default, float) else "%d",
        key=prefix + one.name,
        bind="query-params",
        help=one.meaning,
    )
    shell.note(one.origin(value))
    return value


def enter_wage(prefix: str) -> tuple[str, str, tuple[float, float, float]]:
    """The place of the wage, the figure it is taken from, and the reader's own three amounts for when they are chosen."""
    version = reader.version()
    place = st.selectbox("Place of the wage", list(places(version)), key=f"{prefix}wage_place", bind="query-params")
    choice = st.selectbox("Wage from", wage_choices(version), key=f"{prefix}wage_from", bind="query-params")
    with st.expander("My own wage", expanded=choice == worksheet.OWN_WAGE):
        low, mid, high = (
            st.number_input(label, 1.0, 200.0, amount, 0.25, key=prefix + name, bind="query-params")
            for name, (label, amount) in OWN_WAGES.items()
        )
    return place, choice, (low, mid, high)


def enter_scenario(prefix: str) -> Chosen:
    """The inputs of one scenario by group; those that are rarely changed are folded away."""
    *common, (rare, folded) = groups().items()
    values, wages = {}, []
    with st.container(key=f"{prefix or 'a_'}inputs"):
        for column, (group, held) in zip(st.columns(len(common), gap="medium"), common, strict=True):
            with column:
                st.subheader(group, anchor=False)
                if group == "Pay":
                    wages.append(enter_wage(prefix))
                values |= {one.name: enter(one, prefix) for one in held}
        with st.expander(rare):
            for column, one in zip(st.columns(len(folded), gap="small", vertical_alignment="bottom"), folded, strict=True):
                with column:
                    values[one.name] = enter(one, prefix)
    (wage,) = wages  # one group has it
    return Chosen(sizing.Program(**values), *wage)


version = reader.version()
title = st.container()
with shell.controls():
    compare = st.toggle("Compare with a scenario B", key=COMPARE, bind="query-params")
    prefixes = [FIRST, SECOND] if compare else [FIRST]
    st.button("Copy A to B", on_click=lambda: put((SECOND, entered(FIRST)), ("", {COMPARE: True})))
    if compare:
        st.button("Swap A and B", on_click=lambda: put((FIRST, entered(SECOND)), (SECOND, entered(FIRST))))
    st.button("Reset", on_click=lambda: put(*((prefix, defaults(version)) for prefix in prefixes)))
    if BEFORE in st.session_state:
        st.button("Undo", on_click=undo)
shell.section("Scenario A" if compare else "Your program")
first = enter_scenario(FIRST)
# B's controls are always there, if out of sight: a control that comes and goes takes the newest change out of the link with it.
with st.container(key="scenario-b"):
    shell.section("Scenario B")
    second = enter_scenario(SECOND)
if not compare:
    second = None
    shell.hide("scenario-b")

takes, moves = st.container(), st.container()
with moves:
    shell.section("What moves it most")
    with shell.controls("outcome-controls"):
        outcome = st.segmented_control(
            "Measured by", list(worksheet.OUTCOMES), default="wage bill", required=True, key="outcome", bind="query-params"
        )
page = shown(version, first, second, outcome, shell.look())

with title:
    shell.head(*page.answers)
    for wage in page.wages:
        shell.note(wage)
with takes:
    shell.section("What it takes", worksheet.COSTED)
    st.table(page.results.set_index("Result"), border="horizontal")
    exhibit.behind(evidence.results.choices(page.scenarios), "results")
with moves:
    exhibit.show(
        page.tornado,
        "sensitivity",
        sources=SOURCES,
        caveat="The ranges are those of the worksheet below, scenario A; no input's range is a forecast.",
        evidence=lambda _, held: evidence.inputs.card(page.scenarios["A"], worksheet.OUTCOMES[outcome], held.iloc[0]),
    )

shell.section("The worksheet", "Every result and input with its unit, range and source, to take along as a table or on paper.")
exhibit.beneath(
    page.sheet,
    "sizing-worksheet",
    sources=SOURCES,
    choices=evidence.inputs.choices(page.scenarios, today=shell.today()),
)
brief = partial(
    program_brief.brief,
    page.scenarios,
    shell.page().question,
    page.tornado.rows,
    worksheet.OUTCOMES[outcome],
    made_on=shell.today(),
    link=link(prefixes, outcome),
)
exhibit.brief(brief, "sizing")

shell.next_steps(
    ("pay", "Where the wage comes from", {}),
    ("part-time", "Could the work be part-time?", {}),
    ("growth", "Is this work growing?", {}),
)
