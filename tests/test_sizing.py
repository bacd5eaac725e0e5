"""Program sizing: the formulas by hand and in general, the inputs' sources, the wage chosen, and the worksheet's words."""

import dataclasses
import io
import math
from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from insights import charts, evidence, queries, sizing
from insights.export import csv_bytes
from insights.paper import program_brief
from insights.reader import Reader
from insights.sentences import worksheet
from insights.sentences.worksheet import Scenario, Wage
from insights.sizing_inputs import ASSUMPTION, Input, groups, inputs

DEFAULT = sizing.Program(**{name: one.default for name, one in inputs().items()})
WAGE = Wage(20.0, 16.0, 25.0, "official median for X, May 2025", "May 2025. https://example.org")
A_SECOND = 1 / 3_600  # of an hour
RISING, FALLING, NEITHER = 1, -1, 0
# What each input does to full-time equivalents, heads, hires and the wage bill when it grows.
EFFECTS = {
    "people_served": (RISING, RISING, RISING, RISING),
    "contacts_per_person_per_month": (RISING, RISING, RISING, RISING),
    "minutes_per_contact": (RISING, RISING, RISING, RISING),
    "hours_per_worker_per_week": (NEITHER, FALLING, FALLING, FALLING),
    "direct_percent_of_work": (FALLING, FALLING, FALLING, FALLING),
    "turnover_percent_per_year": (NEITHER, NEITHER, RISING, RISING),
    "fringe_percent_of_wage": (NEITHER, NEITHER, NEITHER, RISING),
    "leave_percent_of_paid_time": (RISING, RISING, RISING, RISING),
    "training_hours_per_hire": (NEITHER, NEITHER, NEITHER, RISING),
    "training_fee_usd_per_hire": (NEITHER, NEITHER, NEITHER, NEITHER),
    "workers_per_supervisor": (NEITHER, NEITHER, NEITHER, FALLING),
    "supervisor_percent_of_wage": (NEITHER, NEITHER, NEITHER, RISING),
}


def value_of(one: Input) -> st.SearchStrategy[float]:
    return st.floats(one.least, one.most, allow_nan=False)


programs = st.builds(sizing.Program, **{name: value_of(one) for name, one in inputs().items()})


def measures(program: sizing.Program) -> tuple[float, float, float, float]:
    return (
        sizing.fte_needed(program),
        sizing.heads_needed(program),
        sizing.hires_per_year(program),
        sizing.wage_bill_usd_per_year(program, 20.0),
    )


@pytest.fixture(scope="module")
def reader(warehouse) -> Reader:
    return Reader(warehouse)


# A program small enough to work out by hand:
#   130 people x 2 contacts x 12 months = 3,120 contacts; x 40 minutes / 60 = 2,080 hours with people.
#   Half of the working time is with people: 4,160 hours worked; a fifth of paid time is leave: 4,160 / 0.8 = 5,200 paid hours.
#   5,200 / 2,080 = 2.5 full-time equivalents. At 30 hours, 52 weeks, a worker is paid 1,560 hours: 5,200 / 1,560 = 3.33, 4 heads.
#   A quarter of 4 leave in a year: 1 hire, trained for 40 paid hours at a fee of $500.
#   A supervisor for 5 full-time workers: 0.5, that is 1,040 hours at 150% of a worker's wage, as much as 1,560 hours.
#   (5,200 + 40 + 1,560) hours x $20 x 1.25 = $170,000; with the fee $170,500; for each of 130 people $1,311.54.
BY_HAND = sizing.Program(
    people_served=130,
    contacts_per_person_per_month=2,
    minutes_per_contact=40,
    hours_per_worker_per_week=30,
    direct_percent_of_work=50,
    leave_percent_of_paid_time=20,
    turnover_percent_per_year=25,
    fringe_percent_of_wage=25,
    training_hours_per_hire=40,
    training_fee_usd_per_hire=500,
    workers_per_supervisor=5,
    supervisor_percent_of_wage=150,
)


@pytest.mark.parametrize(
    ("formula", "by_hand"),
    [
        (sizing.contacts_per_year, 3_120),
        (sizing.direct_hours_per_year, 2_080),
        (sizing.paid_hours_per_year, 5_200),
        (sizing.fte_needed, 2.5),
        (sizing.heads_needed, 4),
        (sizing.hires_per_year, 1),
        (sizing.supervisor_fte_needed, 0.5),
        (sizing.training_hours_per_year, 40),
        (sizing.training_fees_usd_per_year, 500),
        (lambda program: sizing.wage_bill_usd_per_year(program, 20), 170_000),
        (lambda program: sizing.staff_cost_usd_per_year(program, 20), 170_500),
        (lambda program: round(sizing.staff_cost_usd_per_person(program, 20), 2), 1_311.54),
    ],
)
def test_formulas_give_what_is_worked_out_by_hand(formula, by_hand) -> None:
    assert formula(BY_HAND) == pytest.approx(by_hand)


