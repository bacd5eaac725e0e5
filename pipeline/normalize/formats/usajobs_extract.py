"""Two extracts of USAJOBS that others made and share as CSV or JSON: cancelled announcements, and a union without pay."""

from pipeline.normalize.formats.format import TableFormat, several_places

CANCELLED = TableFormat(
    name="usajobs_cancelled",
    what="the extract of cancelled USAJOBS announcements",
    columns=(
        *("control_number", "usajobs_url", "position_title", "hiring_agency", "location", "open_date", "close_date"),
        *("min_grade", "max_grade", "min_salary", "max_salary", "total_openings", "service_type", "days_open"),
    ),
    required=frozenset({"control_number", "usajobs_url", "position_title", "hiring_agency", "location", "min_salary"}),
    fields={
        "source_id": "'usajobs'",
        "source_posting_id": "control_number",
        "url": "usajobs_url",
        "title": "position_title",
        "employer": "hiring_agency",
        "employer_type_as_read": "'federal'",
        "places_as_read": several_places("location"),
        "pay_min_as_read": "min_salary",
        "pay_max_as_read": "max_salary",
        "posted_on_as_read": "open_date",
        "closes_on_as_read": "close_date",
        "note_as_read": (
            "concat_ws(', ', 'grades ' || min_grade || ' to ' || max_grade,"
            " nullif(regexp_extract(location, '\\+\\d+ more'), '') || ' locations not listed')"
        ),
    },
)

UNION = TableFormat(
    name="usajobs_union",
    what="the extract of USAJOBS announcements without pay",
    columns=(
        *("service_type", "position_location", "occupation_series", "occupation_name", "grade_code", "low_grade"),
        *("high_grade", "usajobs_control_number", "position_title", "hiring_agency", "position_open_date"),
        *("position_close_date", "occupation_full", "grade_level"),
    ),
    required=frozenset({"usajobs_control_number", "position_title", "hiring_agency", "position_location"}),
    fields={
        "source_id": "'usajobs'",
        "source_posting_id": "usajobs_control_number",
        "url": "'https://www.usajobs.gov/job/' || usajobs_control_number",
        "title": "position_title",
        "employer": "hiring_agency",
        "employer_type_as_read": "'federal'",
        "places_as_read": several_places("position_location"),
        "posted_on_as_read": "position_open_date",
        "closes_on_as_read": "position_close_date",
        "note_as_read": "grade_code",
    },
)
