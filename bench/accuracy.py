"""How often the normaliser reads a posting as a person does: on the cases in bench/cases, and on held-out ads.

python -m bench.accuracy [--failures] [--first-sight NAME]

Every case passes through the row rules as a posting of its own. Precision: of the cases where something was found, those where
it is what the person read. Recall: of the cases where the person read something, those where it was found. Beside it, on the
same cases: the pay reader of python-jobspy (requirements-bench.txt) and plain regular expressions, as a script would begin.
The rules were written with the cases. Held-out ads are invented after real ones, and judged by a person before the first run;
what that run finds is blind. It is kept in bench/results/first_sight.csv (--first-sight writes it, once a set) and printed beside
today's result, which is no longer blind: the rules were improved on what the first run showed.
"""

import argparse
import csv
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pyarrow as pa

from bench.machine import machine
from pipeline.normalize import run
from pipeline.normalize.fields import AS_READ, POSTING, no_row

try:
    from jobspy.linkedin import LinkedIn
except ImportError:
    LinkedIn = None

CASES = Path(__file__).parent / "cases"
FIRST_SIGHT = Path(__file__).parent / "results/first_sight.csv"
TITLE = "Peer Support Specialist"  # of cases about something else than the title
NOTHING = {"not_stated", "unknown"}  # the words by which a column says that nothing was found
FAILURES_SHOWN = 10

Case = Mapping[str, str]
Reading = tuple[str | None, ...]


@dataclass(frozen=True)
class Question:
    """Columns that a file of cases asks about together: all are right, or the case is not.

    ``blank_is_nothing``: whether blank cells say that there is nothing to find, or that nobody judged the case.
    """

    name: str
    file: str
    columns: tuple[str, ...]
    baseline: Callable[[Case], Iterable[object]] | None = None
    blank_is_nothing: bool = True


@dataclass(frozen=True)
class Score:
    """Counts over cases: judged, with an answer expected, with one found, and right."""

    judged: int
    expected: int
    found: int
    right: int
    agreed: int

    @property
    def shares(self) -> tuple[str, str, str]:
        """Precision, recall and agreement; "-" for a share of nothing."""
        parts = ((self.right, self.found), (self.right, self.expected), (self.agreed, self.judged))
        return tuple(f"{part / whole:.3f}" if whole else "-" for part, whole in parts)

    @property
    def line(self) -> str:
        """The figures of one row of the table."""
        precision, recall, agreement = self.shares
        return f"{self.judged:>6,}  {precision:>9}  {recall:>6}  {agreement:>5}"


# Plain regular expressions ----------------------------------------------------------------------------------------------

PERIODS = {"hour": "hour|hr", "year": "year|yr|annual", "month": "month", "biweekly": "bi-?weekly", "week": "week"}
SETTINGS = {
    "federal_va": "veterans affairs",
    "crisis_services": "crisis",
    "justice_reentry": "jail|prison|re-?entry|court",
    "hospital_inpatient": "hospital|inpatient",
    "housing_homeless": "housing|homeless|shelter",
    "remote_warmline": "warm ?line",
    "substance_use_treatment": "substance|detox|addiction",
    "health_system_primary_care": "primary care|health center",
    "recovery_community_org": "recovery (?:community|center)",
    "state_or_local_government": r"county|city of|state of",
    "community_mental_health": "mental health|behavioral health",
}
EMPLOYMENT = {"full_time": r"full[\s_-]?time", "part_time": r"part[\s_-]?time", "per_diem": r"per[\s_-]?diem|prn"}


def words(case: Case, *columns: str) -> str:
    """The text of these columns of a case, in lower case."""
    return " ".join(case.get(column) or "" for column in columns).lower()


def first(patterns: Mapping[str, str], text: str) -> str | None:
    """The name of the first pattern that is found in the text."""
    return next((name for name, pattern in patterns.items() if re.search(pattern, text)), None)


def plain_role(case: Case) -> Iterable[object]:
    """A title with "peer" or "recovery" in it."""
    return ("peer_support" if re.search(r"\bpeer\b|\brecovery\b", words(case, "title")) else None,)


def plain_pay(case: Case) -> Iterable[object]:
    """The first dollar amount or range, and the first period named after it."""
    text = words(case, "pay_text", "description")
    amounts = re.search(r"\$ ?([\d,]*\d(?:\.\d+)?)(?: ?(?:-|–|to) ?\$? ?([\d,]*\d(?:\.\d+)?))?", text)
    if not amounts:
        return (None, None, None)
    low, high = amounts[1].replace(",", ""), (amounts[2] or amounts[1]).replace(",", "")
    return (low, high, first(PERIODS, text[amounts.end() :]) or ("hour" if float(low) < 200 else "year"))


def jobspy_pay(case: Case) -> Iterable[object]:
    """What python-jobspy takes from a text for a posting without a pay field."""
    pay = LinkedIn._guess_salary("\n".join(filter(None, (case.get("pay_text"), case.get("description")))))
    period = pay.interval and {"hourly": "hour", "monthly": "month", "yearly": "year"}[pay.interval.value]
    return (*(amount and f"{amount:.2f}" for amount in (pay.min_amount, pay.max_amount)), period)


