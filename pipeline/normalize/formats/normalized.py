"""The normaliser's own output: its rows are postings already, so they meet the steps across rows and no row rule again."""

from pipeline.normalize.formats.format import TableFormat

# The columns of the output, in order, with their types.
POSTING: dict[str, str] = {
    "posting_id": "VARCHAR",
    "source_id": "VARCHAR",
    "source_posting_id": "VARCHAR",
    "url": "VARCHAR",
    "title": "VARCHAR",
    "role": "VARCHAR",
    "role_rule": "VARCHAR",
    "employer": "VARCHAR",
    "employer_type": "VARCHAR",
    "city": "VARCHAR",
    "state": "VARCHAR",
    "place_id": "VARCHAR",
    "cbsa_code": "VARCHAR",
    "place_note": "VARCHAR",
    "remote_mode": "VARCHAR",
    "setting": "VARCHAR",
    "setting_evidence": "VARCHAR",
    "employment_type": "VARCHAR",
    "contract_type": "VARCHAR",
    "hours_per_week_low": "DECIMAL(5,1)",
    "hours_per_week_high": "DECIMAL(5,1)",
    "schedule_flags": "VARCHAR[]",
    "pay_low": "DECIMAL(12,2)",
    "pay_high": "DECIMAL(12,2)",
    "pay_unit": "VARCHAR",
    "pay_low_usd_hour": "DECIMAL(10,4)",
    "pay_high_usd_hour": "DECIMAL(10,4)",
    "pay_note": "VARCHAR",
    "pay_basis": "VARCHAR",
    "certification": "VARCHAR",
    "lived_experience": "VARCHAR",
    "posted_on": "DATE",
    "closes_on": "DATE",
    "first_seen": "DATE",
    "last_seen": "DATE",
    "duplicate_of": "VARCHAR",
    "flags": "VARCHAR[]",
}

FORMAT = TableFormat(
    name="normalized",
    what="the normaliser's own output",
    columns=tuple(POSTING),
    required=frozenset(POSTING),
    fields={},
)
