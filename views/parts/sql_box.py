"""A box for a reader's own SELECT on the warehouse, with examples, the tables' columns, and the result to take away."""

from functools import partial

import streamlit as st

from insights import export, sandbox
from insights.sandbox.examples import examples
from pipeline import dictionary
from pipeline.warehouse import attach
from views.parts import shell

MOST_LETTERS = 4000  # so that the page's link can carry the query
LIMITS = sandbox.LIMITS


@shell.remember
def columns(version):
    """The data dictionary, one row a column."""
    return dictionary.columns(attach(shell.reader().warehouse))


@st.fragment
def show() -> None:
    """The box, and below it the last result. A query that came with the link waits for a click."""
    shell.section(
        "Ask the figures yourself",
        f"One SELECT in DuckDB's SQL, read-only: up to {LIMITS.seconds} seconds, {LIMITS.rows:,} rows and "
        f"{LIMITS.bytes / 1e6:g} MB. It stays on this machine.",
    )
    st.selectbox(
        "Start from an example",
        list(examples()),
        index=None,
        key="sql-example",
        placeholder="Pick a question",
        on_change=_take_example,
        width=480,
    )
    with st.form("sql-form", border=False):
        sql = st.text_area(
            "SQL", next(iter(examples().values())), height=200, max_chars=MOST_LETTERS, key="sql", bind="query-params"
        )
        asked = st.form_submit_button("Run the query")
    if asked:
        st.session_state["sql-answer"] = _answer(sql)
    match st.session_state.get("sql-answer"):
        case sandbox.Refused() as refused:
            shell.refusal(str(refused))
        case sandbox.Found() as found:
            _draw(found)
    with st.expander("Tables and columns"):
        _dictionary()


def _take_example() -> None:
    chosen = st.session_state["sql-example"]
    if chosen:
        st.session_state["sql"] = examples()[chosen]
        st.session_state.pop("sql-answer", None)


def _answer(sql: str) -> sandbox.Found | sandbox.Refused:
    """What the box says to a query; shows the time while it runs."""
    if not sql.strip():
        return sandbox.Refused("There is no query to run. Type one, or pick an example.")
    place = st.empty()
    try:
        return sandbox.run(
            sql,
            shell.reader().warehouse,
            waiting=lambda seconds: place.progress(
                min(seconds / LIMITS.seconds, 1.0), f"Running: {seconds:.0f} of at most {LIMITS.seconds} seconds"
            ),
        )
    except sandbox.Refused as refused:
        return refused
    finally:
        place.empty()


def _draw(found: sandbox.Found) -> None:
    shell.note(found.words())
    if found.rows.empty:
        return
    # As the query names and gives it: here a reader wants the warehouse's own words.
    st.dataframe(found.rows, hide_index=True, placeholder="NULL", alt=f"The result of the query: {found.words()}")
    with st.container(horizontal=True, gap="small", key="query-quiet"):
        for kind, suffix, data in (("CSV", "csv", export.csv_bytes), ("Parquet", "parquet", export.parquet_bytes)):
            st.download_button(
                f"Download {kind}",
                data=partial(data, found.rows),
                file_name=f"peer-workforce-atlas-query.{suffix}",
                type="tertiary",
                key=f"query-{suffix}",
                on_click="ignore",
            )


def _dictionary() -> None:
    every = columns(shell.reader().version())
    names = (every["schema"] + "." + every["table"]).drop_duplicates().tolist()
    chosen = st.selectbox("Table", names, key="columns_of", bind="query-params", width=320)
    rows = every[every["schema"] + "." + every["table"] == chosen]
    shell.note(rows["table_comment"].iloc[0])
    shell.facts([(f"{row.column} ({row.type})", row.comment) for row in rows.itertuples()])