def plain_place(case: Case) -> Iterable[object]:
    """City and state of "City, ST"."""
    found = re.match(r"\s*([^,;|]+), *([A-Z]{2})\b", case.get("places") or case.get("place") or "")
    return (found[1], found[2]) if found else (None, None)


def plain_place_id(case: Case) -> Iterable[object]:
    """The id of "City, ST"."""
    city, state = plain_place(case)
    return (city and f"US-{state}/{re.sub('[^a-z]+', '-', city.lower())}",)


def plain_employment(case: Case) -> Iterable[object]:
    """The first of full-time, part-time and per diem."""
    return (first(EMPLOYMENT, words(case, "employment_type_as_read", "title", "schedule_as_read", "description")),)


def plain_setting(case: Case) -> Iterable[object]:
    """One keyword or two a setting, over all that the ad says."""
    return (first(SETTINGS, words(case, "setting_as_read", "title", "employer", "description")),)


PAY = ("pay_low", "pay_high", "pay_unit")
QUESTIONS = (
    Question("role", "role", ("role",), plain_role),
    Question("pay: low, high, unit", "pay", PAY, plain_pay),
    Question("pay an hour", "pay", ("pay_low_usd_hour", "pay_high_usd_hour")),
    Question("place: city, state", "place", ("city", "state"), plain_place),
    Question("place: id, metro", "place", ("place_id", "cbsa_code"), blank_is_nothing=False),
    Question("way of working", "place", ("remote_mode",)),
    Question("employment type", "employment_type", ("employment_type",), plain_employment),
    Question("setting", "setting", ("setting",), plain_setting),
    Question("hours a week", "schedule", ("hours_per_week_low", "hours_per_week_high")),
    Question("schedule", "schedule", ("schedule_flags",)),
    Question("certification", "certification", ("certification",)),
    Question("lived experience", "certification", ("lived_experience",)),
)

ADS = (
    Question("role", "", ("role",), plain_role),
    Question("pay: low, high, unit", "", PAY, plain_pay),
    Question("place: ids", "", ("place_ids",), plain_place_id),
    Question("way of working", "", ("remote_mode",)),
    Question("employment type", "", ("employment_type",), plain_employment),
    Question("setting", "", ("setting",), plain_setting, blank_is_nothing=False),
)
ADS_IN_FULL = (
    *ADS,
    Question("hours a week", "", ("hours_per_week_low", "hours_per_week_high")),
    Question("schedule", "", ("schedule_flags",)),
    Question("certification", "", ("certification",), blank_is_nothing=False),
    Question("lived experience", "", ("lived_experience",), blank_is_nothing=False),
)
HELD_OUT = {
    name: tuple(replace(question, file=name) for question in questions)
    for name, questions in {"held_out": ADS, "held_out_2": ADS_IN_FULL, "held_out_3": ADS_IN_FULL}.items()
}


# Our reading ------------------------------------------------------------------------------------------------------------


def as_read(case: Case) -> dict[str, object]:
    """The case as a row of posting_as_read: its columns of that name; several places are written with ' || ' between them."""
    row = {column: case.get(column) or None for column in AS_READ}
    places = case.get("places") or case.get("place")
    return row | {
        "title": case.get("title") or TITLE,
        "source_id": case.get("source_id") or "case",
        "places_as_read": places.split(" || ") if places else [],
        "pay_is_predicted": case.get("pay_is_predicted") == "true",
        "read_flags": [],
    }


def normalized(cases: list[Case]) -> list[dict[str, object]]:
    """What the row rules make of each case, in order: the columns of posting, and place_ids."""
    connection = run.connect()
    rows = [{"posting_key": key, **as_read(case), "source_posting_id": str(key)} for key, case in enumerate(cases, 1)]
    kinds = {"VARCHAR": pa.string(), "VARCHAR[]": pa.list_(pa.string()), "BOOLEAN": pa.bool_()}
    schema = pa.schema([("posting_key", pa.int64()), *((name, kinds[kind]) for name, kind in AS_READ.items())])
    connection.register("given", pa.Table.from_pylist(rows, schema=schema))
    connection.execute("create table posting_as_read as select *, 'cases' as file, posting_key as row_in_file from given")
    connection.execute(f"create view posting_given as {no_row(POSTING)}")
    run.apply_rules(connection)
    answer = connection.execute(
        "select posting_keyed.*, place_ids from posting_keyed join posting_place using (posting_key) order by posting_key"
    )
    columns = [column[0] for column in answer.description]
    return [dict(zip(columns, row, strict=True)) for row in answer.fetchall()]


def cell(value: object) -> str | None:
    """A value to compare: numbers without idle zeros, lists in order of the alphabet, nothing as None."""
    text = ";".join(sorted(value)) if isinstance(value, list) else str(value or "")
    if ";" in text:
        text = ";".join(sorted(text.split(";")))
    try:
        return f"{Decimal(text).normalize():f}"
    except InvalidOperation:
        return text if text and text not in NOTHING else None


