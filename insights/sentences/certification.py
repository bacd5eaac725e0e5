"""What the page on becoming a peer says: sentences on a state's certification, and statements with who makes them."""

from collections.abc import Mapping

import pandas as pd

from insights.queries.certification import FIELDS
from insights.rows import StatedField, StatedValue
from insights.sentences.statement import Statement
from insights.words import NOT_STATED, count, dated, flag, listed, states_counted

VERIFIED, UNVERIFIED, CONFLICT = "● verified", "○ unverified", "≠ sources disagree"
HIDDEN = "not verified"
SPOKEN = ("credential", "training_hours", "work_experience_hours", "exam")
NATION = "US"
WITHOUT_CREDENTIAL = ("none", "in development")


def answer(states: pd.DataFrame, values: pd.DataFrame) -> str:
    """How much is held and how much of it is verified; ``states`` and ``values`` as queries.certification gives them."""
    held = states[states["n_fields"] > 0]
    if held.empty:
        return "We hold nothing on what any state asks. A page of a certifying body would be a start."
    verified = held.loc[held["n_verified"] > 0, "state"]
    return (
        f"We hold {count(held['n_fields'].sum(), 'entry', 'entries')} on what {states_counted(held['state'])} ask, the newest "
        f"from {dated(values['as_of'].max(), None)}. Of these, {held['n_verified'].sum()} are verified, in "
        f"{states_counted(verified)}; most others stand in one list of unknown quality."
    )


def best_known(states: pd.DataFrame) -> str:
    """The state with most verified fields, of several the one with fewest others: the page's example."""
    return states.sort_values(["n_verified", "n_fields", "place_name"], ascending=[False, True, True])["place_name"].iloc[0]


def of_state(entries: pd.DataFrame) -> str:
    """What one state asks in a sentence, each part verified or not; ``entries`` as queries.certification.of_states of it."""
    name, stated = entries["place_name"].iloc[0], entries[entries["n_values"] > 0]
    if stated.empty:
        return f"We hold nothing on what {name} asks. A page of its certifying body would fill the gap."
    said = [f"{one.title.lower()}: {_entry(one)}" for one in entries.itertuples() if one.field in SPOKEN]
    n_verified, n_stated = (stated["n_verified"] > 0).sum(), len(stated)
    return f"{name}: {n_verified} of {count(n_stated, 'entry', 'entries')} verified. {_capital('; '.join(said))}."


def ask_first(entries: pd.DataFrame) -> str:
    """That rules change, and whom to ask, by name where one is held."""
    body = entries.loc[entries["field"] == "body", "value"].iloc[0]
    whom = f"ask the certifying body: {body}" if isinstance(body, str) else "ask the state's certifying body"
    return f"Rules change, and we asked no body ourselves. Before you pay for a course or apply, {whom}."


def sheet(values: pd.DataFrame, *, verified_only: bool) -> dict[str, list[Statement]]:
    """Every field of one state by title: its statements with badge, source and date, or that it is not stated.

    With ``verified_only`` what is stated and not verified is left out, and said to be. Nothing where nothing at all is stated.
    """
    if values.empty:
        return {}
    by_field = {field: _statements(held, verified_only) for field, held in values.groupby("field")}
    return {title: by_field.get(field, [Statement(NOT_STATED)]) for field, title in FIELDS.items()}


def conflicts(values: pd.DataFrame) -> dict[str, list[Statement]]:
    """The values that contradict each other, by 'state, field'; none is preferred."""
    held = values[values["in_conflict"]]
    return {
        f"{place}, {title.lower()}": _statements(group, False)
        for (place, title), group in held.groupby(["place_name", "title"], sort=False)
    }


def of_facts(facts: pd.DataFrame) -> dict[str, list[Statement]]:
    """Facts of mart.fact as statements, by what they are about."""
    told: dict[str, list[Statement]] = {}
    for one in facts.itertuples():
        where = f", {one.place_name}" if one.place_id not in (None, NATION) and not pd.isna(one.place_id) else ""
        said = f"{one.publisher}, {one.source_line}; {dated(one.as_of, one.reference_year)}"
        told.setdefault(f"{_capital(one.label)}{where}", []).append(
            Statement(
                f"'{one.value_text}', as printed" if pd.isna(one.value_low) else one.value_text,
                tuple(flag(word) for word in one.flags),
                ". ".join([_capital(one.note), said]) if isinstance(one.note, str) else said,
                one.source_url if isinstance(one.source_url, str) else "",
            )
        )
    return told


def contradicted(facts: pd.DataFrame) -> pd.DataFrame:
    """The facts whose own article says the opposite elsewhere."""
    return facts[["contradicted_in_same_article" in flags for flags in facts["flags"]]]


