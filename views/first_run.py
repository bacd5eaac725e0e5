"""Builds the warehouse where there is none yet, or where its inputs have changed, and shows the steps."""

from pathlib import Path

import streamlit as st

from pipeline.build import build
from pipeline.faults import SourceFault
from pipeline.raw_tables import RAW
from pipeline.warehouse import WAREHOUSE, is_current


def ensure_warehouse() -> None:
    """Make sure that there is a warehouse; stops the page with one sentence when there is none and none can be built."""
    problem = _once_per_process(WAREHOUSE, RAW)
    if problem and not WAREHOUSE.exists():
        _once_per_process.clear()
        st.error(f"The figures could not be prepared. {problem}")
        st.stop()
    if problem:
        st.warning(f"You see the figures of an earlier build; the newest ones could not be prepared. {problem}")


@st.cache_resource(show_spinner=False)
def _once_per_process(warehouse: Path, raw: Path) -> str | None:
    """Build when needed; the sentence that says why it failed, or None."""
    if is_current(warehouse, raw):
        return None
    progress = st.status("Preparing the figures: this takes a few seconds, once.")
    try:
        build(raw, warehouse, lambda words: progress.update(label=f"Preparing the figures: {words}"))
    except SourceFault as fault:
        progress.update(label="The figures could not be prepared.", state="error")
        return str(fault)
    progress.update(label="The figures are ready.", state="complete")
    return None