@pytest.mark.parametrize("name", list(EFFECTS))
@given(program=programs, data=st.data())
def test_each_input_moves_each_result_in_one_direction(name: str, program: sizing.Program, data: st.DataObject) -> None:
    more = data.draw(st.floats(getattr(program, name), inputs()[name].most, allow_nan=False))
    before, after = measures(program), measures(dataclasses.replace(program, **{name: more}))
    for effect, one, other in zip(EFFECTS[name], before, after, strict=True):
        slack = 1e-9 * max(1.0, abs(one))
        assert other >= one - slack if effect == RISING else other <= one + slack if effect == FALLING else other == one


def test_every_input_of_the_formulas_has_its_line_in_the_worksheet_and_its_effect_here() -> None:
    assert list(EFFECTS) == list(inputs())
    assert {field.name for field in dataclasses.fields(sizing.Program)} == set(inputs())


@given(program=programs)
def test_nobody_served_needs_nobody_and_costs_nothing(program: sizing.Program) -> None:
    nobody = dataclasses.replace(program, people_served=0)
    assert measures(nobody) == (0, 0, 0, 0)
    assert sizing.staff_cost_usd_per_year(nobody, 20) == 0
    assert math.isnan(sizing.staff_cost_usd_per_person(nobody, 20))


@given(program=programs, wage=st.floats(1, 200))
def test_results_are_finite_and_agree_with_each_other(program: sizing.Program, wage: float) -> None:
    bill = sizing.wage_bill_usd_per_year(program, wage)
    assert math.isfinite(bill)
    assert bill >= 0
    workers_alone = sizing.fte_needed(program) * 2_080 * wage
    assert bill >= workers_alone * (1 - 1e-9)
    paid_for = sizing.heads_needed(program) * program.hours_per_worker_per_week * 52
    assert paid_for >= sizing.paid_hours_per_year(program) - A_SECOND
    assert sizing.staff_cost_usd_per_year(program, wage) >= bill


@given(program=programs, times=st.integers(2, 5))
def test_costs_in_dollars_are_proportional_to_the_wage(program: sizing.Program, times: int) -> None:
    once = sizing.wage_bill_usd_per_year(program, 15)
    assert sizing.wage_bill_usd_per_year(program, 15 * times) == pytest.approx(times * once)


def test_heads_that_come_out_whole_are_not_rounded_up() -> None:
    whole = dataclasses.replace(BY_HAND, hours_per_worker_per_week=40, people_served=104)  # 4,160 paid hours, two full-time years
    assert sizing.heads_needed(whole) == 2


@pytest.mark.parametrize("one", inputs().values(), ids=list(inputs()))
def test_an_input_states_unit_limits_range_and_source(one: Input) -> None:
    assert one.label and one.unit and one.meaning and one.range_from
    assert type(one.default) is type(one.least) is type(one.most) is type(one.step)
    assert one.least <= one.default <= one.most
    low, high = one.range_around(one.default)
    assert one.least <= low < high <= one.most
    assert bool(one.source) == bool(one.short) == bool(one.date) == bool(one.address)
    if one.source:
        assert one.address.startswith("https://")


@pytest.mark.parametrize(
    ("name", "value", "origin"),
    [
        ("fringe_percent_of_wage", 28.6, "BLS, June 2025"),
        ("fringe_percent_of_wage", 30.0, ASSUMPTION),
        ("minutes_per_contact", 60, ASSUMPTION),
        ("workers_per_supervisor", 7, "DC rule, at most 7"),
    ],
)
def test_a_published_figure_that_is_changed_becomes_the_readers_own(name: str, value: float, origin: str) -> None:
    assert inputs()[name].origin(value) == origin


@pytest.mark.parametrize(
    ("name", "numerator", "denominator"),
    [("fringe_percent_of_wage", 13.58 - 3.44, 32.07 + 3.44), ("leave_percent_of_paid_time", 3.44, 32.07 + 3.44)],
)
def test_shares_follow_from_the_release_they_cite(name: str, numerator: float, denominator: float) -> None:
    assert inputs()[name].default == round(100 * numerator / denominator, 1)
    assert "32.07" in inputs()[name].source
    assert "3.44" in inputs()[name].source


def test_the_range_holds_the_value_that_was_entered() -> None:
    assert inputs()["minutes_per_contact"].range_around(15) == (15, 90)
    assert inputs()["people_served"].range_around(50) == (40, 60)


