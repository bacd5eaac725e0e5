"""Postings from a seed, as many as asked for, in a Parquet file: the benchmark's input, the same on every machine.

Nothing in it is real but the names of places. What matters is its shape, which follows what job boards hold: texts that repeat
(a million postings have some 70,000 titles, 200,000 places and 180,000 pay texts), descriptions of about 1 kB, pay in a field, in
the description or nowhere, and every fourth posting a copy of another, seen within 30 days on this site or that.
"""

import random
from collections.abc import Callable
from pathlib import Path

import duckdb

from pipeline.normalize.lookups import RULES
from pipeline.sql_text import quoted
from pipeline.warehouse import RAW

SEED = 3
SENTENCES = 7  # of the same for all jobs, in a description; what tells jobs apart comes after them

TITLES = (
    *("Registered Nurse", "Customer Service Representative", "Case Manager", "Peer Support Specialist", "Driver"),
    *("Nursing Assistant", "Therapist", "Certified Peer Specialist", "Recovery Support Specialist", "Peer Recovery Coach"),
    *("Security Officer", "Warehouse Associate", "Medical Assistant", "Social Worker", "Counselor", "Software Engineer"),
    *("Truck Driver", "Sales Associate", "Peer Reviewer", "Community Health Worker", "Behavioral Technician"),
    *("Youth Peer Advocate", "Licensed Clinical Social Worker", "Administrative Assistant", "Substance Use Counselor"),
    *("Cook", "Program Coordinator", "Data Recovery Technician", "Direct Support Professional", "Home Health Aide"),
    *("Teacher", "Cashier", "Mental Health Technician", "Outreach Worker", "Project Manager", "Accountant", "Electrician"),
    *("Residential Counselor",),
)
LEVELS = ("", "", "", " I", " II", " III", " - Lead", " Trainee", ", Senior", " Supervisor", " (Bilingual)")
SHIFTS = (
    *("", "", "", " - Full Time", " (Part-Time)", " - Nights", " / Weekends", " PRN", " - $1,000 Sign-On Bonus"),
    *(" 2nd Shift",),
)
UNITS = (
    *("", "", "", "", " - Adult Services", " - Youth", " | Outpatient", " - Crisis Team", " - Housing First"),
    *(" (Residential)",),
)

OPENINGS = (
    *("", "", "Every day ", "On most days ", "From the start ", "After training ", "As a rule ", "In this program "),
    *("At each site ",),
)
ACTORS = (
    *("you", "this role", "our team", "the successful candidate", "a colleague", "each specialist", "the department"),
    *("a lead",),
)
ACTS = (
    *("will work closely with", "supports", "keeps records for", "plans activities with", "reports each month to"),
    *("helps to train", "meets every morning with", "coordinates the work of", "answers questions from"),
    *("builds lasting relations with", "assists"),
)
WHOM = (
    *("participants and their families", "nurses, doctors and social workers", "members of the interdisciplinary team"),
    *("visitors", "partners across the region", "people of many backgrounds", "customers in the store and on the phone"),
    *("the program director", "local schools and employers", "residents of the building"),
    *("a caseload that changes with the season", "volunteers"),
)
HOW = (
    *("in a fast-paced setting with changing priorities.", "with respect, patience and good humor."),
    *("according to written policies.", "and documents the work in the electronic record by the end of the day."),
    *("using strong written and spoken communication.", "while keeping every workspace clean, safe and well organized."),
    *("and takes part in regular supervision and staff meetings.",),
    *("so that services are timely, accurate and of high quality.", "under the guidance of an experienced colleague."),
)
TELLING = (
    *("Works on an Assertive Community Treatment team.", "Located in our outpatient behavioral health clinic."),
    *("Inpatient unit.", "Mobile crisis response around the clock.", "Supports people leaving jail or prison."),
    *("Permanent supportive housing program.", "Residential substance use treatment facility."),
    *("Recovery community center run by peers.", "Primary care clinic downtown."),
    *("Emergency department of a general hospital.", "Serves veterans at the VA medical center."),
    *("Opioid treatment program.", "Equal opportunity employer.", "Applications are read as they arrive."),
    *("Background check before the first day.",),
)
HOURS = (
    *("Full-time, Monday to Friday.", "Part-time, 20 hours per week.", "This is a full time position with benefits."),
    *("40 hours a week.", "Some evenings and weekends.", "Per diem shifts.", "Job type: Full-time.", "37.5 hours/week."),
    *("Every other weekend; on-call rotation.",),
)
ASKED = (
    *("State certification as a peer specialist required within 12 months.", "Lived experience of recovery required."),
    *("High school diploma or GED.", "Valid driver's license and clean record.", "CPR certification preferred."),
    *("Bachelor's degree preferred.", "Two years of related experience.", "Must be able to lift 25 pounds."),
    *("Certified Peer Specialist credential preferred.",),
)
EXTRAS = (
    *("401(k) with employer match up to $2,000.", "$500 referral bonus.", "Tuition assistance of $5,250 a year."),
    *("Paid leave, medical, dental.",),
)
EMPLOYER_FIRST = (
    *("North", "River", "Harbor", "Summit", "Valley", "Cedar", "Pioneer", "Bright", "Liberty", "Prairie", "Lake", "Granite"),
)
EMPLOYER_NEXT = ("side", "view", "stone", "way", " Hope", " Star", " Bridge", " Point", " County", " State", " City", " Path")
EMPLOYER_LAST = (
    *("Behavioral Health", "Medical Center", "Recovery Center", "Services, Inc.", "Partners", "Logistics LLC"),
    *("Community Services", "Hospital", "Department of Health", "Housing", "Mental Health Center", "Staffing", "Schools"),
    *("Foods", "Technologies"),
)


