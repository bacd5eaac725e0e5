"""What must hold of every warehouse: queries that return no rows, each with a sentence for whoever meets one that does.

``build`` enforces them before the new file takes its place; ``python -m pipeline check`` runs them on the file in place.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipeline.faults import SourceFault

BASELINES = Path(__file__).with_name("baselines.toml")

PERCENTILES = ("hourly_p10", "hourly_p25", "hourly_median", "hourly_p75", "hourly_p90")
RISING = " or ".join(
    f"{lower} > {higher}" for position, lower in enumerate(PERCENTILES) for higher in PERCENTILES[position + 1 :]
)

AMOUNTS = ", ".join(("hourly_mean", *PERCENTILES, "hourly_low", "hourly_point", "hourly_high"))

# The seed articles: place, hourly or annual amounts, n, date; each stands once among the reported figures.
SEED_POINTS = """
    ('US-DC/washington', 'hour', null, 21.09, null, 6, null),
    ('US-NY/bronx', 'hour', null, 18.30, null, 8, null),
    ('US-NY/brooklyn', 'hour', null, 17.45, null, 19, null),
    (null, 'hour', null, 16.86, null, 12, null),
    ('US-NC/charlotte', 'hour', null, 16.76, null, null, null),
    ('US-TX', 'hour', null, 14.14, null, null, null),
    ('US-GA', 'year', 31836, 35672, 39775, null, date '2022-08-29'),
    ('US-FL', 'hour', null, 17.52, null, 71, date '2022-08-23')
"""

# BLS OEWS national workbooks, May of the year: occupation, employment, mean and median hourly wage.
US_ANCHORS = """
    ('21-1093', 2024, 424220, 22.64, 21.69),
    ('21-1094', 2024, 60730, 26.91, 24.54),
    ('21-1018', 2024, 440380, 31.30, 28.46),
    ('21-1093', 2013, 355500, 15.04, 14.05)
"""

# BLS Employment Projections, 21-1093: cycle, persons employed in the base and the target year, percent change, openings a year.
US_GROWTH_ANCHORS = """
    ('2014-24', 386600, 430800, 11.4, 12000),
    ('2016-26', 389800, 453600, 16.4, 55400),
    ('2018-28', 413700, 466000, 12.6, 57500),
    ('2019-29', 425600, 497100, 16.8, 56500),
    ('2021-31', 420600, 472900, 12.5, 55900),
    ('2022-32', 415100, 450600, 8.6, 47400),
    ('2024-34', 449600, 478500, 6.4, 50600)