def in_one_article(facts: pd.DataFrame) -> dict[str, list[Statement]]:
    """Statements of one article that say the opposite of each other, under the article's name."""
    return {
        f"In one text: {publisher}": [
            Statement(_capital(one.label), (CONFLICT,), f"{one.source_line}, {dated(one.as_of, one.reference_year)}")
            for one in group.itertuples()
        ]
        for publisher, group in contradicted(facts).groupby("publisher")
    }


def country(facts: pd.DataFrame, values: pd.DataFrame) -> str:
    """What our rows say against the newest count of states with a certificate; '' when they do not contradict it."""
    counted = facts[(facts["place_id"] == NATION) & (facts["topic"] == "certification")].sort_values("reference_year")
    without = values[(values["field"] == "credential") & values["value_text"].isin(WITHOUT_CREDENTIAL)]
    if counted.empty or without.empty:
        return ""
    newest = counted.iloc[-1]
    said = [f"'{one.told}' for {one.place_name} ({one.sources})" for one in without.itertuples()]
    return (
        f"A count for {dated(newest['as_of'], newest['reference_year'])} says that '{newest['value_text']}' have a statewide "
        f"certificate; our entries say {listed(said)}. These do not fit together, and we do not choose."
    )


def program(facts: pd.DataFrame, hours: pd.DataFrame) -> str:
    """Why a program's hours are no state's requirement; ``hours`` as queries.certification.values of training_hours."""
    numbers = hours["value_number"].dropna()
    span = f"{numbers.min():,.0f} to {numbers.max():,.0f} hours where it is one number" if len(numbers) else "other hours"
    programs = facts.dropna(subset=["value_low"])
    said = listed([f"{one.value_low:,.0f} {one.unit}" for one in programs.itertuples()])
    return (
        f"A college decides how long its program is: {said} at one of them. A state decides what it asks for: {span}. "
        "A program is not a certificate, so the two never stand in one list."
    )


def grid(values: pd.DataFrame, states: Mapping[str, str], *, verified_only: bool) -> pd.DataFrame:
    """One row a state with something stated, one column a field: '● 80 hours'; ``states`` is the name by postal code.

    A field that nobody states is missing; with ``verified_only`` a field that is stated and not verified says so.
    """
    held: dict[tuple[str, str], list] = {}
    for one in values.itertuples():
        held.setdefault((one.state, one.field), []).append(one)
    told = {key: _cell(of_field, verified_only) for key, of_field in held.items()}
    shown = set(values.loc[values["verified"] | (not verified_only), "state"])
    return pd.DataFrame(
        [
            {"state": name, **{title: told.get((state, field)) for field, title in FIELDS.items()}}
            for state, name in states.items()
            if state in shown
        ],
        columns=["state", *FIELDS.values()],
    )


def medicaid(values: pd.DataFrame) -> pd.DataFrame:
    """Who says that Medicaid pays, by state: one row a value."""
    held = values[values["field"] == "medicaid_billable"].reset_index(drop=True)
    return pd.DataFrame(
        {
            "state": held["place_name"],
            "for": held["applies_to"].fillna("peer support"),
            "Medicaid pays": held["told"],
            "verified": held["verified"].map({True: VERIFIED, False: UNVERIFIED}),
            "source": held["sources"],
            "source_url": held["source_url"],
        }
    )


def _statements(values: pd.DataFrame, verified_only: bool) -> list[Statement]:
    shown = values[values["verified"]] if verified_only else values
    return [_statement(one) for one in shown.itertuples()] or [Statement(HIDDEN)]


def _statement(one: StatedValue) -> Statement:
    badges = (VERIFIED if one.verified else UNVERIFIED, *([CONFLICT] if one.in_conflict else []))
    noted = [_capital(one.note)] if isinstance(one.note, str) else []
    address = one.source_url if isinstance(one.source_url, str) else ""
    return Statement(_told(one), badges, ". ".join([*noted, one.sources]), address)


def _entry(one: StatedField) -> str:
    """'80 hours (verified)', 'not stated'."""
    if not one.n_values:
        return NOT_STATED
    return f"{one.value} ({'sources disagree' if one.in_conflict else 'verified' if one.verified else 'unverified'})"


def _cell(held: list, verified_only: bool) -> str:
    shown = [one for one in held if one.verified or not verified_only]
    if not shown:
        return HIDDEN
    mark = "≠" if any(one.in_conflict for one in shown) else "●" if all(one.verified for one in shown) else "○"
    return f"{mark} {'; '.join(_told(one) for one in shown)}"


def _told(one: StatedValue) -> str:
    """A value with the credential it is for, where a state has several."""
    return f"{one.applies_to}: {one.told}" if isinstance(one.applies_to, str) else one.told


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]