def write(rows: int, path: Path) -> None:
    """Write so many postings, in the columns of posting_as_read, to the Parquet file ``path``; row groups of 122,880."""
    connection = duckdb.connect()
    connection.execute("set preserve_insertion_order = false")
    for name, query in _pools().items():
        connection.execute(f"create table {name} as {query}")
    city_count, sentence_count = (
        connection.execute(f"select count(*) from {name}").fetchall()[0][0] for name in ("city", "sentence")
    )
    connection.execute(f"""
copy (
with numbered as (
    select i, case when i % 4 = 0
            then 4 * ({_hash("i", "ad")} % {rows // 4}) + 1 + {_hash("i", "copy")} % 3 else i end as ad
    from range({rows}) as row(i)
),
drawn as (
    -- Few titles, places and employers are common and many are rare: squares and cubes of evenly spread numbers.
    select i, ad, {", ".join(f"{_even('ad', name)} as {name}" for name in _DRAWS)},
        floor((pow(u_city, 3) * {city_count}))::int as city_number, floor(pow(u_low, 2) * 3200)::int as cents_above
    from numbered
),
priced as (
    select *, u_round < 0.5 as is_round,
        (1200 + case when is_round then cents_above // 25 * 25 else cents_above end)::int as low_cents,
        (low_cents * (1.04 + 0.3 * u_span))::int as high_drawn,
        case when is_round then high_drawn // 25 * 25 else high_drawn end as high_cents,
        (low_cents / 100)::decimal(8, 2) as low, (high_cents / 100)::decimal(8, 2) as high,
        low_cents * 2080 // 10000 * 100 as low_year, high_cents * 2080 // 10000 * 100 as high_year
    from drawn
),
worded as (
    select *, {_pay_words("low", "high", "low_year", "high_year")} as pay_words from priced
),
final as (
    select
        ['indeed', 'linkedin', 'zip_recruiter', 'county_site'][1 + i % 4] as source_id,
        i::varchar as source_posting_id,
        'https://jobs.example/' || ['a', 'b', 'c', 'd'][1 + i % 4] || '/' || i as url,
        {_pick(TITLES, "u_title * u_title")} || {_pick(LEVELS, "u_level")} || {_pick(UNITS, "u_unit")}
            || {_pick(SHIFTS, "u_shift")}
            || case when u_tail < 0.06 then ' (Req ' || (1000 + (u_tail * 1e6)::int % 60000) || ')' else '' end as title,
        {_pick(EMPLOYER_FIRST, "u_employer")} || {_pick(EMPLOYER_NEXT, "u_next")}
            || ' ' || {_pick(EMPLOYER_LAST, "u_last")}
            || case when u_employer < 0.4 then ' of ' || city_name else '' end as employer,
        case when u_place < 0.03 then ['Remote'] when u_place < 0.05 then [] else [
            case when u_place < 0.50 then city_name || ', ' || state
                when u_place < 0.65 then city_name || ', ' || state || ', US'
                when u_place < 0.75 then city_name || ', ' || state_name || ', United States'
                when u_place < 0.90 then city_name || ', ' || state || ' ' || (10000 + (u_tail * 89999)::int)
                when u_place < 0.94 then 'Remote in ' || city_name || ', ' || state
                when u_place < 0.98 then upper(city_name) || ', ' || state
                else 'Greater ' || city_name || ' Area' end] end as places_as_read,
        case when u_pay < 0.45 then pay_words end as pay_text,
        case when u_type < 0.3 then 'fulltime' when u_type < 0.4 then 'parttime' end as employment_type_as_read,
        concat_ws(' ', {", ".join(f"s{n}.words" for n in range(SENTENCES))},
            case when u_setting < 0.6 then {_pick(TELLING, _even("ad", "setting kind"))} end,
            case when u_hours < 0.6 then {_pick(HOURS, _even("ad", "hours kind"))} end,
            case when u_pay between 0.3 and 0.75 then 'Pay: ' || pay_words || '.' end,
            case when u_asked < 0.5 then {_pick(ASKED, _even("ad", "asked kind"))} end,
            case when u_extra < 0.25 then {_pick(EXTRAS, _even("ad", "extra kind"))} end) as description,
        (date '2026-01-01' + ({_hash("ad", "day")} % 300)::int + ({_hash("i", "day")} % 30)::int)::varchar as posted_on_as_read
    from worded
    join city using (city_number)
    {" ".join(f"join sentence as s{n} on s{n}.number = {_hash('ad', n)} % {sentence_count}" for n in range(SENTENCES))}
)
select * from final) to {quoted(path)} (format parquet)""")
    connection.close()


