"""Places: what is read from the census and OEWS tables, what stays blank, and what is a fault."""

from collections import Counter
from pathlib import Path

import pytest

from pipeline.faults import SourceFault
from pipeline.sources import places
from tests.staged import assert_shipped_as_extracted, shipped, staged

ESTIMATES = """SUMLEV,STATE,NAME,POPESTIMATE2024
10,0,United States,1000
20,0,South Region,400
40,2,Alaska,100
40,11,District of Columbia,200
40,36,New York,400
40,37,North Carolina,300
40,72,Puerto Rico,50
"""
COUNTIES = """GEOID,Name,State,CBSA,Population,Latitude,Longitude
02016,Aleutians West Census Area,AK,,1,50,179
02020,Anchorage Municipality,AK,11260,3,62,-149
11001,District of Columbia,DC,47900,200,38.9,-77.0
36005,Bronx County,NY,35620,10,40.8,-73.9
36047,Kings County,NY,35620,20,40.6,-73.9
36061,New York County,NY,35620,30,40.7,-74.0
36081,Queens County,NY,35620,20,40.6,-73.8
36085,Richmond County,NY,35620,20,40.5,-74.1
37119,Mecklenburg County,NC,16740,100,35.2,-80.8
37999,Empty County,NC,,0,,
66010,Guam,GU,,5,13.4,144.8
72001,Adjuntas Municipio,PR,,5,18.2,-66.7
"""
METROS = """GEOID,Name,Population,Latitude,Longitude
10100,"Aberdeen, SD",1,45.5,-98.7
16740,"Charlotte-Concord-Gastonia, NC-SC",2700,35.2,-80.9
41980,"San Juan-Bayamón-Caguas, PR",2000,18.4,-66.1
49180,"Winston-Salem, NC",680,36.1,-80.3
99999,"Charlotte-Salisbury, NC",10,35.5,-80.5
"""
AREAS = """level,area,area_title,occ_code
metro,16740,"Charlotte-Concord-Gastonia, NC-SC",21-1093
metro,16740,"Charlotte-Concord-Gastonia, NC-SC",21-1094
metro,41980,"San Juan-Bayamon-Caguas, PR",21-1093
metro,49180,"Winston-Salem, NC",21-1093
nonmetro,3700002,Central North Carolina nonmetropolitan area,21-1093
nonmetro,6600001,Guam,21-1093
state,NC,North Carolina,21-1093
"""
CITIES = """city,state,county,lat,lon,cbsa_code
Charlotte,NC,Mecklenburg,35.2269,-80.8433,16740
Charlotte,MI,Eaton,42.6,-84.8,29620
"""
FILES = {
    "NST-EST2024-ALLDATA.csv": ESTIMATES,
    "counties.csv": COUNTIES,
    "core_based_statistical_areas.csv": METROS,
    "area_M2025_selected_occupations.csv": AREAS,
    "city_cbsa_crosswalk.csv": CITIES,
}


def extracted(folder: Path, **changed: str) -> dict[str, dict[str, str]]:
    """The places of the small files by place_id, with some files changed (named by their first word)."""
    for name, text in FILES.items():
        (folder / name).write_text(changed.get(name.split("_")[0].split(".")[0].split("-")[0], text), encoding="utf-8")
    table = places.extract(folder).tables["place"].fillna("")
    return {row["place_id"]: row for row in table.to_dict("records")}