"""


@dataclass(frozen=True)
class Contract:
    """A query that returns no rows while ``sentence`` holds; its first column names what breaks it."""

    name: str
    sentence: str
    sql: str


@dataclass(frozen=True)
class Breach:
    """A contract that does not hold: how many rows break it and the first of them."""

    contract: Contract
    n_rows: int
    first: str

    def __str__(self) -> str:
        """One sentence for the user."""
        others = f", and {self.n_rows - 1:,} more" if self.n_rows > 1 else ""
        return f"Expected: {self.contract.sentence}; found {self.first}{others}."


CONTRACTS = (
    Contract(
        "percentiles_rise",
        "Percentiles rise from p10 to p90",
        f"select figure_id from mart.pay where {RISING}",
    ),
    Contract(
        "hourly_is_plausible_or_flagged",
        "Hourly pay lies within the plausible band or is flagged",
        f"""
        select figure_id from mart.pay
        where not coalesce(list_contains(flags, 'outside_plausible_band'), false)
            and (least({AMOUNTS}) < (select value from core.constant where name = 'plausible_hourly_low')
                or greatest({AMOUNTS}) > (select value from core.constant where name = 'plausible_hourly_high'))
        """,
    ),
    Contract(
        "every_figure_has_evidence",
        "Every pay figure has a source with provenance, and a place or the reason why not",
        """
        select figure_id from mart.pay
        where (source_id in (select source_id from core.source)) is not true or (place_id is null and place_note is null)
        """,
    ),
    Contract(
        "every_figure_has_an_amount_or_a_reason",
        "Every pay figure has an amount, or a note that says why not",
        f"select figure_id from mart.pay where coalesce({AMOUNTS}) is null and wage_note is null",
    ),
    Contract(
        "figure_ids_are_unique",
        "Each pay figure stands once",
        "select figure_id from mart.pay group by figure_id having count(*) > 1",
    ),
    Contract(
        "growth_ids_are_unique",
        "Each growth figure stands once",
        "select growth_id from mart.growth group by growth_id having count(*) > 1",
    ),
    Contract(
        "occupations_are_registered",
        "Every growth figure names a registered occupation or none",
        "select growth_id from mart.growth where occupation_id not in (select occupation_id from core.occupation)",
    ),
    Contract(
        "growth_adds_up",
        "A published percent change agrees with its base and projected employment",
        """
        select growth_id from mart.growth
        where abs(100.0 * (projected_employment - base_employment) / base_employment - percent_change)
            > 0.06 + if(place_kind = 'nation', 100, 1000) / base_employment * 100
        """,
    ),
    Contract(
        "verified_certification_has_a_second_source",
        "What is verified of a state's certification stands in another source than the compiled list",
        """
        select state || ' ' || field from mart.certification
        where verified
        group by state, field, applies_to, value_text
        having bool_and(source_url = (select publisher_url from core.source where source_id = 'certification')) is not false
        """,
    ),
    Contract(
        "a_program_is_no_requirement",
        "The hours of one college's program are no state's requirement",
        """
        select fact_id from mart.certification
        where field = 'training_hours' and value_number in (select value_low from mart.fact where topic = 'training')
        """,
    ),
    Contract(
        "rows_add_up",
        "Rows read are rows used plus rows set aside",
        """
        select source_id || '.' || table_name from core.row_count
        where rows_read != rows_used + rows_set_aside or rows_used < 0
        """,
    ),
    Contract(
        "every_ad_stands_once",
        "Every job ad that was read stands once, and copies name an ad that is counted",
        """
        select posting_id from core.posting group by posting_id having count(*) > 1
        union all
        select posting_id from core.posting
        where duplicate_of not in (select posting_id from core.posting where duplicate_of is null)
        """,
    ),
    Contract(
        "demand_adds_up",
        "The ads of mart.demand are those of mart.postings that are counted",
        """
        select format('{:,} ads', n)
        from (select sum(n_postings)::bigint as n, sum(n_stating_pay)::bigint as n_pay from mart.demand)
        where (n, n_pay) is distinct from (select (count(*), count(*) filter (states_pay)) from mart.postings where is_survivor)
        """,
    ),
    Contract(
        "posted_pay_adds_up",
        "Every ad whose pay counts is counted once among states, nation and unknown places",
        """
        select format('{:,} ads', n) from (
            select sum(n_reports)::bigint as n from mart.pay
            where basis = 'posted' and place_kind in ('state', 'nation', 'unknown')
        )
        where n is distinct from (select nullif(count(*), 0) from mart.postings where left_out_of_pay is null)
        """,
    ),
    Contract(
        "posted_pay_has_bounds_alone",
        "Pay of job ads is bounds and a number of ads, never an average",
        """
        select figure_id from mart.pay
        where basis = 'posted' and (n_reports is null or coalesce(hourly_mean, hourly_median, hourly_point) is not null
            or hourly_low > hourly_high or not list_contains(flags, 'not_a_sample'))
        """,
    ),
    Contract(
        "oews_annual_is_hourly_times_2080",
        "OEWS annual pay is hourly pay times 2,080, to its printed rounding",
        """
        select release || ' ' || area || ' ' || occ_code from staging.oews
        where set_aside_reason is null
            and (abs(h_mean * 2080 - a_mean) > 16 or abs(h_median * 2080 - a_median) > 16 or abs(h_pct10 * 2080 - a_pct10) > 16)
        """,
    ),
    Contract(
        "seed_points_are_exact",
        "The eight pay points of the seed articles are held exactly as printed",
        f"""
        with expected(place_id, published_unit, low, point, high, n_reports, as_of) as (values {SEED_POINTS}),
        held as (
            select place_id, published_unit, low, point, high, n_reports, as_of
            from core.pay_figure where source_id = 'articles'
        )
        select coalesce(place_id, 'place not stated') || ' ' || point
        from (
            (select * from expected except all select * from held)
            union all
            (select * from held except all select * from expected)
        )
        """,
    ),
    Contract(
        "us_figures_match",
        "National OEWS figures match the published workbooks to the cent",
        f"""
        with expected(occupation_id, reference_year, employment, hourly_mean, hourly_median) as (values {US_ANCHORS})
        select occupation_id || ' ' || reference_year
        from (
            select * from expected
            except all
            select occupation_id, reference_year, employment, hourly_mean, hourly_median
            from mart.pay where place_id = 'US' and industry = 'all' and basis = 'official'
        )
        """,
    ),
    Contract(
        "us_growth_matches",
        "National projections of 21-1093 match the published tables",
        f"""
        with expected(cycle, base, projected, percent_change, openings) as (values {US_GROWTH_ANCHORS})
        select cycle
        from (
            select * from expected
            except all
            select cycle, base_employment, projected_employment, percent_change, annual_openings
            from mart.growth where place_id = 'US' and occupation_id = '21-1093'
        )
        order by cycle
        """,
    ),
)


def breaches(connection: duckdb.DuckDBPyConnection) -> list[Breach]:
    """Every contract that does not hold of the catalog in use. Raises SourceFault when it is no warehouse of this version."""
    found = []
    for contract in (*CONTRACTS, *_baselines()):
        try:
            rows = connection.execute(contract.sql).fetchall()
        except (duckdb.CatalogException, duckdb.BinderException) as error:
            raise SourceFault(
                f"Check '{contract.name}' finds other tables than this version builds; run 'python -m pipeline build'."
            ) from error
        if rows:
            found.append(Breach(contract, len(rows), str(rows[0][0])))
    return found


def enforce(connection: duckdb.DuckDBPyConnection) -> None:
    """Raise SourceFault with one sentence a line when a contract does not hold."""
    found = breaches(connection)
    if found:
        raise SourceFault("\n".join(str(breach) for breach in found))


def _baselines() -> list[Contract]:
    """One contract per table of baselines.toml: it holds no fewer rows than were counted when the baseline was set."""
    table = tomllib.loads(BASELINES.read_text(encoding="utf-8"))
    return [
        Contract(
            f"baseline_{name}",
            f"{name} holds at least {rows:,} rows",
            f"select format('{{:,}} rows', count(*)) from {name} having count(*) < {int(rows)}",
        )
        for name, rows in table.get("rows", {}).items()
    ]
