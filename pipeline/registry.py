"""The sources the pipeline knows, in the order in which it reads them. Adding a source is one name here."""

from pipeline.sources import (
    Source,
    articles,
    certification,
    cpi,
    gazetteer,
    headcount,
    hiring_lab,
    nmhss,
    oews,
    places,
    postings,
    price_parity,
    projections,
    state_projections,
    surveys,
)

MODULES = (
    places,
    gazetteer,
    articles,
    surveys,
    oews,
    projections,
    state_projections,
    headcount,
    certification,
    price_parity,
    cpi,
    nmhss,
    hiring_lab,
    postings,
)

SOURCES: dict[str, Source] = {source.provenance.source_id: source for source in map(Source.of, MODULES)}
