"""The gazetteer: each city with its counties and metro, each ZIP area with its county and city."""

from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

from pipeline.faults import SourceFault
from pipeline.sources import gazetteer
from tests.staged import assert_shipped_as_extracted, shipped, staged

COUNTIES = """GEOID,Name,Short Name,State,CBSA,Population
08005,Arapahoe County,Arapahoe,CO,19740,655000
08031,Denver County,Denver,CO,19740,710000
08123,Weld County,Weld,CO,24540,330000
09110,Capitol Planning Region,Capitol,CT,25540,970000
17037,DeKalb County,DeKalb,IL,16980,100000
51159,Richmond County,Richmond,VA,,9000
51760,City of Richmond,Richmond (city),VA,40060,227000
"""
ZIPS = """ZCTA5,Primary County,Primary Place,Population,Latitude,Longitude
06103,09003,0937000,2800,41.77,-72.67
06114,09003,,500,41.74,-72.67
60115,17037,1719161,45000,41.93,-88.75
80202,08031,0820000,20000,39.75,-105.00
80210,08031,0820000,30000,39.68,-104.96
80640,08123,,900,39.90,-104.90
80641,08031,,100,39.80,-104.90
22572,51159,,4000,37.96,-76.76
23219,51760,5167000,4000,37.54,-77.44
"""
LIES_IN = """Place GEOID,County GEOID
0937000,09110
0820000,08031
"""
DELINEATION = """cbsa_code,cbsa_title,cbsa_type,county_fips,county_name
19740,"Denver-Aurora-Centennial, CO",metro,08031,Denver County
24540,"Greeley, CO",metro,08123,Weld County
25540,"Hartford-West Hartford-East Hartford, CT",metro,09110,Capitol Planning Region
25540,"Hartford-West Hartford-East Hartford, CT",metro,09003,Hartford County
16980,"Chicago-Naperville-Elgin, IL-IN",metro,17037,DeKalb County
40060,"Richmond, VA",metro,51760,Richmond city
"""
CITIES = """city,state,county,lat,lon
Hartford,CT,Hartford,41.76,-72.68
Dekalb,IL,De Kalb,41.93,-88.75
Denver,CO,Denver,39.75,-104.99
Dupont,CO,Denver,39.68,-104.96
Brighton,CO,Weld,39.90,-104.90
Brighton,CO,Denver,39.80,-104.90
Mchenry,CO,,39.70,-104.90
Saint Vrain,CO,Weld,39.91,-104.80
Warsaw,VA,Richmond,37.96,-76.76
Richmond,VA,Richmond City,37.54,-77.44
"""
FILES = {
    "counties.csv": COUNTIES,
    "zctas.csv": ZIPS,
    "place_counties.csv": LIES_IN,
    "cbsa_county_2023.csv": DELINEATION,
    "city_cbsa_crosswalk.csv": CITIES,
}


@pytest.fixture(autouse=True)
def no_further_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = tmp_path / "gazetteer_places.csv"
    known.write_text("place,state,city,zip\n", encoding="utf-8")
    monkeypatch.setattr(gazetteer, "CENSUS_PLACES", known)


def extracted(folder: Path, **changed: str) -> dict[str, pd.DataFrame]:
    """The tables of the small files, with some files changed (named by their first word)."""
    for name, text in FILES.items():
        (folder / name).write_text(changed.get(name.split(".")[0].split("_")[0], text), encoding="utf-8")
    return gazetteer.extract(folder).tables


@pytest.mark.parametrize(
    ("place_id", "name", "counties", "cbsa_code"),
    [
        ("US-CO/denver", "Denver", "08031", "19740"),
        # Both parts of Brighton hold residents; nine in ten live in the part in Weld County.
        ("US-CO/brighton", "Brighton", "08123;08031", "24540"),
        ("US-CO/mchenry", "McHenry", "08031", "19740"),
        ("US-CO/st-vrain", "St. Vrain", "08123", "24540"),
        ("US-CT/hartford", "Hartford", "09110", "25540"),
        ("US-IL/dekalb", "DeKalb", "17037", "16980"),
        ("US-VA/richmond", "Richmond", "51760", "40060"),
        ("US-VA/warsaw", "Warsaw", "51159", ""),
    ],
)
def test_a_city_has_its_counties_and_its_metro(tmp_path: Path, place_id: str, name: str, counties: str, cbsa_code: str) -> None:
    city = extracted(tmp_path)["city"].set_index("place_id").loc[place_id]
    assert (city["city_name"], city["county_fips"], city["cbsa_code"]) == (name, counties, cbsa_code)


def test_a_city_split_evenly_between_metros_is_given_none(tmp_path: Path) -> None:
    cities = extracted(tmp_path, zctas=ZIPS.replace("80641,08031,,100", "80641,08031,,900"))["city"].set_index("place_id")
    assert (cities.loc["US-CO/brighton", "cbsa_code"], cities.loc["US-CO/brighton", "residents"]) == ("", "1800")


@pytest.mark.parametrize(
    ("zip_code", "county", "place_id"),
    [
        ("80202", "08031", "US-CO/denver"),
        ("80210", "08031", ""),  # of the census place of Denver, but nearer to Dupont
        ("80640", "08123", "US-CO/brighton"),
        ("06103", "09110", "US-CT/hartford"),  # published with a county that Connecticut no longer has
        ("06114", "09110", "US-CT/hartford"),
        ("23219", "51760", "US-VA/richmond"),
        ("22572", "51159", "US-VA/warsaw"),
    ],
)
def test_a_zip_area_has_its_county_of_today_and_its_city(tmp_path: Path, zip_code: str, county: str, place_id: str) -> None:
    area = extracted(tmp_path)["zip_area"].set_index("zip").loc[zip_code]
    assert (area["county_fips"], area["place_id"]) == (county, place_id)