def test_every_input_stands_in_one_group() -> None:
    assert [one.name for held in groups().values() for one in held] == list(inputs())


@pytest.mark.parametrize(
    ("place_id", "place", "choice", "amounts", "said"),
    [
        ("US-GA", "Georgia", "Social and Human Service Assistants", (16.27, 18.98, 22.94), ["neighbouring", "May 2025"]),
        ("US-GA", "Georgia", "peer support, reported on pay sites", (15.31, 17.15, 19.12), ["n not stated", "August 2022"]),
        ("US-FL", "Florida", "peer support, reported on pay sites", (None, 17.52, None), ["n=71", "no range is stated"]),
        ("US-SC", "South Carolina", "peer support, stated in job ads", (17.88, 20.55, 23.22), ["n=2", "lies halfway"]),
        ("US", "United States", "peer support, surveyed", (None, 16.36, None), ["n=1,608", "January 2016"]),
        ("US", "United States", "Community Health Workers", (21.33, 24.54, 30.36), ["in the United States", "May 2024"]),
    ],
)
def test_a_wage_carries_its_range_n_date_and_basis(reader, place_id, place, choice, amounts, said) -> None:
    wage = worksheet.wage_of(queries.sizing.wages(reader, place_id=place_id), place, choice)
    assert (wage.low, wage.mid, wage.high) == pytest.approx(amounts, abs=0.006)
    assert [words for words in said if words not in wage.words] == []
    assert "Figure" in wage.citation


def test_a_place_without_the_figure_is_refused_in_words(reader) -> None:
    rows = queries.sizing.wages(reader, place_id="US-OH")
    choice = "peer support, reported on pay sites"
    assert worksheet.wage_of(rows, "Ohio", choice) is None
    words = worksheet.refusal(rows, "Ohio", choice)
    assert "no figure for Ohio" in words
    assert "stated in job ads" in words
    assert "Social and Human Service Assistants" in words
    refused = Scenario(DEFAULT, None, words)
    assert "wage bill" not in worksheet.answer(refused)
    assert worksheet.beside(refused) == words
    bills = worksheet.results({"A": refused}).query("name.str.startswith('Wage bill')")
    assert bills["A"].isna().all()
    assert len(bills) == 3


def test_cancelled_announcements_and_retired_occupations_give_no_wage(reader) -> None:
    places = queries.sizing.places(reader)["place_id"]
    rows = pd.concat(queries.sizing.wages(reader, place_id=place).assign(place_id=place) for place in places)
    assert not rows["figure_id"].str.contains("cancelled").any()
    assert set(rows["occupation_id"]) == {"21-1093", "21-1094", "21-1018", "peer_support"}
    assert not rows.duplicated(["place_id", "basis", "occupation_id"]).any()


@pytest.mark.parametrize(
    ("own", "accepted"), [((18, 20, 23), True), ((20, 20, 20), True), ((21, 20, 23), False), ((18, 24, 23), False)]
)
def test_own_wages_must_be_in_order(own: tuple[float, float, float], accepted: bool) -> None:
    wage = worksheet.own_wage(*own)
    assert (wage is not None) == accepted
    if wage:
        assert wage.words == ASSUMPTION


def test_the_answer_states_equivalents_heads_hires_and_wage_bill_with_units() -> None:
    assert worksheet.answer(Scenario(BY_HAND, WAGE)) == (
        "130 people with 2 contacts a month of 40 minutes take 2.5 full-time equivalents: 4 workers at 30 hours a week, "
        "about 1 hire a year, and a wage bill of about $170,000 a year ($136,000 at the low wage, $212,000 at the high one)."
    )


@pytest.mark.parametrize(
    ("people", "said"),
    [(130, "$170,000 a year, the same as A."), (260, "$170,000 more than A."), (65, "less than A.")],
)
def test_scenario_b_is_told_by_its_difference(people: int, said: str) -> None:
    other = dataclasses.replace(BY_HAND, people_served=people)
    assert worksheet.answers({"A": Scenario(BY_HAND, WAGE), "B": Scenario(other, WAGE)})[1].endswith(said)


def test_the_tornado_takes_the_six_inputs_that_move_the_outcome_most() -> None:
    moves = worksheet.sensitivity(Scenario(DEFAULT, WAGE), worksheet.OUTCOMES["wage bill"])
    swings = (moves["at_high"] - moves["at_low"]).abs()
    assert len(moves) == 6
    assert list(swings) == sorted(swings, reverse=True)
    assert "Wage" in list(moves["input"])
    lowest = dataclasses.replace(DEFAULT, contacts_per_person_per_month=2.0)
    first = moves.iloc[0]
    assert first["input"] == "Contacts a person, a month"
    assert first["at_low"] == sizing.wage_bill_usd_per_year(lowest, WAGE.mid)


