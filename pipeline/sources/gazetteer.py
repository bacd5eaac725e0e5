"""Cities, counties and ZIP areas that a posting may name, each with its county and core-based statistical area (CBSA).

Unlike ``places``, which holds what figures stand for, this is the index in which a posting's city is looked up. The city list
has one row per city and county; the county codes, the residents and the city of each ZIP area are worked out here from points.
"""

import itertools
import re
import unicodedata
from bisect import bisect_left, bisect_right
from pathlib import Path

import numpy as np
import pandas as pd

from pipeline.faults import SourceFault
from pipeline.publisher_files import PublisherFile, find_files, read_table
from pipeline.source import Extract, FileRead, NoPlace, OneRelease, Provenance, Table

PROVENANCE = Provenance(
    source_id="gazetteer",
    title="Cities, counties and ZIP areas of the United States",
    publisher="US Census Bureau and US Office of Management and Budget",
    publisher_url="https://www.census.gov/geographies/reference-files/time-series/geo/gazetteer-files.html",
    licence="Public domain (US government work); republished under the MIT licence; city names and points are facts",
    licence_url="https://www.census.gov/data/developers/about/terms-of-service.html",
    citation=(
        "U.S. Census Bureau, ZIP Code Tabulation Areas and counties, American Community Survey 2019-2023; U.S. Office of"
        " Management and Budget, July 2023 delineation of core-based statistical areas."
    ),
    obtained=(
        "Counties, ZIP areas and their populations from the public us_geo tables; area titles from a public county table of the"
        " delineation; cities and their points from https://github.com/kelvins/US-Cities-Database."
    ),
    caveat=(
        "The city list holds postal city names. The residents of a city are inferred: a ZIP area counts for the nearest city of"
        " its county that shares its census place. A ZIP area is given its city only where that is also the nearest city of the"
        " list, or where all its neighbours lie in the same census place; else its county alone. Good for looking names up, not"
        " as statistics."
    ),
)

TABLES = (
    Table(
        "county",
        ("county_fips", "county_name", "short_name", "state", "cbsa_code", "cbsa_title", "cbsa_kind", "population"),
        key=("county_fips",),
        place=NoPlace("it says what counties there are"),
        release=OneRelease("ACS 2019-2023, July 2023 delineation"),
        lands=("core.county",),
    ),
    Table(
        "city",
        ("place_id", "city_name", "county_fips", "cbsa_code", "latitude", "longitude", "residents"),
        key=("place_id",),
        place=NoPlace("it says what cities there are"),
        release=OneRelease("public city list"),
        lands=("core.city",),
    ),
    Table(
        "zip_area",
        ("zip", "county_fips", "place_id"),
        key=("zip",),
        place=NoPlace("it says where ZIP areas lie"),
        release=OneRelease("ACS 2019-2023, July 2023 delineation"),
        lands=("core.zip_area",),
    ),
)

COLUMNS = {
    "counties.csv": ["geoid", "name", "short name", "state", "cbsa", "population"],
    "zctas.csv": ["zcta5", "primary county", "primary place", "population", "latitude", "longitude"],
    "place_counties.csv": ["place geoid", "county geoid"],
    "cbsa_county_2023.csv": ["cbsa_code", "cbsa_title", "cbsa_type", "county_fips", "county_name"],
    "city_cbsa_crosswalk.csv": ["city", "state", "county", "lat", "lon"],
}
COUNTY_ENDING = re.compile(r" (county|parish|borough|census area|municipality|city and borough|municipio|island|district)$", re.I)
FARTHEST_KM = 25.0
NEIGHBOURS = 5
# Census places with their postal city: large ones that the city list lacks, and those that the alphabet misses. A city that is
# the main one of no ZIP area has one of its ZIP codes instead, which says where it lies and is not its own.
CENSUS_PLACES = Path(__file__).with_name("gazetteer_places.csv")
# New York: its boroughs are counties and postal cities, but Queens is many.
MANY_POSTAL_CITIES = "3651000"
BOROUGHS = {
    "36005": "US-NY/bronx",
    "36047": "US-NY/brooklyn",
    "36061": "US-NY/new-york",
    "36081": "",
    "36085": "US-NY/staten-island",
}
# A city in several CBSAs is given the one that holds more than this share of its residents, else none.
MOST = 0.75
SPELLINGS = (
    (r"\bSaint(e?)\b", r"St\1."),
    (r"^Ft\b", "Fort"),
    (r"\b(Afb|A F B)$", "AFB"),
    (r"^([ODL]) ([A-Z])", r"\1'\2"),
    (r"^Lees Summit$", "Lee's Summit"),
    (r"^Land O Lakes$", "Land O' Lakes"),
    (r"^Mc([a-z])", lambda found: f"Mc{found[1].upper()}"),
)


