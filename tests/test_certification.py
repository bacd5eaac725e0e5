"""What the page on becoming a peer says: verified apart from unverified, conflicts whole, a program never a requirement."""

from pathlib import Path

import pandas as pd
import pytest

from insights import queries
from insights.charts import certification_coverage, training_hours
from insights.reader import Reader
from insights.sentences import certification
from insights.words import states_counted


@pytest.fixture(scope="module")
def reader(warehouse: Path) -> Reader:
    return Reader(warehouse)


@pytest.fixture(scope="module")
def values(reader: Reader) -> pd.DataFrame:
    return queries.certification.values(reader)


@pytest.fixture(scope="module")
def hours(reader: Reader) -> pd.DataFrame:
    return queries.certification.values(reader, field="training_hours")


@pytest.fixture(scope="module")
def facts(reader: Reader) -> pd.DataFrame:
    return queries.facts.facts(reader, topics=["certification", "training", "reimbursement"])


def test_every_state_is_listed_and_puerto_rico_has_nothing(reader: Reader) -> None:
    states = queries.certification.states(reader).set_index("state")
    assert len(states) == 52
    assert (states["n_fields"] > 0).sum() == 51
    assert states.at["PR", "n_fields"] == 0
    assert (states["n_verified"] > 0).sum() == 11


def test_of_states_has_a_row_a_state_and_field_in_the_order_asked(reader: Reader) -> None:
    rows = queries.certification.of_states(reader, ["OH", "MD", "PR", "ZZ"])
    assert rows["state"].drop_duplicates().tolist() == ["OH", "MD", "PR"]
    assert rows["field"].tolist() == list(queries.certification.FIELDS) * 3
    assert rows.loc[rows["state"] == "PR", "value"].isna().all()
    assert not rows.loc[rows["state"] == "PR", ["verified", "in_conflict"]].any().any()


@pytest.mark.parametrize(
    ("state", "field", "value", "verified", "in_conflict"),
    [
        ("OH", "training_hours", "40 (+16 online e-based) or 3 years experience", True, False),
        ("OH", "credential", "Certified Peer Recovery Supporter", False, False),
        ("OH", "renewal", "30 every 2 years", True, False),
        ("MD", "training_hours", "46 hours; 50 hours", False, True),
        ("PA", "training_hours", "CPS: 75 hours; CRS: 78 hours", False, False),
        ("SD", "credential", "none", True, False),
        ("WA", "work_experience_hours", "1,000 hours", True, False),
        ("CO", "training_hours", "60 hours (at least 30 live)", True, False),
        ("CA", "medicaid_billable", "yes, county opt-in benefit from 1 July 2022", False, False),
        ("CA", "work_experience_hours", None, False, False),
        ("ID", "renewal", "10 a year (at least 1 ethics)", False, False),
    ],
)
def test_a_field_is_told_in_words(
    reader: Reader, state: str, field: str, value: str | None, verified: bool, in_conflict: bool
) -> None:
    row = queries.certification.of_states(reader, [state]).set_index("field").loc[field]
    assert (row["value"] if isinstance(row["value"], str) else None) == value
    assert (row["verified"], row["in_conflict"]) == (verified, in_conflict)


def test_sources_are_named_once_the_checking_one_first(reader: Reader) -> None:
    row = queries.certification.of_states(reader, ["MD"]).set_index("field").loc["training_hours"]
    assert row["sources"] == "Empower Path Academy, undated · CPSS-Research, a list on GitHub, November 2025"
    assert row["source_url"] == "https://www.empowerpath-academy.org/information"


def test_a_sources_date_is_told_in_words(values: pd.DataFrame) -> None:
    told = " ".join(values["sources"])
    assert "in force from 1 January 2019, current to October 2024" in told
    assert "about 2020" in told
    assert "July 2024" in told


