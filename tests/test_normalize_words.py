"""What a posting's fields, title, employer and description say of its setting, hours and requirements."""

import csv
from functools import cache

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import normalized

ENGINE = normalized.connection()
ORDER = ["evenings", "weekends", "nights", "on_call"]


def words_of(*postings: dict[str, str | None]) -> pd.DataFrame:
    """posting_words of the postings, in their order."""
    normalized.apply(ENGINE, postings, "mentions", "words")
    return ENGINE.execute("select * from posting_words order by posting_key").df()


def read(**posting: str) -> dict[str, object]:
    """posting_words of one posting; missing values are None."""
    return tabulated().get(repr(posting)) or records(words_of(posting))[0]


def records(rows: pd.DataFrame) -> list[dict[str, object]]:
    rows = rows.astype(object)
    return rows.where(rows.notna(), None).to_dict("records")


@cache
def tabulated() -> dict[str, dict[str, object]]:
    """posting_words of the postings that the tables of this file hold, read at one go."""
    postings = [{}, *normalized.named_in(globals(), "posting")]
    return dict(zip(map(repr, postings), records(words_of(*postings)), strict=True))


def agreement(name: str, column: str, at_least: int) -> float:
    """The share of the cases of one file in which a column is as expected."""
    with (normalized.CASES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        cases = list(csv.DictReader(file))
    assert len(cases) >= at_least
    fields = [{field: case[field] or None for field in case if field in normalized.FIELDS} for case in cases]
    shown = f"select coalesce({column}::varchar, '') from posting_words order by posting_key"
    if column == "schedule_flags":
        shown = "select array_to_string(schedule_flags, ';') from posting_words order by posting_key"
    if column.startswith("hours"):
        shown = f"select coalesce(format('{{:g}}', {column}::double), '') from posting_words order by posting_key"
    normalized.apply(ENGINE, fields, "mentions", "words")
    found = [value for (value,) in ENGINE.execute(shown).fetchall()]
    return sum(value == case[column] for value, case in zip(found, cases, strict=True)) / len(cases)


@pytest.mark.parametrize(
    ("cases", "column", "share", "at_least"),
    [
        ("setting", "setting", 0.97, 150),
        ("employment_type", "employment_type", 0.98, 150),
        ("schedule", "hours_per_week_low", 0.98, 150),
        ("schedule", "hours_per_week_high", 0.98, 150),
        ("schedule", "schedule_flags", 0.98, 150),
        ("certification", "certification", 0.98, 150),
        ("certification", "lived_experience", 0.98, 150),
    ],
)
def test_the_cases_are_read_as_a_reader_reads_them(cases: str, column: str, share: float, at_least: int) -> None:
    assert agreement(cases, column, at_least) >= share


@pytest.mark.parametrize(
    ("posting", "setting", "evidence"),
    [
        ({"employer": "Veterans Health Administration", "title": "Peer Specialist (HUD-VASH)"}, "federal_va", "employer: "),
        (
            {"employer": "Veterans Health Administration", "title": "Peer Specialist (Veterans Crisis Line)"},
            "remote_warmline",
            "title: ",
        ),
        ({"employer": "Central Hospital", "title": "Peer Specialist, Mobile Crisis"}, "crisis_services", "title: crisis"),
        ({"employer": "Central Hospital", "description": "Mobile crisis"}, "hospital_inpatient", "employer: hospital"),
        ({"employer": "County of Merced", "description": "Works in the jail."}, "justice_reentry", "text: jail"),
        ({"employer": "County of Merced"}, "state_or_local_government", "employer: county of"),
        ({"employer": "County of Merced", "setting_as_read": "act_team"}, "community_mental_health", "field: act team"),
        ({"employer": "Central Hospital", "setting_as_read": "not_stated"}, "hospital_inpatient", "employer: hospital"),
        ({"description": "shelter; detox; detox"}, "substance_use_treatment", "text: detox"),
        ({"description": "Certified peer for a crisis team required."}, "not_stated", None),
        ({"title": "Peer Outreach", "description": "Street outreach to unhoused people."}, "housing_homeless", "text: "),
        ({"title": "Peer Outreach"}, "community_mental_health", "title: outreach"),
        ({"title": "Youth Peer Specialist"}, "not_stated", None),
        ({"title": "Youth Peer", "setting_as_read": "school_youth_family"}, "community_mental_health", "field: school"),
        ({"title": "Peer Specialist, Psychiatric Rehabilitation"}, "community_mental_health", "title: psychiatric rehab"),
        ({"title": "Substance Use Peer", "description": "Works in the jail."}, "justice_reentry", "text: jail"),
        ({"title": "Substance Use Peer"}, "substance_use_treatment", "title: substance use"),
        ({"employer": "Salvation Army", "description": "Our detox."}, "substance_use_treatment", "text: detox"),
        ({"description": "Outpatient substance use treatment."}, "substance_use_treatment", "text: "),
        ({"employer": "Bright Virtual Care"}, "remote_warmline", "employer: virtual care"),
        ({"employer": "Delta County Mental Health Authority"}, "community_mental_health", "employer: "),
        (
            {"title": "Peer Specialist / Team Lead", "employer": "Valley Center for Mental Health"},
            "community_mental_health",
            "employer: ",
        ),
        ({"employer": "Bright Recovery Center", "description": "Recovery community center."}, "recovery_community_org", "text: "),
    ],
)
def test_who_speaks_first_of_the_setting(posting: dict[str, str], setting: str, evidence: str | None) -> None:
    row = read(**posting)
    assert row["setting"] == setting
    assert (row["setting_evidence"] or "").startswith(evidence or "") and (row["setting_evidence"] is None) == (evidence is None)


@pytest.mark.parametrize(
    ("posting", "employer_type"),
    [
        ({"employer": "Veterans Health Administration"}, "federal"),
        ({"employer": "California Department of Veterans Affairs"}, "state"),
        ({"employer": "Marion County Adult Behavioral Health"}, "county"),
        ({"employer": "City of Durham"}, "city"),
        ({"employer": "UMass Chan Medical School"}, "university"),
        ({"employer": "CommonSpirit Health"}, "hospital_system"),
        ({"employer": "NAMI Dane County"}, "peer_run"),
        ({"employer": "County of Merced"}, "county"),
        ({"employer": "Cherokee Nation"}, "tribal"),
        ({"employer": "Community Access"}, None),
        ({"employer": "Community Access", "employer_type_as_read": "Nonprofit"}, "nonprofit"),
        ({}, None),
    ],
)
def test_the_kind_of_employer(posting: dict[str, str], employer_type: str | None) -> None:
    assert read(**posting)["employer_type"] == employer_type


@pytest.mark.parametrize(
    ("posting", "employment_type"),
    [
        ({"employment_type_as_read": "FULL_TIME", "title": "Part-time Peer"}, "full_time"),
        ({"employment_type_as_read": "contract", "title": "Part-time Peer"}, "part_time"),
        ({"employment_type_as_read": "On-call"}, "per_diem"),
        ({"title": "Full-time Peer", "description": "20 hours per week"}, "full_time"),
        ({"description": "Full-time employees receive insurance. 20 hours per week."}, "part_time"),
        ({"description": "Full-time equivalent experience counts."}, "not_stated"),
        ({"description": "34.9 hours a week"}, "part_time"),
        ({"description": "35 hours a week"}, "full_time"),
        ({"description": "Open 24 hours a day, 7 days a week."}, "not_stated"),
        ({"description": "Certified $19/hr. FT."}, "full_time"),
        ({"description": "$19/hr. PT."}, "part_time"),
        ({"description": "Based in Dallas, Ft. Worth and Plano. Ramp of 6 ft."}, "not_stated"),
        ({"description": "Interviews at 9 a.m. PT."}, "not_stated"),
        ({"description": "Every other weekend. FTE 1.0"}, "full_time"),
        ({"description": "A .5 FTE position"}, "part_time"),
        ({"description": "Supervises 2.5 FTE"}, "not_stated"),
        ({"description": "FTE 0.9"}, "full_time"),
        ({"description": "Job Type: Full-time\nBenefits: 401(k)"}, "full_time"),
        ({"description": "Full-time benefits"}, "not_stated"),
        ({"description": "$18/hr. PT/FT."}, "either"),
        ({"title": "Peer Mentor, P/T"}, "part_time"),
        ({"title": "Peer Support Specialist - On Call"}, "per_diem"),
        ({"description": "Rotating on-call."}, "not_stated"),
        ({"description": "$24 an hour. 40 hours."}, "full_time"),
        ({"description": "Complete 40 hours of training."}, "not_stated"),
        ({"description": "Expected hours: 20 – 29 per week"}, "part_time"),
        ({"title": "Peer Specialist 0.8 FTE"}, "part_time"),
        ({"description": "$22/hr x 40 hrs."}, "full_time"),
        ({"description": "Monday to Friday, 40 hrs."}, "full_time"),
        ({"description": "On-call/relief positions."}, "per_diem"),
        ({"description": "Stress relief groups."}, "not_stated"),
    ],
)
def test_the_field_goes_before_the_title_before_the_text_before_the_hours(posting: dict[str, str], employment_type: str) -> None:
    assert read(**posting)["employment_type"] == employment_type


@pytest.mark.parametrize(
    ("posting", "contract_type"),
    [
        ({"contract_as_read": "Permanent"}, "permanent"),
        ({"employment_type_as_read": "fulltime, contract"}, "contract"),
        ({"title": "Peer Support Apprentice"}, "internship"),
        ({"title": "Peer Support Specialist - Extra Hire"}, "temporary"),
        ({"description": "This is a temporary position."}, "temporary"),
        ({"description": "Contract negotiations"}, None),
        ({}, None),
    ],
)
def test_how_long_the_work_lasts(posting: dict[str, str], contract_type: str | None) -> None:
    assert read(**posting)["contract_type"] == contract_type


def test_every_posting_gets_one_row_also_where_nothing_is_written() -> None:
    rows = words_of({}, {"title": "Peer"}, {"title": "Peer", "description": "Part-time"}, {"employer": "X"})
    assert rows["posting_key"].tolist() == [1, 2, 3, 4]
    assert rows["employment_type"].tolist() == ["not_stated", "not_stated", "part_time", "not_stated"]
    assert [list(flags) for flags in rows["schedule_flags"]] == [[], [], [], []]


pieces = [
    "full-time",
    "Part time",
    "20",
    "-",
    "37.5",
    "hours",
    "per week",
    "/wk",
    "no",
    "nights",
    "certified",
    "required",
    "within",
]
pieces += [
    "lived experience",
    "crisis team",
    "jail",
    "VA",
    "\x00",
    "\u00a0",
    "–",
    "مرحبا",
    "<b>",
    "&nbsp;",
    ";",
    "County of",
    "9" * 30,
]
texts = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(pieces), max_size=12).map(" ".join)).map(
    lambda text: text.encode("utf-8", "replace").decode("utf-8")  # as every reader of postings does
)
postings = st.fixed_dictionaries({}, optional={field: texts for field in normalized.FIELDS})


