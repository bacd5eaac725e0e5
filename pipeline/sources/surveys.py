"""Pay of peer support specialists as four national surveys found it (2009 and 2016): means an hour, and one range."""

import re
import tomllib
from pathlib import Path

import pandas as pd

from pipeline.faults import SourceFault
from pipeline.publisher_files import find_files, read_table
from pipeline.source import Extract, FileRead, PlaceName, Provenance, Release, Table

PROVENANCE = Provenance(
    source_id="surveys",
    title="National surveys of peer support pay, 2009 and 2016",
    publisher="College for Behavioral Health Leadership; Psychiatric Rehabilitation Journal; Salzer and others",
    publisher_url="http://annapoliscoalition.org/compensation-reported-peer-support-specialists/",
    licence="Facts only; no text of the publications is held",
    licence_url="",
    citation="Daniels et al. 2016; Cronise et al. 2016; Salzer et al. 2009, quoted in Brown and Wituk (eds) 2010.",
    obtained="Collected by hand from public pages that report the surveys; the reports themselves were not at hand.",
    caveat="None is a probability sample, and the newest is of 2016: what those who answered were paid, then.",
)

TABLES = (
    Table(
        "survey_pay",
        (
            "figure_id",
            "place_as_read",
            "title_as_published",
            "amount_mean",
            "amount_low",
            "amount_high",
            "unit",
            "n_as_read",
            "as_of",
            "reference_year",
            "schedule",
            "flags",
            "published_text",
            "release",
            "publisher",
            "publisher_url",
        ),
        key=("figure_id",),
        place=PlaceName("place_as_read"),
        release=Release("release", year="reference_year"),
        lands=("mart.pay",),
    ),
)

CURATED = Path(__file__).with_name("surveys_curated.toml")
FILE = "pay_observations.csv"
COLUMNS = (
    "obs_type",
    "state",
    "title",
    "pay_low",
    "pay_high",
    "pay_unit",
    "n",
    "schedule",
    "obs_date",
    "source_url",
    "note",
)
MEAN, RANGE = "hourly mean", "hourly range of average pay"

Row = dict[str, str]


def extract(directory: Path) -> Extract:
    """Read the survey rows of ``pay_observations.csv``: those that ``surveys_curated.toml`` knows, all of them.

    Raises SourceFault for a missing file, an unknown or missing survey, or a unit other than the two known ones.
    """
    curated = {survey["source_url"]: survey for survey in tomllib.loads(CURATED.read_text(encoding="utf-8"))["survey"]}
    files = list(find_files(directory, [FILE]))
    if len(files) != 1:
        raise SourceFault(f"{directory}: {len(files)} files named {FILE}; expected one.")
    collected = read_table(files[0], COLUMNS)
    surveys = collected[collected["obs_type"] == "survey"]
    unknown = set(surveys["source_url"]) - set(curated)
    absent = set(curated) - set(surveys["source_url"])
    if unknown or absent:
        what = f"unknown survey {min(unknown)}" if unknown else f"no survey {min(absent)}"
        raise SourceFault(f"{FILE}: {what}; expected those of {CURATED.name}, column 'source_url'.")
    rows = [_row(survey, curated[survey["source_url"]]) for survey in surveys.to_dict("records")]
    left = "job ads, not surveys: for a source of postings"
    return Extract({"survey_pay": pd.DataFrame(rows)}, [FileRead.of(files[0], len(collected), len(rows), left)])


def _row(survey: Row, curated: Row) -> Row:
    if survey["pay_unit"] not in (MEAN, RANGE):
        raise SourceFault(f"{FILE}, column 'pay_unit': '{survey['pay_unit']}' is unknown; expected '{MEAN}' or '{RANGE}'.")
    is_mean = survey["pay_unit"] == MEAN
    printed = re.match(r"(\d{4})(-\d{2})?$", survey["obs_date"])
    if not printed:
        raise SourceFault(f"{FILE}, column 'obs_date': '{survey['obs_date']}' is no date; expected 2016-01 or 2016.")
    amounts = [amount for amount in (survey["pay_low"], survey["pay_high"]) if amount]
    return {
        "figure_id": curated["figure_id"],
        "place_as_read": survey["state"],
        "title_as_published": survey["title"],
        "amount_mean": survey["pay_low"] if is_mean else "",
        "amount_low": "" if is_mean else survey["pay_low"],
        "amount_high": survey["pay_high"],
        "unit": "hour",
        "n_as_read": survey["n"] or _n_in_note(survey["note"], curated.get("n_in_note", "")),
        "as_of": f"{survey['obs_date']}-01" if printed[2] else "",
        "reference_year": printed[1],
        "schedule": survey["schedule"],
        "flags": ";".join(curated["flags"]),
        "published_text": f"{'-'.join(amounts)} {survey['pay_unit']}",
        "release": curated["release"],
        "publisher": curated["publisher"],
        "publisher_url": survey["source_url"],
    }


def _n_in_note(note: str, words: str) -> str:
    if words not in note:
        raise SourceFault(f"{FILE}, column 'note': '{words}' does not stand in '{note}'; expected it, as it holds n.")
    return words.partition(" ")[0]