def test_conflicts_show_every_value_and_prefer_none(values: pd.DataFrame) -> None:
    found = {name: [one.text for one in stated] for name, stated in certification.conflicts(values).items()}
    assert found == {
        "Maryland, training": ["46 hours", "50 hours"],
        "Maryland, supervision": ["25 hours", "30 hours"],
        "South Carolina, training": ["40 hours", "46 hours"],
        "West Virginia, training": ["46 hours", "a webinar"],
    }
    assert all(certification.CONFLICT in one.badges for stated in certification.conflicts(values).values() for one in stated)


def test_an_article_that_contradicts_itself_is_shown_with_both_lines(facts: pd.DataFrame) -> None:
    ((name, stated),) = certification.in_one_article(facts).items()
    assert "article 001" in name
    assert [one.source.split(", ")[1] for one in stated] == ["line 33", "line 16"]


def test_counts_that_do_not_fit_together_are_said_so(facts: pd.DataFrame, values: pd.DataFrame) -> None:
    said = certification.country(facts, values)
    assert all(words in said for words in ("'49 + DC'", "South Dakota", "Vermont", "do not fit together"))
    fitting = values[~values["value_text"].isin(certification.WITHOUT_CREDENTIAL)]
    assert certification.country(facts, fitting) == ""


def test_a_programs_hours_are_no_states_requirement(facts: pd.DataFrame, values: pd.DataFrame, hours: pd.DataFrame) -> None:
    assert not values["value_text"].str.contains("720").any()
    assert "720 hours at one of them" in certification.program(facts[facts["topic"] == "training"], hours)
    programs = certification.of_facts(facts[facts["topic"] == "training"])
    ((stated,),) = programs.values()
    assert stated.badges == ("one college's program, not a state's requirement",)


def test_the_answer_counts_what_is_held_and_verified(reader: Reader, values: pd.DataFrame) -> None:
    said = certification.answer(queries.certification.states(reader), values)
    assert said.startswith("We hold 258 entries on what 50 states and DC ask, the newest from November 2025.")
    assert "34 are verified, in 11 states" in said


def test_nothing_held_is_said_with_what_would_fill_it(reader: Reader, values: pd.DataFrame) -> None:
    assert "would be a start" in certification.answer(queries.certification.states(reader).assign(n_fields=0), values)
    assert "would fill the gap" in certification.of_state(queries.certification.of_states(reader, ["PR"]))


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("OH", "Ohio: 4 of 7 entries verified. Credential: Certified Peer Recovery Supporter (unverified); training: 40 (+16"),
        ("MD", "Maryland: 4 of 9 entries verified. Credential: CPRS (unverified); training: 46 hours; 50 hours (sources"),
        ("SD", "South Dakota: 1 of 2 entries verified. Credential: none (verified); training: not stated"),
    ],
)
def test_a_state_is_told_in_a_sentence(reader: Reader, state: str, said: str) -> None:
    assert certification.of_state(queries.certification.of_states(reader, [state])).startswith(said)


@pytest.mark.parametrize(
    ("state", "said"),
    [("NV", "ask the certifying body: Nevada Certification Board."), ("WY", "ask the state's certifying body.")],
)
def test_the_reader_is_sent_to_the_certifying_body(reader: Reader, state: str, said: str) -> None:
    assert certification.ask_first(queries.certification.of_states(reader, [state])).endswith(said)


def test_the_example_is_the_state_known_best(reader: Reader) -> None:
    assert certification.best_known(queries.certification.states(reader)) == "Washington"


@pytest.mark.parametrize(
    ("verified_only", "title", "texts"),
    [
        (False, "Training", ["46 hours", "50 hours"]),
        (True, "Training", ["46 hours"]),
        (False, "Exam", ["IC&RC"]),
        (True, "Exam", ["not verified"]),
    ],
)
def test_a_sheet_says_what_the_filter_leaves_out(values: pd.DataFrame, verified_only: bool, title: str, texts: list[str]) -> None:
    sheet = certification.sheet(values[values["state"] == "MD"], verified_only=verified_only)
    assert [one.text for one in sheet[title]] == texts
    assert list(sheet) == list(queries.certification.FIELDS.values())