def extract(directory: Path) -> Extract:
    """Read counties, ZIP areas, the delineation's titles and a city list: one row per county, city and county, ZIP area.

    Expects the files of ``COLUMNS`` below ``directory``. Raises SourceFault when one is missing or lacks a column.
    """
    files = {pattern: _the_file(directory, pattern) for pattern in COLUMNS}
    counties, zips, lies_in, delineation, listed = (read_table(file, COLUMNS[pattern]) for pattern, file in files.items())
    county = _counties(counties, delineation)
    areas = _zip_areas(zips, county, lies_in)
    known = pd.read_csv(CENSUS_PLACES, dtype=str, keep_default_na=False)
    lacking = _lacking(known, listed, areas)
    named = pd.concat([listed.assign(is_postal=True), lacking.assign(is_postal=False)], ignore_index=True)
    cities = _cities(named, county, areas)
    areas["home"] = _cities_of(areas, cities, known)
    areas["place_id"] = _sure_cities(areas, cities)
    people = areas.groupby("home")["population"].sum()
    cities["residents"] = people.reindex(cities.index).fillna(0).astype(int)
    held = _one_row_a_city(cities, county)
    former = _former_counties(county, delineation)
    kept = [
        (counties, len(county), ""),
        (zips, len(areas), ""),
        (lies_in, len(lies_in), ""),
        (
            delineation,
            int(delineation["county_fips"].isin([*county["county_fips"], *former["county_fips"]]).sum()),
            "combined areas of Virginia and Hawaii that other tables use",
        ),
        (listed, len(held) - len(lacking), "the same city in a further county, or once more without one"),
    ]
    return Extract(
        tables={"county": pd.concat([county, former]), "city": held, "zip_area": areas},
        files=[FileRead.of(file, len(read), n, why) for file, (read, n, why) in zip(files.values(), kept, strict=True)],
    )


def _the_file(directory: Path, pattern: str) -> PublisherFile:
    files = list(find_files(directory, [pattern]))
    if len(files) != 1:
        raise SourceFault(f"{directory}: {len(files)} files named {pattern}; expected one.")
    return files[0]


def _counties(counties: pd.DataFrame, delineation: pd.DataFrame) -> pd.DataFrame:
    areas = delineation.drop_duplicates("cbsa_code").set_index("cbsa_code")
    county = counties.rename(
        columns={"geoid": "county_fips", "name": "county_name", "short name": "short_name", "cbsa": "cbsa_code"}
    )
    county["cbsa_title"] = county["cbsa_code"].map(areas["cbsa_title"]).fillna("")
    county["cbsa_kind"] = county["cbsa_code"].map(areas["cbsa_type"]).fillna("")
    untitled = county[(county["cbsa_code"] != "") & (county["cbsa_title"] == "")]
    if not untitled.empty:
        raise SourceFault(f"cbsa_county_2023.csv: no area {untitled['cbsa_code'].iloc[0]}; expected every area of counties.csv.")
    return county


def _former_counties(county: pd.DataFrame, delineation: pd.DataFrame) -> pd.DataFrame:
    """Connecticut's counties of before 2022, which postings still name, with the area that the delineation's table gives them."""
    gone = delineation[~delineation["county_fips"].isin(county["county_fips"]) & delineation["county_fips"].str.startswith("09")]
    names = gone["county_name"].str.rpartition(" ")[0]
    return pd.DataFrame(
        {
            "county_fips": gone["county_fips"],
            "county_name": names + " County",
            "short_name": names,
            "state": "CT",
            "cbsa_code": gone["cbsa_code"],
            "cbsa_title": gone["cbsa_title"],
            "cbsa_kind": gone["cbsa_type"],
        }
    )


