"""Headcount and need: published counts of certified peer specialists, of states that certify or pay, and of facilities.

The rows are hand-collected, one fact each. A fact carries over as a figure; publisher and document are named here, by
the page the figure was read from.
"""

import re
from pathlib import Path

import pandas as pd

from pipeline.faults import SourceFault
from pipeline.publisher_files import PublisherFile, find_files, read_table
from pipeline.source import AreaCode, Extract, FileRead, Provenance, Release, Table
from pipeline.state_fips import state_fips

PROVENANCE = Provenance(
    source_id="headcount",
    title="Headcount and facility facts on peer support",
    publisher="Several, named in each row",
    publisher_url="https://www.center4healthandsdc.org/map-of-national-peer-training-programs.html",
    licence="Single figures (facts), each cited",
    licence_url="https://www.copyright.gov/help/faq/faq-protect.html",
    citation="Headcount and facility facts on peer support: publisher and page named in each row.",
    obtained="Collected by hand from the pages cited; each row says how many agree.",
    caveat="Nobody counts peer support workers: these count certificates, states and facilities, not jobs.",
)

TABLES = (
    Table(
        "headcount_fact",
        (
            "fact_id",
            "area",
            "measure",
            "value_as_printed",
            "unit",
            "period_as_printed",
            "publisher",
            "publisher_url",
            "confirmation",
            "release",
        ),
        key=("fact_id",),
        place=AreaCode("area"),
        release=Release("release", year="reference_year"),
        lands=("mart.fact",),
    ),
)

# Page -> publisher and document.
DOCUMENTS = {
    "https://www.center4healthandsdc.org/map-of-national-peer-training-programs.html": (
        "University of Illinois Chicago, Center on Mental Health Services Research and Policy",
        "Map of national peer training programs",
    ),
    "https://p.pdfkul.com/peer-specialist-training-and-certification-programs-national-_59c2b2421723dddb426a7e94.html": (
        "Texas Institute for Excellence in Mental Health (Kaufman, Kuhn and Stevens Manser)",
        "National overview of certification programs, 2016",
    ),
    "https://fdocuments.net/document/gao-20-616-substance-use-disorder-medicaid-coverage-of-notes-the-map-shows.html": (
        "US Government Accountability Office",
        "GAO-20-616, August 2020",
    ),
    "https://psychiatryonline.org/doi/10.1176/appi.ps.20220366": (
        "Psychiatric Services (American Psychiatric Association)",
        "doi 10.1176/appi.ps.20220366",
    ),
    "https://dbhdd.georgia.gov/recovery-transformation/cps": (
        "Georgia Department of Behavioral Health and Developmental Disabilities",
        "Web page on certified peer specialists",
    ),
    "https://ps.psychiatryonline.org/doi/full/10.1176/appi.ps.201800251": (
        "Psychiatric Services (American Psychiatric Association)",
        "doi 10.1176/appi.ps.201800251",
    ),
    "https://data.hrsa.gov/DataDownload/DD_Files/BCD_HPSA_FCT_DET_MH.csv": (
        "Health Resources and Services Administration",
        "Headline figure, quoted at second hand",
    ),
}


def extract(directory: Path) -> Extract:
    """Read ``demand_facts.csv``: one fact per area, measure and period; value and period stay as printed.

    ``unit`` is 'count', or 'percent of N facilities'; ``confirmation`` is the number of sources. Raises SourceFault for
    a missing column, an unknown place, or a page that ``DOCUMENTS`` does not name.
    """
    extract = Extract()
    for file in find_files(directory, ["demand_facts*.csv"]):
        published = read_table(file, ["area", "measure", "value", "unit", "period", "source_url", "confirmation"])
        rows = pd.DataFrame([_fact(file, row) for row in published.to_dict("records")])
        extract.tables["headcount_fact"] = pd.concat([*extract.tables.values(), rows])
        extract.files.append(FileRead.of(file, len(published), len(rows)))
    if not extract.files:
        raise SourceFault(f"{directory}: no demand_facts.csv found; expected the table of headcount facts.")
    return extract


def _fact(file: PublisherFile, row: dict[str, str]) -> dict[str, str]:
    if row["source_url"] not in DOCUMENTS:
        raise SourceFault(f"{file.name}, column 'source_url': unknown page '{row['source_url']}'; expected a known one.")
    publisher, release = DOCUMENTS[row["source_url"]]
    sources = re.match(r"\d+", row["confirmation"])
    if not sources:
        found = row["confirmation"]
        raise SourceFault(f"{file.name}, column 'confirmation': '{found}'; expected a number of sources.")
    return {
        "fact_id": re.sub(r"[^a-z0-9]+", "-", f"{row['area']} {row['measure']} {row['period']}".lower()),
        "area": state_fips(row["area"], file.name),
        "measure": row["measure"],
        "value_as_printed": row["value"],
        "unit": row["unit"] if row["unit"].startswith("percent") else "count",
        "period_as_printed": row["period"],
        "publisher": publisher,
        "publisher_url": row["source_url"],
        "confirmation": "1 source" if sources[0] == "1" else f"{sources[0]} sources",
        "release": release,
    }