def test_a_field_nobody_states_is_not_stated(values: pd.DataFrame) -> None:
    sheet = certification.sheet(values[values["state"] == "OH"], verified_only=False)
    assert sheet["Fee"] == [certification.Statement("not stated")]
    assert certification.sheet(values[values["state"] == "PR"], verified_only=False) == {}


def test_the_table_marks_every_value_and_the_filter_keeps_eleven_states(reader: Reader, values: pd.DataFrame) -> None:
    states = queries.certification.states(reader)
    names = dict(zip(states["state"], states["place_name"], strict=True))
    everything = certification.grid(values, names, verified_only=False).set_index("state")
    assert len(everything) == 51
    assert everything.at["Maryland", "Training"] == "≠ 46 hours; 50 hours"
    assert everything.at["Ohio", "Exam"] == "● yes"
    assert everything.at["Alabama", "Exam"] == "○ yes"
    assert pd.isna(everything.at["Ohio", "Fee"])
    verified = certification.grid(values, names, verified_only=True).set_index("state")
    assert len(verified) == 11
    assert verified.at["Ohio", "Credential"] == "not verified"
    assert not verified.map(lambda cell: str(cell).startswith("○")).any().any()


def test_medicaid_names_the_services_it_pays_for(values: pd.DataFrame) -> None:
    ohio = certification.medicaid(values).query("state == 'Ohio'")
    assert dict(zip(ohio["for"], ohio["Medicaid pays"], strict=True)) == {
        "mental health services": "no",
        "substance use services": "yes",
    }


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("narrow", [False, True])
def test_hours_are_drawn_filled_where_verified(hours: pd.DataFrame, dark: bool, narrow: bool) -> None:
    chart = training_hours(hours, dark=dark, narrow=narrow, show_all=True)
    (marks,) = chart.figure["data"]
    assert len(marks["x"]) == len(chart.rows)
    symbols = dict(zip(chart.rows["state"] + chart.rows["value_text"], marks["marker"]["symbol"], strict=True))
    assert [symbols[one] for one in ("CA80", "MD46")] == ["circle", "circle"]
    assert [symbols[one] for one in ("CT80", "MD50")] == ["circle-open", "circle-open"]


def test_texts_with_several_numbers_are_not_drawn_but_named(hours: pd.DataFrame) -> None:
    chart = training_hours(hours, dark=False, show_all=True)
    assert "Not drawn, because the words leave more than one number possible: Alaska, Arkansas, New Hampshire" in chart.sentence
    assert not {"AK", "AR", "OH", "TX"} & set(chart.rows["state"])
    assert "One number of training hours is stated for 31 states: from 30 (Kentucky) to 100 (Illinois)" in chart.sentence


def test_the_first_rows_always_hold_the_chosen_state(hours: pd.DataFrame) -> None:
    chart = training_hours(hours, state="KY", dark=False)
    assert "KY" in set(chart.rows["state"])
    assert "The chart shows 26 of 32 rows." in chart.sentence


def test_nothing_to_draw_is_a_refusal(hours: pd.DataFrame, reader: Reader) -> None:
    assert training_hours(hours[hours["state"] == "OH"], dark=False).rows.empty
    assert certification_coverage(queries.certification.coverage(reader).head(0), dark=False).rows.empty


def test_coverage_counts_states_by_field(reader: Reader) -> None:
    chart = certification_coverage(queries.certification.coverage(reader), dark=False)
    assert chart.rows["title"].tolist() == list(queries.certification.FIELDS.values())
    assert chart.rows.set_index("title").loc["Training"].to_dict() == {
        "n_states": 37,
        "n_verified": 5,
        "n_conflicts": 3,
        "n_places": 51,
    }
    assert "Verified: 34 of 258 entries." in chart.sentence


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        (["OH"], "1 state"),
        (["OH", "OH", "MD"], "2 states"),
        (["OH", "MD", "DC"], "2 states and DC"),
        (["OH", "DC", "PR"], "1 state, DC and Puerto Rico"),
    ],
)
def test_states_are_counted_apart_from_dc(codes: list[str], said: str) -> None:
    assert states_counted(codes) == said