def _zip_areas(zips: pd.DataFrame, county: pd.DataFrame, lies_in: pd.DataFrame) -> pd.DataFrame:
    """ZIP areas with the county of today: Connecticut's are published with the counties that its planning regions replaced."""
    areas = zips.rename(columns={"zcta5": "zip", "primary county": "county_fips", "primary place": "place"})
    states = dict(zip(county["county_fips"].str[:2], county["state"], strict=True))
    areas["state"] = areas["county_fips"].str[:2].map(states)
    areas["population"] = pd.to_numeric(areas["population"], errors="coerce").fillna(0).astype(int)
    areas["x"], areas["y"] = _kilometres(areas["latitude"], areas["longitude"])
    today = areas["county_fips"].isin(county["county_fips"])
    only_county = lies_in.drop_duplicates("place geoid", keep=False).set_index("place geoid")["county geoid"]
    areas["county_fips"] = areas["county_fips"].where(today, areas["place"].map(only_county))
    placed = areas["county_fips"].isin(county["county_fips"])
    nearest = _nearest(areas[~placed], areas[placed], "state").map(areas["county_fips"])
    areas["county_fips"] = areas["county_fips"].fillna(nearest)
    lost = areas[areas["county_fips"].isna()]
    if not lost.empty:
        raise SourceFault(f"zctas.csv: the county of {lost['zip'].iloc[0]} is not in counties.csv; expected the same vintage.")
    return areas


