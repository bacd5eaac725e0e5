"""What surrounds peer support: the neighbours' jobs and pay by sector, and the index of job postings; context, not the role."""

import pandas as pd

from insights.reader import Reader

# The names of the NAICS sectors (https://www.census.gov/naics) where they are too long to read in a chart.
SHORT_SECTORS = {
    "99": "Federal, state and local government",
    "81": "Other services, such as associations",
    "56": "Administrative and support services",
    "54": "Professional, scientific and technical services",
    "55": "Management of companies",
}
NATION_SECTORS = ("Community & Social Service", "Therapy")


def sectors(reader: Reader, *, occupation_id: str) -> pd.DataFrame:
    """A neighbour's national jobs and hourly pay in each sector, newest year held, most jobs first.

    Columns: occupation_title, reference_year, naics, sector (its name, short), employment (rounded to 10; NULL where not
    published), hourly_median and hourly_mean (USD), release, source_url, figure_id.
    """
    held = reader.table(
        """
        select occupation_title, reference_year, industry as naics, industry_title as sector, employment,
            hourly_median::double as hourly_median, hourly_mean::double as hourly_mean, release, source_url, figure_id
        from atlas.mart.pay
        where basis = 'official' and place_id = 'US' and industry <> 'all' and occupation_id = $occupation_id and is_newest
        order by employment desc nulls last, naics
        """,
        {"occupation_id": occupation_id},
    )
    return held.assign(sector=held["naics"].map(SHORT_SECTORS).fillna(held["sector"]))


def posting_index(reader: Reader, *, place_id: str = "US") -> pd.DataFrame:
    """Indeed Hiring Lab's monthly index: the nation's two nearest sectors, and all sectors together in one place.

    Columns as mart.posting_index; a month that the release ends within is left out.
    """
    return reader.table(
        """
        select * from atlas.mart.posting_index
        where whole_month
            and ((place_id = 'US' and sector in (select unnest($sectors))) or (place_id = $place_id and sector = 'all'))
        order by sector, place_id, month
        """,
        {"sectors": list(NATION_SECTORS), "place_id": place_id},
    )
