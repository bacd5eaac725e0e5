"""The fields of an ad, declared once: what a format may fill, and what the rules make of it, each with its type and its meaning.

From here come the rows that formats fill, the rows that an earlier run has finished, the columns of the output, and, in the
warehouse, the meaning of every column that carries a field.
"""

from collections.abc import Mapping
from typing import NamedTuple


class Field(NamedTuple):
    """A column: its name, what it means (unit, and what NULL says), and its type in SQL."""

    name: str
    meaning: str
    kind: str = "VARCHAR"


# What a format fills, as the source prints it.
FIELDS_AS_READ = (
    Field("source_id", "Format and site of the file: peer_ads, usajobs, nyc_jobs."),
    Field("source_posting_id", "Id of the ad at its source; NULL when it has none."),
    Field("url", "Address of the ad; NULL when not recorded."),
    Field("title", "Job title as printed."),
    Field("employer", "Employer as printed or, in the ads read by hand, as inferred (the note says so)."),
    Field("employer_type_as_read", "Kind of employer, in the source's words."),
    Field("places_as_read", "Places as printed, one an entry; empty when none is given.", "VARCHAR[]"),
    Field("remote_as_read", "What the source says of remote work."),
    Field("description", "Text of the ad; it meets the rules and is not kept."),
    Field("pay_text", "Pay phrase as printed."),
    Field("pay_min_as_read", "Lower amount of the pay fields, as printed."),
    Field("pay_max_as_read", "Upper amount of the pay fields, as printed."),
    Field("pay_unit_as_read", "Period of the pay fields, as printed."),
    Field("pay_currency_as_read", "Currency of the pay fields; NULL when not printed."),
    Field("pay_is_predicted", "Whether the site guessed the pay; NULL when it does not say.", "BOOLEAN"),
    Field("employment_type_as_read", "Full time, part time and the like, in the source's words."),
    Field("schedule_as_read", "Days and hours in a few words."),
    Field("hours_as_read", "Hours a week, as printed."),
    Field("contract_as_read", "Permanent, temporary and the like, in the source's words."),
    Field("setting_as_read", "Setting of the work: a reader's judgement of the ad's text."),
    Field("certification_as_read", "Whether certification is asked for: a reader's judgement."),
    Field("lived_experience_as_read", "Whether lived experience is asked for: a reader's judgement."),
    Field("posted_on_as_read", "Day of posting as printed; a year or a month where no more is known."),
    Field("closes_on_as_read", "Closing day as printed."),
    Field("first_seen_as_read", "Day on which the ad was first seen."),
    Field("last_seen_as_read", "Day on which the ad was last seen."),
    Field("note_as_read", "A few words on what was inferred, or on grade and unit."),
    Field("read_flags", "What was noticed while reading, as short words.", "VARCHAR[]"),
)

# What the rules make of it: the columns of the output, in order.
FIELDS = (
    Field(
        "posting_id",
        "Stable id: format and the ad's own id, or a hash of address or title, employer and place;"
        " #2 marks a second ad of one id.",
    ),
    Field("source_id", "Format and site of the file: peer_ads, usajobs, nyc_jobs."),
    Field("source_posting_id", "Id of the ad at its source; NULL when it has none."),
    Field("url", "Address of the ad; NULL when not recorded."),
    Field("title", "Job title as printed."),
    Field("role", "peer_support, or NULL for another role or an ambiguous title."),
    Field("role_rule", "The rule that decided on the role; NULL when none spoke."),
    Field("employer", "Employer as printed; NULL when the ad names none."),
    Field(
        "employer_type",
        "federal, state, county, city, nonprofit, hospital_system, university, tribal, peer_run, company;"
        " NULL when neither field nor name says.",
    ),
    Field("city", "City; NULL for none, several or an unresolved one."),
    Field("state", "Postal code of the state; NULL for none or several."),
    Field("place_id", "Smallest place the ad names, when it is one: US-NC/charlotte, US-NC, US; NULL otherwise."),
    Field("cbsa_code", "Core-based statistical area of the place; NULL outside one or when several."),
    Field("place_note", "Why the place is no city, or none."),
    Field("remote_mode", "onsite, hybrid, remote or unknown: most ads do not say."),
    Field("setting", "One of twelve settings; not_stated when nothing tells."),
    Field("setting_evidence", "Which field told the setting, and its words."),
    Field("employment_type", "full_time, part_time, either, per_diem or not_stated."),
    Field("contract_type", "temporary, contract, internship and the like; NULL when nothing tells."),
    Field("hours_per_week_low", "Fewest hours a week stated; NULL when none are.", "DECIMAL(5,1)"),
    Field("hours_per_week_high", "Most hours a week stated; NULL when none are.", "DECIMAL(5,1)"),
    Field("schedule_flags", "evenings, weekends, nights, on_call, as far as stated.", "VARCHAR[]"),
    Field("pay_low", "Lower bound of the pay stated, USD per pay_unit; NULL when not stated.", "DECIMAL(12,2)"),
    Field("pay_high", "Upper bound of the pay stated, USD per pay_unit; NULL when not stated.", "DECIMAL(12,2)"),
    Field("pay_unit", "hour, day, week, biweekly, month, year, visit or not_stated; NULL without pay."),
    Field("pay_low_usd_hour", "Lower bound, USD an hour; NULL when it cannot be made hourly.", "DECIMAL(10,4)"),
    Field("pay_high_usd_hour", "Upper bound, USD an hour; NULL when it cannot be made hourly.", "DECIMAL(10,4)"),
    Field("pay_note", "How the pay was read, or why there is none by the hour."),
    Field("pay_basis", "stated by the employer, or predicted by the site; NULL without pay."),
    Field("certification", "required, preferred, obtain_within, not_required or not_stated."),
    Field("lived_experience", "required, preferred or not_stated."),
    Field("posted_on", "Day of posting; NULL when no day is printed.", "DATE"),
    Field("closes_on", "Closing day; NULL when none is printed.", "DATE"),
    Field("first_seen", "Day on which the ad was first seen; NULL when not recorded.", "DATE"),
    Field("last_seen", "Day on which the ad was last seen; NULL when not recorded.", "DATE"),
    Field("duplicate_of", "The ad that stands for this one; NULL for an ad that is counted."),
    Field("flags", "What a reader must know of the ad, as short words.", "VARCHAR[]"),
)

AS_READ = {field.name: field.kind for field in FIELDS_AS_READ}
POSTING = {field.name: field.kind for field in FIELDS}

# The columns of posting_as_read: what a format fills, with a key of the row and where it was read.
READ_ROW = {"posting_key": "BIGINT", **AS_READ, "file": "VARCHAR", "row_in_file": "BIGINT"}


def meanings(fields: tuple[Field, ...]) -> dict[str, str]:
    """Name -> meaning."""
    return {field.name: field.meaning for field in fields}


def typed(columns: Mapping[str, str]) -> str:
    """The columns as a table's definition has them: ``title VARCHAR, flags VARCHAR[]``."""
    return ", ".join(f"{name} {kind}" for name, kind in columns.items())


def no_row(columns: Mapping[str, str]) -> str:
    """A SELECT with these columns and no row."""
    return f"select {', '.join(f'null::{kind} as {name}' for name, kind in columns.items())} where false"