_DRAWS = (
    *("u_city", "u_low", "u_round", "u_span", "u_title", "u_level", "u_unit", "u_shift", "u_tail", "u_employer"),
    *("u_next", "u_last", "u_place", "u_pay", "u_type", "u_setting", "u_hours", "u_asked", "u_extra", "u_form"),
)


def _hash(key: str, salt: object) -> str:
    """SQL of a 64-bit number; hashed twice, because DuckDB joins the hashes of two values by XOR, so that salts would show."""
    return f"hash(hash({key}, {quoted(f'{SEED} {salt}')}))"


def _even(key: str, salt: str) -> str:
    """SQL of a number from 0 up to 1, the same for the same key and salt."""
    return f"({_hash(key, salt)} % 16777216)::double / 16777216"


def _pick(words: tuple[str, ...], even: str) -> str:
    """SQL of one of the words."""
    return f"[{', '.join(map(quoted, words))}][1 + floor(({even}) * {len(words)})::int]"


def _pay_words(low: str, high: str, low_year: str, high_year: str) -> str:
    """SQL of pay as sites print it."""
    forms = (
        f"'$' || {low} || ' - $' || {high} || ' an hour'",
        f"'$' || {low} || ' per hour'",
        f"'$' || {low} || '–$' || {high} || ' hourly, DOE'",
        f"{low} || ' - ' || {high} || ' USD/hr'",
        f"format('${{:,}} - ${{:,}} a year', {low_year}, {high_year})",
        f"format('${{:,}}.00 per year', {low_year})",
        f"'$' || {low_year} // 1000 || 'k-' || {high_year} // 1000 || 'k'",
        f"'From $' || {low} || '/hr + benefits'",
        f"'Up to $' || {high} || ' an hour'",
        f"format('${{:,}}.00 - ${{:,}}.00 Biweekly', {low_year} // 26, {high_year} // 26)",
        f"'$' || {low} || ' certified, $' || {high} || ' licensed, per hour'",
    )
    branches = " ".join(f"when {number} then {form}" for number, form in enumerate(forms))
    return f"case floor(u_form * {len(forms)})::int {branches} end"


def _pools() -> dict[str, str]:
    """Table -> query of what is drawn from: cities, the large ones first, and sentences."""
    chance = random.Random(SEED)
    draw: Callable[[tuple[str, ...]], str] = chance.choice
    sentences = dict.fromkeys(f"{draw(OPENINGS)}{draw(ACTORS)} {draw(ACTS)} {draw(WHOM)} {draw(HOW)}" for _ in range(40_000))
    values = ", ".join(f"({number}, {quoted(sentence)})" for number, sentence in enumerate(sentences))
    city, states = RAW / "gazetteer" / "city.csv", RULES / "place_state.csv"
    return {
        "sentence": f"from (values {values}) as sentence(number, words)",
        "state": f"""
            select state, array_to_string([upper(word[1]) || word[2:] for word in split(min(words), ' ')], ' ') as state_name
            from read_csv({quoted(states)}) where form = 'name' group by state""",
        "city": f"""
            select (row_number() over (order by residents desc, place_id) - 1)::int as city_number, city_name, state, state_name
            from read_csv({quoted(str(city))}) join state on state.state = place_id[4:5]""",
    }