def reading(values: Iterable[object]) -> Reading:
    """Values of one case, ready to compare."""
    return tuple(map(cell, values))


def score(pairs: list[tuple[Reading, Reading]]) -> Score:
    """Counts of (expected, found)."""
    stated = [(expected, found) for expected, found in pairs if any(expected)]
    return Score(
        judged=len(pairs),
        expected=len(stated),
        found=sum(any(found) for _, found in pairs),
        right=sum(expected == found for expected, found in stated),
        agreed=sum(expected == found for expected, found in pairs),
    )


def kept() -> dict[tuple[str, str], dict[str, str]]:
    """What was found at first sight, by held-out set and question."""
    with FIRST_SIGHT.open(encoding="utf-8", newline="") as file:
        return {(row["ads"], row["question"]): row for row in csv.DictReader(file)}


def keep(name: str, scores: Mapping[str, Score]) -> None:
    """Write down what was found at first sight of a held-out set.

    Raises SystemExit when the set was seen before: a second look is not blind.
    """
    if any(ads == name for ads, _ in kept()):
        raise SystemExit(f"{name} was seen before: its first result stands in {FIRST_SIGHT.name}")
    with FIRST_SIGHT.open("a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        today = datetime.now(UTC).date().isoformat()
        writer.writerows((name, today, question, score.judged, *score.shares) for question, score in scores.items())


def main() -> None:
    """Read every case once, then print one line a question, and its failures where asked."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--failures", action="store_true", help=f"also the first {FAILURES_SHOWN} cases that fail, a question")
    arguments.add_argument("--first-sight", choices=HELD_OUT, help="keep this set's result as the blind one")
    asked = arguments.parse_args()
    print(f"machine  {machine()}\ndate     {datetime.now(UTC).date()}")
    if LinkedIn is None:
        print("jobspy   not installed: pip install -r requirements-bench.txt")

    sections = {"Cases that the rules were written with": QUESTIONS, **HELD_OUT}
    files = {
        name: list(csv.DictReader((CASES / f"{name}.csv").open(encoding="utf-8", newline="")))
        for name in dict.fromkeys(question.file for questions in sections.values() for question in questions)
    }
    ours = iter(normalized([case for cases in files.values() for case in cases]))
    read = {name: [next(ours) for _ in cases] for name, cases in files.items()}

    for title, questions in sections.items():
        at_first = {question: row for (ads, question), row in kept().items() if ads == title}
        date = next((row["date"] for row in at_first.values()), None)
        blind = f"first sight, {date}: blind" if date else "first sight: this one" if title == asked.first_sight else ""
        held_out = ": held-out ads. Left: today, the rules improved on them; right: before" if title in HELD_OUT else ""
        print(f"\n{title}{held_out}")
        print(f"{'':<34}{'cases':>6}  {'precision':>9}  {'recall':>6}  {'agree':>5}  {blind and '| ' + blind}".rstrip())
        scores = {
            question.name: judge(question, files[question.file], read[question.file], at_first.get(question.name), asked.failures)
            for question in questions
        }
        if title == asked.first_sight:
            keep(title, scores)


def judge(
    question: Question, cases: list[Case], read: list[dict[str, object]], at_first: Mapping[str, str] | None, show_failures: bool
) -> Score:
    """Print the lines of one question: ours, beside what was found at first sight, then those of the others. Give our score."""
    judged = [
        (case, reading(case[column] for column in question.columns), reading(found[column] for column in question.columns))
        for case, found in zip(cases, read, strict=True)
        if question.blank_is_nothing or any(case[column] for column in question.columns)
    ]
    ours = score([(expected, found) for _, expected, found in judged])
    blind = "  | {cases} cases: {precision}  {recall}  {agree}".format(**at_first) if at_first else ""
    print(f"{question.name:<34}{ours.line}{blind}")
    if question.columns == PAY:
        # Figure fields are no text: the others have nothing to read there.
        judged = [row for row in judged if not (row[0].get("pay_min_as_read") or row[0].get("pay_max_as_read"))]
        if len(judged) < len(cases):
            print(f"{'  the same, pay in words':<34}{score([(expected, found) for _, expected, found in judged]).line}")
    others = {"plain regular expressions": question.baseline, "python-jobspy": jobspy_pay if question.columns == PAY else None}
    for name, other in others.items():
        if other and (other is not jobspy_pay or LinkedIn):
            print(f"{'  ' + name:<34}{score([(expected, reading(other(case))) for case, expected, _ in judged]).line}")
    if show_failures:
        failed = [row for row in judged if row[1] != row[2]]
        for case, expected, found in failed[:FAILURES_SHOWN]:
            shown = " | ".join(text for column, text in case.items() if text and column not in (*question.columns, "from"))
            print(f"    {' '.join(shown.split())[:200]}\n      expected {expected}, found {found}")
    return ours


if __name__ == "__main__":
    main()