@pytest.mark.parametrize("outcome", list(worksheet.OUTCOMES))
@pytest.mark.parametrize("look", [{"dark": True}, {"dark": False, "narrow": True}], ids=["dark", "phone"])
def test_the_tornado_says_what_it_draws(outcome: str, look: dict) -> None:
    measured = worksheet.OUTCOMES[outcome]
    moves = worksheet.sensitivity(Scenario(DEFAULT, WAGE), measured)
    chart = charts.tornado(moves, measured, **look)
    assert list(chart.figure["data"][0]["x"]) == list(moves["at_low"] - moves["base"])
    assert all(name in chart.alt for name in moves["input"])
    assert moves["input"].iloc[0] in chart.sentence


@pytest.mark.parametrize(
    ("scenario", "outcome"),
    [
        (Scenario(dataclasses.replace(DEFAULT, people_served=0), WAGE), "FTE"),
        (Scenario(dataclasses.replace(DEFAULT, people_served=0), WAGE), "wage bill"),
        (Scenario(DEFAULT, None, "no figure"), "wage bill"),
    ],
)
def test_where_nothing_moves_the_tornado_refuses_in_words(scenario: Scenario, outcome: str) -> None:
    measured = worksheet.OUTCOMES[outcome]
    chart = charts.tornado(worksheet.sensitivity(scenario, measured), measured, dark=False)
    assert chart.rows.empty
    assert "nobody to serve, or no wage" in chart.sentence


def test_the_worksheet_cites_every_input_or_calls_it_an_assumption() -> None:
    own = dataclasses.replace(DEFAULT, fringe_percent_of_wage=31.0)
    table = worksheet.sheet({"A": Scenario(DEFAULT, WAGE), "B": Scenario(own, WAGE)})
    entered = table[table["part"] != "Result"]
    assert table["source"].str.len().gt(0).all()
    assert set(entered["name"]) >= {one.label for one in inputs().values()}
    fringe = entered[entered["name"] == inputs()["fringe_percent_of_wage"].label].iloc[0]
    assert (fringe["A"], fringe["B"]) == (28.6, 31.0)
    assert "A: US Bureau of Labor Statistics" in fringe["source"]
    assert fringe["source"].endswith(f"B: {ASSUMPTION}.")


def test_the_exported_worksheet_is_guarded_against_formulas() -> None:
    hostile = dataclasses.replace(WAGE, words="=1+1", citation="=1+1")
    exported = csv_bytes(worksheet.sheet({"A": Scenario(DEFAULT, hostile)}))
    read = pd.read_csv(io.BytesIO(exported))
    assert read.loc[read["name"] == "Wage, middle", "source"].item() == "'=1+1"
    assert read.loc[read["name"] == "Wage, middle", "A"].item() == 20.0


def test_the_brief_carries_answer_inputs_sources_and_the_way_back() -> None:
    scenarios = {"A": Scenario(BY_HAND, WAGE), "B": Scenario(DEFAULT, WAGE)}
    outcome = worksheet.OUTCOMES["wage bill"]
    moves = worksheet.sensitivity(scenarios["A"], outcome)
    link = "http://localhost/sizing?people_served=130&compare=true"
    page = program_brief.brief(scenarios, "How many?", moves, outcome, made_on=date(2026, 11, 22), link=link)
    for words in (
        "2.5 full-time equivalents",
        "$170,000",
        "Scenario B takes",
        ASSUMPTION,
        "USDL",
        "people_served=130&amp;compare",
    ):
        assert (words in page) == (words != "USDL"), words
    assert "ecec.nr0.htm" in page


@pytest.mark.parametrize("measured", worksheet.OUTCOMES)
def test_every_bar_of_the_tornado_says_where_its_input_comes_from_and_what_comes_of_it(measured: str) -> None:
    scenario, outcome = Scenario(DEFAULT, WAGE), worksheet.OUTCOMES[measured]
    chart = charts.tornado(worksheet.sensitivity(scenario, outcome), outcome, dark=False)
    marked = {name for trace in chart.figure["data"] for (name,) in trace["customdata"]}
    assert marked == set(chart.names)
    for name, row in zip(chart.names, chart.rows.iloc, strict=True):
        told = dict(evidence.inputs.card(scenario, outcome, row).facts)
        source = next((one.citation(row["value"]) for one in inputs().values() if one.label == name), WAGE.source)
        assert told["Source"] == source
        assert outcome.said(row["at_low"]) in told["Arithmetic"] and outcome.said(row["at_high"]) in told["Arithmetic"]
        assert told["Value"].endswith(row["unit"])