@pytest.mark.parametrize(
    ("place_id", "expected"),
    [
        ("US", {"place_kind": "nation", "area_code": "99", "parent_id": "", "state": "", "population": "1000"}),
        ("US-DC", {"place_kind": "state", "area_code": "11", "parent_id": "US", "population": "200"}),
        ("US-PR", {"place_kind": "state", "area_code": "72", "parent_id": "US", "state": "PR"}),
        (
            "CBSA-16740",
            {
                "place_kind": "metro",
                "short_name": "Charlotte, NC",
                "state": "NC",
                "states": "NC;SC",
                "parent_id": "US",
                "population": "2700",
            },
        ),
        (
            "CBSA-41980",
            {"place_name": "San Juan-Bayamon-Caguas, PR", "short_name": "San Juan, PR", "parent_id": "US-PR"},
        ),
        ("CBSA-49180", {"short_name": "Winston-Salem, NC", "parent_id": "US-NC", "cbsa_code": "49180"}),
        (
            "BOS-3700002",
            {
                "place_kind": "nonmetro",
                "short_name": "Central North Carolina nonmetro",
                "parent_id": "US-NC",
                "area_code": "3700002",
                "population": "",
                "latitude": "",
            },
        ),
        ("BOS-6600001", {"short_name": "Guam", "state": "GU", "parent_id": "US"}),
        ("US-DC/washington", {"place_kind": "city", "parent_id": "US-DC", "cbsa_code": "47900", "population": "200"}),
        (
            "US-NC/charlotte",
            {"place_kind": "city", "area_code": "", "cbsa_code": "16740", "population": "", "latitude": "35.2269"},
        ),
        ("US-NY/new-york", {"place_kind": "city", "parent_id": "US-NY", "cbsa_code": "35620", "population": "100"}),
        ("US-NY/bronx", {"place_kind": "borough", "parent_id": "US-NY/new-york", "population": "10"}),
        ("US-NY/brooklyn", {"place_kind": "borough", "parent_id": "US-NY/new-york", "population": "20"}),
    ],
)
def test_a_place_is_held_with_its_kind_codes_and_parent(tmp_path: Path, place_id: str, expected: dict[str, str]) -> None:
    place = extracted(tmp_path)[place_id]
    assert {column: place[column] for column in expected} == expected


@pytest.mark.parametrize(
    ("place_id", "latitude", "longitude"),
    [
        # (50 x 1 + 62 x 3) / 4; longitude 179 east is 181 west: (-181 - 149 x 3) / 4
        ("US-AK", "59.000000", "-157.000000"),
        # A county without people has no weight and needs no point.
        ("US-NC", "35.200000", "-80.800000"),
        # (40.8 x 10 + 40.6 x 20 + 40.7 x 30 + 40.6 x 20 + 40.5 x 20) / 100
        ("US-NY/new-york", "40.630000", "-73.950000"),
        # The 404 people of AK, DC, NY and NC; not those of Puerto Rico and Guam: (236 + 7780 + 4063 + 3520) / 404
        ("US", "38.611386", "-77.977723"),
    ],
)
def test_a_point_is_the_mean_of_county_points_weighted_by_population(
    tmp_path: Path, place_id: str, latitude: str, longitude: str
) -> None:
    place = extracted(tmp_path)[place_id]
    assert (place["latitude"], place["longitude"]) == (latitude, longitude)
    assert place["coordinates_from"] == places.COUNTY_MEAN


def test_metros_with_the_same_short_name_keep_their_titles(tmp_path: Path) -> None:
    places_held = extracted(tmp_path, area=AREAS + 'metro,99999,"Charlotte-Salisbury, NC",21-1093\n')
    assert places_held["CBSA-16740"]["short_name"] == "Charlotte-Concord-Gastonia, NC-SC"
    assert places_held["CBSA-99999"]["short_name"] == "Charlotte-Salisbury, NC"
    assert places_held["US-NC/charlotte"]["short_name"] == "Charlotte, NC", "another kind of place may share it"


@pytest.mark.parametrize(
    ("file", "text", "sentence"),
    [
        (
            "NST",
            "SUMLEV,STATE,NAME,ESTIMATE\n10,0,United States,1\n",
            "NST-EST2024-ALLDATA.csv: missing column 'popestimate2024'",
        ),
        ("NST", "", "NST-EST2024-ALLDATA.csv: the file is empty"),
        ("NST", ESTIMATES + "40,48,Texas,9\n", "counties.csv: no county of state 48 (Texas)"),
        (
            "counties",
            COUNTIES.replace("36085,Richmond County", "36086,Richmond County"),
            "counties.csv: no county 36085, part of New York, NY",
        ),
        (
            "core",
            METROS.replace("16740,", "16741,"),
            "core_based_statistical_areas.csv: no area 16740 (Charlotte-Concord-Gastonia, NC-SC)",
        ),
        (
            "city",
            CITIES.replace("Charlotte,NC", "Charlottesville,VA"),
            "city_cbsa_crosswalk.csv: 0 rows for Charlotte, NC; expected one",
        ),
        (
            "city",
            CITIES + "Charlotte,NC,Union,35.0,-80.5,16740\n",
            "city_cbsa_crosswalk.csv: 2 rows for Charlotte, NC; expected one",
        ),
        (
            "area",
            AREAS + 'metro,99999,"Charlotte-Salisbury, ZZ",21-1093\n',
            "CBSA-99999: parent 'US-ZZ' is not among the places",
        ),
    ],
)
def test_a_file_that_cannot_be_used_is_named_in_the_fault(tmp_path: Path, file: str, text: str, sentence: str) -> None:
    with pytest.raises(SourceFault) as fault:
        extracted(tmp_path, **{file: text})
    assert str(fault.value).startswith(sentence)


