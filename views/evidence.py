"""Evidence: every figure with its flags, every row set aside with its reason, the sources, and the downloads."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from insights import evidence, export, queries
from insights.sentences import answers
from pipeline import dictionary
from pipeline.warehouse import WAREHOUSE, attach
from views.parts import exhibit, shell, sql_box

reader = shell.reader()


@dataclass(frozen=True)
class Shown:
    """What the page says and lists of everything that is held."""

    answer: str
    figures: pd.DataFrame
    facts: pd.DataFrame
    behind_facts: evidence.Choices
    sources: pd.DataFrame
    known: list[tuple[str, str]]
    citation: str


@shell.remember
def shown(version) -> Shown:
    """The figures, facts and sources of the warehouse."""
    sources, facts = queries.sources.held(reader), queries.facts.facts(reader)
    return Shown(
        answers.evidence(sources),
        queries.pay.figure_list(reader),
        facts,
        evidence.facts.choices(facts),
        queries.sources.in_brief(reader),
        [(row.title, f"{row.caveat} {row.obtained} Terms: {row.licence}.") for row in sources.itertuples()],
        queries.sources.citation(reader),
    )


@shell.remember
def set_aside(version, source_id: str | None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows that were not used, of one source or all, and their reasons counted."""
    return queries.sources.set_aside(reader, source_id=source_id), queries.sources.set_aside_reasons(reader, source_id=source_id)


version = reader.version()
page = shown(version)

shell.head(page.answer)

shell.section("Figures for peer support itself", "Pick one, or type the id of any figure, to see it as published.")
chosen = st.selectbox(
    "Figure",
    list(page.figures["figure_id"]),
    index=None,
    key="figure",
    bind="query-params",
    placeholder="Pick a figure",
    accept_new_options=True,
    width=480,
)
if chosen:
    exhibit.card(evidence.find(reader, chosen, today=shell.today()), "figure")
exhibit.table(page.figures, "figures", alt="Every pay figure for peer support itself, with its flags")

shell.section("Facts that are not pay", "Headcounts, certification, settings, training, part-time work, as sources state them.")
exhibit.table(page.facts, "facts", alt="Facts on peer support that are neither pay nor growth", choices=page.behind_facts)

shell.section("Sources", "Rows read are rows used plus rows set aside.")
exhibit.table(page.sources, "sources", alt="Every source with licence, newest release and row counts")
with st.expander("What to know of each source, and how it reached us"):
    shell.facts(page.known)

shell.section("Set aside", "Rows that were read and not used, word for word, each with its reason.")
with shell.controls():
    of_source = st.selectbox("Source", ["all", *page.sources["source"]], key="of_source", bind="query-params", width=240)
aside, reasons = set_aside(version, None if of_source == "all" else of_source)
if aside.empty:
    shell.refusal(f"No row of {of_source} is set aside: every row that was read is used.")
else:
    exhibit.table(reasons, "reasons", alt="Reasons")
    exhibit.table(aside, "set-aside", alt="Rows set aside with their reasons")

shell.section("Downloads", "The whole warehouse, its main table, and what every column means.")
with st.container(horizontal=True, gap="medium", key="downloads"):
    st.download_button(
        "Warehouse (DuckDB)",
        data=WAREHOUSE.read_bytes,
        file_name="warehouse.duckdb",
        on_click="ignore",
        key="download-duckdb",
    )
    st.download_button(
        "Pay (Parquet)",
        data=lambda: export.parquet_bytes(queries.pay.every_figure(reader)),
        file_name="pay.parquet",
        on_click="ignore",
        key="download-parquet",
    )
    st.download_button(
        "Pay (CSV)",
        data=lambda: export.csv_bytes(queries.pay.every_figure(reader)),
        file_name="pay.csv",
        mime="text/csv",
        on_click="ignore",
        key="download-csv",
    )
    st.download_button(
        "Data dictionary",
        data=lambda: dictionary.markdown(dictionary.columns(attach(WAREHOUSE))),
        file_name="data_dictionary.md",
        mime="text/markdown",
        on_click="ignore",
        key="download-dictionary",
    )
sql_box.show()

shell.section("How to cite")
st.code(page.citation, language=None, wrap_lines=True)

shell.next_steps(("pay", "Back to pay by place", {}), ("method", "How we work and what words mean", {}))