def test_a_large_place_that_the_city_list_lacks_is_found_by_its_census_code(tmp_path: Path) -> None:
    (tmp_path / "gazetteer_places.csv").write_text("place,state,city,zip\n0820000,CO,Mile High,\n", encoding="utf-8")
    tables = extracted(tmp_path)
    city = tables["city"].set_index("place_id").loc["US-CO/mile-high"]
    assert (city["county_fips"], city["cbsa_code"], city["latitude"], city["residents"]) == ("08031", "19740", "39.680", "50000")


def test_a_place_that_is_the_main_one_of_no_zip_area_lies_where_its_zip_code_says(tmp_path: Path) -> None:
    (tmp_path / "gazetteer_places.csv").write_text("place,state,city,zip\n,CO,Side Town,80640\n", encoding="utf-8")
    tables = extracted(tmp_path)
    assert tables["city"].set_index("place_id").loc["US-CO/side-town", "county_fips"] == "08123"
    assert tables["zip_area"].set_index("zip").loc["80640", "place_id"] != "US-CO/side-town"


def test_a_former_county_of_connecticut_keeps_its_metro(tmp_path: Path) -> None:
    county = extracted(tmp_path)["county"].set_index("county_fips").loc["09003"]
    assert (county["county_name"], county["state"], county["cbsa_code"]) == ("Hartford County", "CT", "25540")


@pytest.mark.parametrize(
    ("file", "text", "sentence"),
    [
        ("zctas", "ZCTA5,Primary Place,Population,Latitude,Longitude\n", "zctas.csv: missing column 'primary county'"),
        ("cbsa", DELINEATION.replace("24540", "24541"), "cbsa_county_2023.csv: no area 24540"),
        ("counties", "", "counties.csv: the file is empty"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_in_the_fault(tmp_path: Path, file: str, text: str, sentence: str) -> None:
    with pytest.raises(SourceFault) as fault:
        extracted(tmp_path, **{file: text})
    assert str(fault.value).startswith(sentence)


def test_a_place_without_a_zip_area_is_named_in_the_fault(tmp_path: Path) -> None:
    (tmp_path / "gazetteer_places.csv").write_text("place,state,city,zip\n0899999,CO,Nowhere,\n", encoding="utf-8")
    with pytest.raises(SourceFault, match=r"zctas\.csv: no ZIP area in place 0899999 \(Nowhere\)"):
        extracted(tmp_path)


@pytest.mark.parametrize(
    ("table", "row", "reason"),
    [
        ("county", {"county_fips": "8031", "population": "1"}, "the county code '8031' is not five digits"),
        ("county", {"county_fips": "08031", "population": "many"}, "the population 'many' is not a whole number"),
        ("zip_area", {"zip": "802", "county_fips": "08031"}, "the ZIP code '802' is not five digits"),
        ("zip_area", {"zip": "80202", "county_fips": ""}, "the county code '' is not five digits"),
        ("city", {"place_id": "Denver"}, "the id 'Denver' is not of the form US-NC/charlotte"),
        ("city", {"place_id": "US-CO/denver", "residents": "x"}, "the residents are not a whole number"),
        (
            "city",
            {"place_id": "US-CO/denver", "residents": "1", "latitude": "north", "longitude": "1"},
            "the point 'north 1' is not two numbers",
        ),
    ],
)
def test_a_row_that_cannot_be_read_is_set_aside(table: str, row: dict[str, str], reason: str) -> None:
    columns = next(each.columns for each in gazetteer.TABLES if each.name == table)
    (read,) = staged(table, [dict.fromkeys(columns, "") | row])
    assert read["set_aside_reason"] == reason


def test_the_shipped_gazetteer_covers_every_state_and_every_metro_of_its_counties() -> None:
    counties, cities, zips = (shipped("gazetteer", table.name) for table in gazetteer.TABLES)
    assert len({row["place_id"][:5] for row in cities} & {f"US-{row['state']}" for row in counties}) >= 52
    assert {row["cbsa_code"] for row in cities} <= {row["cbsa_code"] for row in counties}
    assert {row["place_id"] for row in zips} - {""} <= {row["place_id"] for row in cities}
    assert {row["county_fips"] for row in zips} <= {row["county_fips"] for row in counties}
    assert Counter(row["cbsa_kind"] for row in counties if row["state"] == "CT")["metro"] >= 5


@pytest.mark.parametrize(
    ("zip_code", "place_id"),
    [
        ("10001", "US-NY/new-york"),
        ("60629", "US-IL/chicago"),
        ("90001", ""),
        ("80202", "US-CO/denver"),
        ("11201", "US-NY/brooklyn"),
        ("63103", "US-MO/st-louis"),
        ("96813", "US-HI/honolulu"),
        ("06604", "US-CT/bridgeport"),
        ("10451", "US-NY/bronx"),
        # Mostly Los Angeles by the census, Beverly Hills by the post; Houston or Katy; Queens is no city of the list.
        ("90210", ""),
        ("77449", ""),
        ("11432", ""),
    ],
)
def test_well_known_zip_areas_lie_in_their_cities(zip_code: str, place_id: str) -> None:
    assert next(row["place_id"] for row in shipped("gazetteer", "zip_area") if row["zip"] == zip_code) == place_id


@pytest.mark.shared
def test_the_shipped_tables_are_a_fresh_extract(shared_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert_shipped_as_extracted(gazetteer, shared_data, tmp_path)
