"""NYC Jobs (data.cityofnewyork.us): the city's own postings, each printed twice, for employees and for the public.

Two layouts are at hand: 18 columns in 2019 and 5 columns, without number, pay and place, in 2014.
"""

from pipeline.normalize.formats.format import TableFormat, one_place

FORMAT = TableFormat(
    name="nyc_jobs",
    what="NYC Jobs",
    columns=(
        *("Job ID", "Agency", "Posting Type", "# Of Positions", "Business Title", "Civil Service Title"),
        *("Title Classification", "Title Code No", "Level", "Job Category", "Full-Time/Part-Time indicator"),
        *("Career Level", "Salary Range From", "Salary Range To", "Salary Frequency", "Work Location", "Division/Work Unit"),
        *("Job Description", "Minimum Qual Requirements", "Preferred Skills", "Additional Information", "To Apply"),
        *("Hours/Shift", "Work Location 1", "Recruitment Contact", "Residency Requirement", "Posting Date", "Post Until"),
        *("Posting Updated", "Process Date"),
    ),
    required=frozenset({"Job ID", "Agency", "Business Title", "Salary Frequency", "Work Location", "Posting Date"}),
    fields={
        "source_id": "'nyc_jobs'",
        "source_posting_id": '"Job ID"',
        "title": '"Business Title"',
        "employer": '"Agency"',
        "employer_type_as_read": "'city'",
        "places_as_read": one_place('"Work Location"'),
        "description": (
            'concat_ws(chr(10), "Division/Work Unit", "Job Description", "Minimum Qual Requirements", "Preferred Skills",'
            ' "Additional Information", "Hours/Shift")'
        ),
        "pay_min_as_read": '"Salary Range From"',
        "pay_max_as_read": '"Salary Range To"',
        "pay_unit_as_read": '"Salary Frequency"',
        "employment_type_as_read": '"Full-Time/Part-Time indicator"',
        "schedule_as_read": '"Hours/Shift"',
        "posted_on_as_read": '"Posting Date"',
        "closes_on_as_read": '"Post Until"',
    },
    # Four rows of February 2019: a stray quote moved or cut the cells, so the date's cell holds a sentence or nothing.
    unreadable={
        "the cells are shifted or cut: 'Posting Date' holds no date": (
            "not coalesce(regexp_matches(\"Posting Date\", '^\\d{4}-\\d\\d-\\d\\d|^\\d\\d?/\\d\\d?/\\d{4}'), false)"
        ),
    },
)

FORMAT_2014 = TableFormat(
    name="nyc_jobs_2014",
    what="NYC Jobs as of 2014",
    columns=("Agency", "Business Title", "Civil Service Title", "Level", "Division/Work Unit"),
    required=frozenset({"Agency", "Business Title", "Civil Service Title", "Level", "Division/Work Unit"}),
    fields={
        "source_id": "'nyc_jobs'",
        "title": '"Business Title"',
        "employer": '"Agency"',
        "employer_type_as_read": "'city'",
        "description": '"Division/Work Unit"',
        "note_as_read": 'concat_ws(\', \', "Civil Service Title", \'level \' || "Level", "Division/Work Unit")',
    },
)
