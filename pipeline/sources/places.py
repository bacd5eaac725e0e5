"""Places that figures speak of: nation, states, metros, nonmetro areas, cities and boroughs needed, and their names.

A place is held once, whatever its publisher calls it; ``place_alias`` lists the names. A name shared by two places
stands there twice, so that looking it up answers "ambiguous" and never picks one.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.faults import SourceFault
from pipeline.publisher_files import PublisherFile, find_files, read_table
from pipeline.source import Extract, FileRead, NoPlace, Provenance, Release, Table

PROVENANCE = Provenance(
    source_id="places",
    title="Nation, states, metropolitan and nonmetropolitan areas, cities and boroughs",
    publisher="US Census Bureau and US Bureau of Labor Statistics",
    publisher_url="https://www.census.gov/programs-surveys/metro-micro.html",
    licence="Public domain (US government work); county and metro tables republished under the MIT licence",
    licence_url="https://www.census.gov/data/developers/about/terms-of-service.html",
    citation=(
        "U.S. Census Bureau, Population Estimates Vintage 2024, American Community Survey 2019-2023 and the July 2023"
        " delineation; U.S. Bureau of Labor Statistics, OEWS areas of May 2025."
    ),
    obtained=(
        "Populations from a public copy of NST-EST2024; counties and metros from the public us_geo tables, whose state"
        " totals agree with the American Community Survey 2019-2023; area titles from a public extract of OEWS May"
        " 2025; other cities from a public city list."
    ),
    caveat=(
        "State points are means of county points, weighted by population. Nonmetropolitan areas have no population and"
        " no point here; a city other than New York and Washington has no population."
    ),
)

TABLES = (
    Table(
        "place",
        (
            "place_id",
            "place_name",
            "short_name",
            "place_kind",
            "state",
            "states",
            "parent_id",
            "area_code",
            "cbsa_code",
            "latitude",
            "longitude",
            "coordinates_from",
            "population",
            "population_year",
            "release",
            "publisher_url",
        ),
        key=("place_id",),
        place=NoPlace("it says what places there are"),
        release=Release("release"),
        lands=("core.place",),
    ),
    Table(
        "place_alias",
        ("alias", "place_id", "origin", "release", "publisher_url"),
        key=("alias", "place_id"),
        place=NoPlace("it says what places are called"),
        release=Release("release"),
        lands=("core.place_alias",),
    ),
)

NEEDED = Path(__file__).with_name("places_needed.toml")

ESTIMATES = {
    "release": "Population Estimates Vintage 2024",
    "publisher_url": "https://www.census.gov/programs-surveys/popest.html",
}
DELINEATION = {
    "release": "ACS 2019-2023, July 2023 delineation",
    "publisher_url": "https://www.census.gov/programs-surveys/metro-micro.html",
}
OEWS_AREAS = {"release": "OEWS May 2025 areas", "publisher_url": "https://www.bls.gov/oes/current/msa_def.htm"}
COUNTIES = {"release": "ACS 2019-2023", "publisher_url": "https://www.census.gov/programs-surveys/acs"}
CITY_LIST = {"release": "public city list", "publisher_url": "https://github.com/kelvins/US-Cities-Database"}

# Files by name pattern, in the order in which ``extract`` unpacks them.
COLUMNS = {
    "NST-EST*-ALLDATA.csv": ["sumlev", "state", "name", "popestimate2024"],
    "counties.csv": ["geoid", "name", "state", "cbsa", "population", "latitude", "longitude"],
    "core_based_statistical_areas.csv": ["geoid", "name", "population", "latitude", "longitude"],
    "area_M*.csv": ["level", "area", "area_title"],
    "city_cbsa_crosswalk.csv": ["city", "state", "lat", "lon", "cbsa_code"],
}

PUBLISHED_POINT = "point of the area"
COUNTY_MEAN = "mean of county points weighted by population"
CITY_POINT = "point in the city list"
NONMETRO_ENDING = re.compile(r" nonmetropolitan area( \(noncontiguous\))?$")

Row = dict[str, str]


def extract(directory: Path) -> Extract:
    """Read population estimates, county and metro tables, OEWS areas and a city list: one row per place, one per name.

    Expects ``NST-EST*-ALLDATA.csv``, ``counties.csv``, ``core_based_statistical_areas.csv``, ``area_M*.csv`` and
    ``city_cbsa_crosswalk.csv`` below ``directory``. Raises SourceFault when one is missing, or lacks a place needed.
    """
    needed = tomllib.loads(NEEDED.read_text(encoding="utf-8"))
    files = {pattern: _the_file(directory, pattern) for pattern in COLUMNS}
    estimates, counties, metros, areas, cities = (read_table(file, COLUMNS[pattern]) for pattern, file in files.items())
    titles = areas.drop_duplicates("area")

    postal = dict(zip(counties["geoid"].str[:2], counties["state"], strict=True))
    states = list(_nation_and_states(estimates, counties, postal))
    metro_areas = list(_metros(titles[titles["level"] == "metro"], metros, needed["short_name"]))
    nonmetros = list(_nonmetros(titles[titles["level"] == "nonmetro"], postal))
    smaller = [_city(place, counties, cities) for place in needed["place"]]
    places = [*states, *metro_areas, *nonmetros, *smaller]
    _refuse_orphans(places)

    kept = [
        (estimates, len(states), "regions and divisions"),
        (counties, len(counties), ""),
        (metros, len(metro_areas), "micropolitan areas, for which OEWS publishes nothing"),
        (areas, len(metro_areas) + len(nonmetros), "further occupations of the same areas, and states"),
        (cities, sum(place["coordinates_from"] == CITY_POINT for place in smaller), "cities that no figure names yet"),
    ]
    return Extract(
        tables={
            "place": pd.DataFrame(_with_unique_short_names(places)),
            "place_alias": _aliases(places, metros, counties, needed).drop_duplicates(["alias", "place_id"]),
        },
        files=[FileRead.of(file, len(table), n, why) for file, (table, n, why) in zip(files.values(), kept, strict=True)],
    )


def _the_file(directory: Path, pattern: str) -> PublisherFile:
    files = list(find_files(directory, [pattern]))
    if len(files) != 1:
        raise SourceFault(f"{directory}: {len(files)} files named {pattern}; expected one.")
    return files[0]


def _nation_and_states(estimates: pd.DataFrame, counties: pd.DataFrame, postal: dict[str, str]) -> Iterator[Row]:
    common = {"coordinates_from": COUNTY_MEAN, "population_year": "2024", **ESTIMATES}
    level = estimates["sumlev"].str.lstrip("0")
    # The national estimate leaves Puerto Rico out.
    fifty_one = set(estimates.loc[level == "40", "state"].str.zfill(2)) - {"72"}
    for nation in estimates[level == "10"].to_dict("records"):
        yield {
            "place_id": "US",
            "place_name": nation["name"],
            "short_name": nation["name"],
            "place_kind": "nation",
            "area_code": "99",
            "population": nation["popestimate2024"],
            **_weighted_point(counties[counties["geoid"].str[:2].isin(fifty_one)]),
            **common,
        }
    for state in estimates[level == "40"].to_dict("records"):
        fips = state["state"].zfill(2)
        code = _postal_code(postal, fips, state["name"])
        yield {
            "place_id": f"US-{code}",
            "place_name": state["name"],
            "short_name": state["name"],
            "place_kind": "state",
            "state": code,
            "states": code,
            "parent_id": "US",
            "area_code": fips,
            "population": state["popestimate2024"],
            **_weighted_point(counties[counties["state"] == code]),
            **common,
        }


def _postal_code(postal: dict[str, str], fips: str, name: str) -> str:
    if fips not in postal:
        raise SourceFault(
            f"counties.csv: no county of state {fips} ({name}); expected the counties of every state and territory."
        )
    return postal[fips]


def _metros(titles: pd.DataFrame, metros: pd.DataFrame, short_names: dict[str, str]) -> Iterator[Row]:
    published = metros.set_index("geoid")
    for area, title in zip(titles["area"], titles["area_title"], strict=True):
        if area not in published.index:
            raise SourceFault(
                f"core_based_statistical_areas.csv: no area {area} ({title}); expected every metro that OEWS publishes."
            )
        metro = published.loc[area]
        states = title.rpartition(", ")[2].split("-")
        first_city = re.split("[-/]", title)[0].partition(",")[0]
        yield {
            "place_id": f"CBSA-{area}",
            "place_name": title,
            "short_name": short_names.get(f"CBSA-{area}", f"{first_city}, {states[0]}"),
            "place_kind": "metro",
            "state": states[0],
            "states": ";".join(states),
            "parent_id": f"US-{states[0]}" if len(states) == 1 else "US",
            "area_code": area,
            "cbsa_code": area,
            "latitude": metro["latitude"],
            "longitude": metro["longitude"],
            "coordinates_from": PUBLISHED_POINT,
            "population": metro["population"],
            "population_year": "2023",
            **DELINEATION,
        }


def _nonmetros(titles: pd.DataFrame, postal: dict[str, str]) -> Iterator[Row]:
    for area, title in zip(titles["area"], titles["area_title"], strict=True):
        state = _postal_code(postal, area[:2], title)
        yield {
            "place_id": f"BOS-{area}",
            "place_name": title,
            "short_name": NONMETRO_ENDING.sub(" nonmetro", title),
            "place_kind": "nonmetro",
            "state": state,
            "states": state,
            "parent_id": "US" if state in ("GU", "VI") else f"US-{state}",
            "area_code": area,
            **OEWS_AREAS,
        }


def _city(place: dict[str, Any], counties: pd.DataFrame, cities: pd.DataFrame) -> Row:
    row = {
        "place_id": place["place_id"],
        "place_name": f"{place['name']}, {place['state']}",
        "short_name": f"{place['name']}, {place['state']}",
        "place_kind": place["place_kind"],
        "state": place["state"],
        "states": place["state"],
        "parent_id": place["parent_id"],
    }
    if "counties" in place:
        made_of = counties[counties["geoid"].isin(place["counties"])]
        lacking = sorted(set(place["counties"]) - set(made_of["geoid"]))
        if lacking:
            raise SourceFault(f"counties.csv: no county {lacking[0]}, part of {row['place_name']}; expected a row.")
        whole = len(made_of) == 1
        return row | {
            "cbsa_code": made_of["cbsa"].iloc[0],
            **_weighted_point(made_of),
            "coordinates_from": PUBLISHED_POINT if whole else COUNTY_MEAN,
            "population": str(made_of["population"].astype(int).sum()),
            "population_year": "2023",
            **COUNTIES,
        }
    listed = cities[(cities["city"] == place["name"]) & (cities["state"] == place["state"])]
    if len(listed) != 1:
        raise SourceFault(f"city_cbsa_crosswalk.csv: {len(listed)} rows for {row['place_name']}; expected one.")
    city = listed.iloc[0]
    return row | {
        "cbsa_code": city["cbsa_code"],
        "latitude": city["lat"],
        "longitude": city["lon"],
        "coordinates_from": CITY_POINT,
        **CITY_LIST,
    }


def _weighted_point(counties: pd.DataFrame) -> Row:
    """Mean latitude and longitude of the counties, each weighted by its population, to six decimals."""
    peopled = counties[~counties["population"].isin(["", "0"])]
    people = peopled["population"].map(Decimal)
    # The Aleutians cross the 180th meridian; west of it longitudes are negative, as for the rest of the country.
    longitudes = peopled["longitude"].map(Decimal).map(lambda degrees: degrees - 360 if degrees > 0 else degrees)
    latitudes = peopled["latitude"].map(Decimal)
    total = sum(people)
    return {
        "latitude": str(round(sum(latitudes * people) / total, 6)),
        "longitude": str(round(sum(longitudes * people) / total, 6)),
    }


def _refuse_orphans(places: list[Row]) -> None:
    known = {place["place_id"] for place in places}
    for place in places:
        if place.get("parent_id", "US") not in known:
            raise SourceFault(
                f"{place['place_id']}: parent '{place['parent_id']}' is not among the places; expected one that is."
            )


def _with_unique_short_names(places: list[Row]) -> list[Row]:
    """Two places of one kind with the same short name both get their full name instead."""
    counted = pd.Series([(place["place_kind"], place["short_name"]) for place in places]).value_counts()
    shared = set(counted[counted > 1].index)
    full = [place["place_name"] if (place["place_kind"], place["short_name"]) in shared else None for place in places]
    return [place | {"short_name": name} if name else place for place, name in zip(places, full, strict=True)]


def _aliases(places: list[Row], metros: pd.DataFrame, counties: pd.DataFrame, needed: dict[str, Any]) -> pd.DataFrame:
    metro_titles = dict(zip("CBSA-" + metros["geoid"], metros["name"], strict=True))
    county_names = dict(zip(counties["geoid"], counties["name"], strict=True))
    state_names = {place["state"]: place["place_name"] for place in places if place["place_kind"] == "state"}
    called: dict[str, list[str]] = defaultdict(list, needed["also"])
    for place in needed["place"]:
        called[place["place_id"]] += [f"{place['name']}, {state_names[place['state']]}", *place.get("also", [])]
        if place["place_kind"] == "borough":
            called[place["place_id"]] += [f"{county_names[county]}, {place['state']}" for county in place["counties"]]

    named: list[Row] = []
    for place in places:
        kind = place["place_kind"]
        names = [(place["place_name"], "name of the place")]
        if kind == "state":
            names += [(place["state"], "postal code")]
        if kind == "metro":
            names += [(metro_titles[place["place_id"]], "title in the delineation")]
            names += [(f"{place['short_name']} {ending}", "short name") for ending in ("metro", "metro area")]
        if "area_code" in place:
            names += [(place["area_code"], "area code")]
        names += [(name, "what people call it") for name in called[place["place_id"]]]
        shared = {column: place[column] for column in ("place_id", "release", "publisher_url")}
        named += [{"alias": name, "origin": origin, **shared} for name, origin in names]
    return pd.DataFrame(named)