def test_a_missing_file_is_named_in_the_fault(tmp_path: Path) -> None:
    extracted(tmp_path)
    (tmp_path / "counties.csv").unlink()
    with pytest.raises(SourceFault, match=r"0 files named counties\.csv; expected one"):
        places.extract(tmp_path)


@pytest.mark.parametrize(
    ("column", "text", "reason"),
    [
        ("place_kind", "village", "the kind 'village' is not one of nation, state, metro, nonmetro, city, borough"),
        ("latitude", "north", "the latitude 'north' is not a number"),
        ("longitude", "west", "the longitude 'west' is not a number"),
        ("population", "many", "the population 'many' is not a whole number"),
        ("population", "", None),
    ],
)
def test_a_place_that_cannot_be_read_is_set_aside(column: str, text: str, reason: str | None) -> None:
    blank = dict.fromkeys(places.TABLES[0].columns, "")
    (row,) = staged("place", [blank | {"place_id": "US-NC/x", "place_kind": "city"} | {column: text}])
    assert row["set_aside_reason"] == reason
    assert (row["population"], row["latitude"]) == (None, None)


def test_a_name_without_a_letter_is_set_aside() -> None:
    blank = dict.fromkeys(places.TABLES[1].columns, "")
    rows = staged("place_alias", [blank | {"alias": alias, "place_id": "US"} for alias in ("US", "--", "")])
    assert [row["set_aside_reason"] for row in rows] == [None, *["the name has no letter or digit"] * 2]


def test_the_shipped_places_are_all_there() -> None:
    rows = staged("place", shipped("places", "place"))
    assert all(row["set_aside_reason"] is None for row in rows)
    assert Counter(row["place_kind"] for row in rows) == {
        "nation": 1,
        "state": 52,
        "metro": 393,
        "nonmetro": 137,
        "city": 3,
        "borough": 5,
    }
    held = {row["place_id"]: row for row in rows}
    assert {row["parent_id"] for row in rows} - set(held) == {None}
    assert [row["place_id"] for row in rows if row["parent_id"] is None] == ["US"]
    named = Counter((row["place_kind"], row["short_name"]) for row in rows)
    assert max(named.values()) == 1, "short names are unique within a kind"
    assert all(row["latitude"] and row["population"] for row in rows if row["place_kind"] in ("nation", "state", "metro"))
    assert all((row["latitude"], row["population"]) == (None, None) for row in rows if row["place_kind"] == "nonmetro")
    assert (held["US"]["population"], held["US-DC"]["population"]) == (340_110_988, 702_250)


def test_dc_is_a_city_and_a_state_equivalent() -> None:
    kinds = {row["place_id"]: row["place_kind"] for row in shipped("places", "place")}
    assert (kinds["US-DC"], kinds["US-DC/washington"]) == ("state", "city")


@pytest.mark.parametrize("borough", ["bronx", "brooklyn", "manhattan", "queens", "staten-island"])
def test_a_borough_is_part_of_new_york_city(borough: str) -> None:
    held = {row["place_id"]: row for row in shipped("places", "place")}
    place = held[f"US-NY/{borough}"]
    assert (place["place_kind"], place["parent_id"], place["cbsa_code"]) == ("borough", "US-NY/new-york", "35620")


@pytest.mark.shared
def test_the_shipped_tables_are_a_fresh_extract(shared_data: Path, tmp_path: Path) -> None:
    assert_shipped_as_extracted(places, shared_data, tmp_path)
