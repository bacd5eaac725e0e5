"""Builds the warehouse where there is none yet, or where its inputs have changed, and shows the steps."""

import threading
from dataclasses import dataclass, field

import streamlit as st

from pipeline.build import build
from pipeline.faults import SourceFault
from pipeline.warehouse import RAW, WAREHOUSE, is_current


@dataclass
class Preparation:
    """What this process knows of its warehouse: whether it was looked at, and why it could not be built."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    looked_at: bool = False
    problem: str = ""


@st.cache_resource(show_spinner=False)
def _preparation() -> Preparation:
    return Preparation()


def ensure_warehouse() -> None:
    """Make sure that there is a warehouse; stops the page with one sentence when there is none and none can be built."""
    preparation = _preparation()
    with preparation.lock:
        if not preparation.looked_at or not WAREHOUSE.exists():
            preparation.problem = "" if is_current(WAREHOUSE, RAW) else _build()
            preparation.looked_at = True
    if preparation.problem and not WAREHOUSE.exists():
        st.error(f"The figures could not be prepared. {preparation.problem}")
        st.stop()
    if preparation.problem:
        st.warning(f"You see the figures of an earlier build; the newest could not be prepared. {preparation.problem}")


def _build() -> str:
    """Build with visible progress; returns why it failed, or nothing."""
    place = st.empty()
    progress = place.status("Preparing the figures: this takes a few seconds, once.")
    try:
        build(RAW, WAREHOUSE, lambda words: progress.update(label=f"Preparing the figures: {words}"))
    except SourceFault as fault:
        return str(fault)
    finally:
        place.empty()
    return ""
