"""JobSpy: the 34 columns its scrapers write, as CSV or Parquet; what many users already have on disk."""

from pipeline.normalize.formats.format import TableFormat, one_place

COLUMNS = (
    *("id", "site", "job_url", "job_url_direct", "title", "company", "location", "date_posted", "job_type", "salary_source"),
    *("interval", "min_amount", "max_amount", "currency", "is_remote", "job_level", "job_function", "listing_type", "emails"),
    *("description", "company_industry", "company_url", "company_logo", "company_url_direct", "company_addresses"),
    *("company_num_employees", "company_revenue", "company_description", "skills", "experience_range", "company_rating"),
    *("company_reviews_count", "vacancy_count", "work_from_home_type"),
)


# Amounts that JobSpy itself took from the description are read again from it: its reading mixes periods up.
def _given(column: str) -> str:
    return f"case when salary_source is distinct from 'description' or description is null then \"{column}\" end"


# JobSpy writes descriptions as Markdown, in which "$17.50 - $20" may be "$17\.50 \- $20".
DESCRIPTION = r"if(contains(description, '\'), regexp_replace(description, '\\([^\w\s])', '\1', 'g'), description)"

FORMAT = TableFormat(
    name="jobspy",
    what="JobSpy's 34 columns",
    columns=COLUMNS,
    required=frozenset({"site", "job_url", "title", "company", "location", "date_posted"}),
    fields={
        "source_id": "coalesce(lower(site), 'jobspy')",
        "source_posting_id": "id",
        "url": "job_url",
        "title": "title",
        "employer": "company",
        "places_as_read": one_place("location"),
        "remote_as_read": "coalesce(work_from_home_type, case lower(is_remote) when 'true' then 'remote' end)",
        "description": DESCRIPTION,
        "pay_min_as_read": _given("min_amount"),
        "pay_max_as_read": _given("max_amount"),
        "pay_unit_as_read": _given("interval"),
        "pay_currency_as_read": _given("currency"),
        "employment_type_as_read": "job_type",
        "posted_on_as_read": "date_posted",
    },
)