def _kilometres(latitude: pd.Series, longitude: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """Points on a plane that keeps distances between neighbours."""
    degrees = pd.to_numeric(latitude).to_numpy()
    return 111.2 * pd.to_numeric(longitude).to_numpy() * np.cos(np.radians(degrees)), 111.2 * degrees


def _cities(listed: pd.DataFrame, county: pd.DataFrame, areas: pd.DataFrame) -> pd.DataFrame:
    """One row per city and county, the county by name or, where the list has an older county or none, by the nearest ZIP area."""
    by_name = {
        (state, name): fips
        for fips, full, short, state in county[["county_fips", "county_name", "short_name", "state"]].itertuples(index=False)
        for name in _county_names(full, short)
    }
    cities = listed.rename(columns={"city": "city_name", "lat": "latitude", "lon": "longitude"})
    cities["x"], cities["y"] = _kilometres(cities["latitude"], cities["longitude"])
    cities["home"] = _nearest(cities, areas, "state")
    named = [by_name.get((state, _squash(name))) for state, name in zip(cities["state"], cities["county"], strict=True)]
    cities["county_fips"] = pd.Series(named, index=cities.index).fillna(cities["home"].map(areas["county_fips"]))
    cities["place"] = cities["home"].map(areas["place"]).fillna("")
    titles = cities["county_fips"].map(county.set_index("county_fips")["cbsa_title"]).fillna("")
    cities["in_state_of_title"] = [
        state in title.rpartition(", ")[2].split("-") for state, title in zip(cities["state"], titles, strict=True)
    ]
    cities["in_title"] = [name in re.split("[-,/]", title) for name, title in zip(cities["city_name"], titles, strict=True)]
    cities["residents_at_home"] = cities["home"].map(areas["population"])
    short_names = cities["county_fips"].map(county.set_index("county_fips")["short_name"])
    titled = titles.where(cities["in_state_of_title"], "")
    cities["spelling"] = [_spelling(*words) for words in zip(cities["city_name"], titled, short_names, strict=True)]
    cities["place_id"] = "US-" + cities["state"] + "/" + cities["spelling"].map(_slug)
    again = cities["county"].eq("") & cities["place_id"].isin(cities.loc[cities["county"].ne(""), "place_id"])
    return cities[~again].drop_duplicates(["place_id", "county_fips"])


def _lacking(known: pd.DataFrame, listed: pd.DataFrame, areas: pd.DataFrame) -> pd.DataFrame:
    """The census places that the city list lacks, as rows of it, each at its most populous ZIP area or the ZIP area given."""
    ordered = areas.sort_values("population", kind="stable")
    points = pd.concat([ordered.drop_duplicates("place", keep="last").set_index("place"), ordered.set_index("zip")])
    have = set(zip(listed["state"], listed["city"], strict=True))
    lacking = known.loc[np.array([pair not in have for pair in zip(known["state"], known["city"], strict=True)], dtype=bool)]
    where = lacking["place"].where(lacking["place"].ne(""), lacking["zip"])
    lost = lacking[~where.isin(points.index)]
    if not lost.empty:
        raise SourceFault(f"zctas.csv: no ZIP area in place {where[lost.index[0]]} ({lost['city'].iloc[0]}); expected one.")
    at = points.loc[where].reset_index()
    return pd.DataFrame(
        {
            "city": lacking["city"].to_numpy(),
            "state": lacking["state"].to_numpy(),
            "county": "",
            "lat": at["latitude"],
            "lon": at["longitude"],
        }
    )


def _spelling(name: str, title: str, county: str) -> str:
    """A city's name as the census writes it: the list's own lacks points, hyphens, apostrophes and inner capitals."""
    parts = re.split("[-/]+", title.rpartition(", ")[0])
    if _slug(county) == _slug(name):
        return county
    for known in [*parts, *(f"{first}-{second}" for first, second in itertools.pairwise(parts))]:
        if _slug(known).replace("-", "") == _slug(name).replace("-", ""):
            return known.strip()
    for pattern, spelling in SPELLINGS:
        name = re.sub(pattern, spelling, name)
    return name


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", re.sub(r"\bSaint(e?)\b", r"St\1", name)).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall("[a-z0-9]+", re.sub("['.]", "", plain)))


def _one_row_a_city(cities: pd.DataFrame, county: pd.DataFrame) -> pd.DataFrame:
    """Join the parts of a city in several counties: counties by residents; the CBSA when most residents live in one."""
    cities = cities.assign(cbsa_code=cities["county_fips"].map(county.set_index("county_fips")["cbsa_code"]))
    cities = cities.sort_values(["residents", "county_fips"], ascending=[False, True], kind="stable")
    by_cbsa = cities.groupby(["place_id", "cbsa_code"], sort=False)["residents"].sum().reset_index()
    top = by_cbsa.sort_values("residents", ascending=False, kind="stable").drop_duplicates("place_id").set_index("place_id")
    parts = by_cbsa.groupby("place_id").agg(cbsas=("cbsa_code", "size"), residents=("residents", "sum"))
    clear = parts["cbsas"].eq(1) | top["residents"].reindex(parts.index).gt(MOST * parts["residents"])
    held = cities.drop_duplicates("place_id").set_index("place_id")
    held["county_fips"] = cities.groupby("place_id", sort=False)["county_fips"].agg(";".join)
    held["cbsa_code"] = top["cbsa_code"].where(clear, "")
    held["residents"] = parts["residents"].astype(str)
    held["city_name"] = held["spelling"]
    for point in ("latitude", "longitude"):
        held[point] = pd.to_numeric(held[point]).map("{:.3f}".format)
    return held.reset_index()


def _county_names(full: str, short: str) -> set[str]:
    """Ways the city list writes a county: 'Saint Louis City' is the independent city, 'Saint Louis' the county around it."""
    independent = short.endswith(" (city)") or full.startswith("City of ")
    bare = short.removesuffix(" (city)")
    if independent:
        return {_squash(f"{bare} City")} | ({_squash(bare)} if bare in ("Bristol", "Radford", "Salem") else set())
    return {_squash(bare), _squash(COUNTY_ENDING.sub("", full))}


def _squash(name: str) -> str:
    """A county's name to compare by: 'St. Mary's', 'Saint Marys' -> 'stmarys'."""
    return re.sub("[^a-z]", "", re.sub(r"\bsaint(e?)\b", r"st\1", name.lower()))


def _nearest(points: pd.DataFrame, targets: pd.DataFrame, within: str) -> pd.Series:
    """For each point the label of the nearest target with the same value of ``within``; missing where there is none."""
    found = pd.Series(np.nan, index=points.index, dtype=object)
    groups = {value: group for value, group in targets.groupby(within)}
    for value, group in points.groupby(within):
        if value in groups:
            others = groups[value]
            distance = np.hypot(
                group["x"].to_numpy()[:, None] - others["x"].to_numpy(), group["y"].to_numpy()[:, None] - others["y"].to_numpy()
            )
            found[group.index] = others.index.to_numpy()[distance.argmin(axis=1)]
    return found


def _cities_of(areas: pd.DataFrame, cities: pd.DataFrame, known: pd.DataFrame) -> pd.Series:
    """The city of each ZIP area: the one that its census place is named after, else the nearest of its county if near."""
    named = _names_of_places(areas[~areas["place"].isin(["", MANY_POSTAL_CITIES])], cities)
    labels = dict(zip(zip(cities["state"], cities["city_name"], strict=True), cities.index, strict=True))
    of_place = ((row.place, (row.state, row.city)) for row in known.itertuples() if row.place)
    named |= {place: labels[city] for place, city in of_place if city in labels}
    chosen = areas["place"].map(named)
    left = areas[chosen.isna()]
    nearest = _nearest(left, cities, "county_fips").dropna()
    away = np.hypot(
        left.loc[nearest.index, "x"].to_numpy() - cities.loc[nearest, "x"].to_numpy(),
        left.loc[nearest.index, "y"].to_numpy() - cities.loc[nearest, "y"].to_numpy(),
    )
    chosen = chosen.fillna(nearest[away <= FARTHEST_KM].astype(float))
    # Of a city in several counties, the part in the ZIP area's own county.
    part = dict(zip(zip(cities["place_id"], cities["county_fips"], strict=True), cities.index, strict=True))
    ids = chosen.map(cities["place_id"])
    own = [part.get(key, label) for key, label in zip(zip(ids, areas["county_fips"], strict=True), chosen, strict=True)]
    return pd.Series(own, index=areas.index)


def _sure_cities(areas: pd.DataFrame, cities: pd.DataFrame) -> pd.Series:
    """The place_id of each ZIP area whose city a second look confirms, else blank; in New York the borough, a county.

    The census place of an area is that of most of its land, which is not always the post office's city: 90210 is mostly Los
    Angeles, 77449 mostly Houston's. Confirmed is a city that is also the nearest of the list, or whose place surrounds the area.
    """
    homes = areas["home"].map(cities["place_id"]).fillna("")
    nearest = _nearest(areas, cities[cities["is_postal"]], "state").map(cities["place_id"])
    sure = homes.where(homes.eq(nearest) | _surrounded(areas), "")
    return sure.where(areas["place"].ne(MANY_POSTAL_CITIES), areas["county_fips"].map(BOROUGHS))


def _surrounded(areas: pd.DataFrame) -> pd.Series:
    """Whether the nearest ``NEIGHBOURS`` ZIP areas of the state all lie in the same census place as the area itself."""
    same = pd.Series(False, index=areas.index)
    for _, group in areas.groupby("state"):
        if len(group) > NEIGHBOURS:
            x, y, places = group["x"].to_numpy(), group["y"].to_numpy(), group["place"].to_numpy()
            away = np.hypot(x[:, None] - x, y[:, None] - y)
            np.fill_diagonal(away, np.inf)
            around = places[np.argpartition(away, NEIGHBOURS - 1, axis=1)[:, :NEIGHBOURS]]
            same[group.index] = (around == places[:, None]).all(axis=1) & (places != "")
    return same


def _names_of_places(areas: pd.DataFrame, cities: pd.DataFrame) -> dict[str, int]:
    """The city that each census place is named after: near one of its ZIP areas, and where its code stands in the alphabet.

    Census place codes follow the alphabet within a state. Most places hold one city of the list; those that rise with the code
    bracket the others, so that 'Los Angeles' is found between 'Los Altos' and 'Los Banos', whatever lies nearer. Of several
    left, the one that the county's CBSA is titled after comes first.
    """
    named = {}
    cities = cities.assign(sort_name=cities["city_name"].str.lower().str.replace("[^a-z]", "", regex=True))
    inside = cities[cities["place"].ne("")].sort_values("residents_at_home", kind="stable").drop_duplicates("place", keep="last")
    for state, listed in cities.sort_values("sort_name", kind="stable").groupby("state"):
        anchors = inside[inside["state"] == state].sort_values("place")
        anchors = anchors.iloc[_longest_rise(anchors["sort_name"].tolist())]
        codes, names = anchors["place"].tolist(), ["", *anchors["sort_name"], "~"]
        sort_names = listed["sort_name"].tolist()
        for place, zips in areas[areas["state"] == state].groupby("place"):
            before, after = bisect_left(codes, place), bisect_right(codes, place)
            between = listed.iloc[bisect_right(sort_names, names[before]) : bisect_left(sort_names, names[after + 1])]
            if between.empty:
                continue
            away = np.hypot(
                between["x"].to_numpy()[:, None] - zips["x"].to_numpy(), between["y"].to_numpy()[:, None] - zips["y"].to_numpy()
            ).min(axis=1)
            titled = between["in_title"].to_numpy() & (away <= FARTHEST_KM)
            nearest = np.where(titled if titled.any() else True, away, np.inf).argmin()
            if away[nearest] <= FARTHEST_KM:
                named[place] = between.index[nearest]
    return named


def _longest_rise(names: list[str]) -> list[int]:
    """Positions of a longest strictly rising run of names, others left out."""
    ends: list[str] = []
    at: list[int] = []
    before = [-1] * len(names)
    for position, name in enumerate(names):
        rank = bisect_left(ends, name)
        before[position] = at[rank - 1] if rank else -1
        ends[rank : rank + 1], at[rank : rank + 1] = [name], [position]
    rise, position = [], at[-1] if at else -1
    while position >= 0:
        rise.append(position)
        position = before[position]
    return rise[::-1]