@settings(max_examples=12, deadline=None)
@given(st.lists(postings, min_size=1, max_size=40))
def test_any_text_is_answered_the_same_way_twice_and_within_bounds(given_postings: list[dict[str, str]]) -> None:
    rows = words_of(*given_postings, *given_postings).drop(columns="posting_key")
    half = len(given_postings)
    assert rows[:half].map(str).to_numpy().tolist() == rows[half:].map(str).to_numpy().tolist()
    stated = rows.dropna(subset=["hours_per_week_low"])
    assert ((stated["hours_per_week_low"] <= stated["hours_per_week_high"]) & (stated["hours_per_week_high"] <= 60)).all()
    assert rows["hours_per_week_low"].isna().equals(rows["hours_per_week_high"].isna())
    for flags in rows["schedule_flags"]:
        assert list(flags) == [flag for flag in ORDER if flag in list(flags)]
    assert set(rows["employment_type"]) <= {"full_time", "part_time", "either", "per_diem", "not_stated"}
    assert set(rows["certification"]) <= {"required", "preferred", "obtain_within", "not_required", "not_stated"}
    assert (rows["setting"].eq("not_stated") == rows["setting_evidence"].isna()).all()


@pytest.mark.parametrize(
    ("posting", "mode"),
    [
        ({"description": "Pay: $19. Hybrid work."}, "hybrid"),
        ({"description": "A remote position with a hybrid schedule later."}, "hybrid"),
        ({"description": "This is a work-from-home position."}, "remote"),
        ({"description": "No remote or hybrid work."}, None),
        ({"description": "This is not a remote position."}, None),
        ({"description": "Serves remote areas by virtual care."}, None),
        ({"description": "Work Location: In person"}, "onsite"),
        ({"description": "Work Location: Hybrid remote in Akron, OH 44308"}, "hybrid"),
        ({"description": "A remote position. Work Location: Remote"}, "remote"),
    ],
)
def test_the_way_of_working_that_a_description_states(posting: dict[str, str], mode: str | None) -> None:
    assert read(**posting)["remote_mode_in_text"] == mode


def test_a_description_of_a_megabyte_is_read() -> None:
    long = "certified " * 50_000 + "x" * 500_000 + " part-time, 20 hours per week"
    assert read(description=long)["employment_type"] == "part_time"


def test_a_connection_can_run_the_rules_again() -> None:
    first, second = words_of({"title": "Peer - PRN"}), words_of({"title": "Peer - PRN"})
    pd.testing.assert_frame_equal(first, second)


def test_the_statements_leave_no_table_but_their_own() -> None:
    words_of({})
    tables = {
        name for (name,) in ENGINE.execute("select table_name from duckdb_tables()").fetchall() if not name.endswith("_rule")
    }
    assert tables == {"posting_as_read", "posting_mentions", "posting_words"}
