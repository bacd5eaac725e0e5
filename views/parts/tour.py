"""The short tour: shown on the first visit to Home, remembered by the browser, and there again whenever it is asked for."""

from pathlib import Path

import streamlit as st
from streamlit.components.v2 import component

from insights.sentences import method
from views.parts import shell

HERE = Path(__file__).parent
_tour = component(
    "tour",
    html=HERE.joinpath("tour.html").read_text(encoding="utf-8"),
    js=HERE.joinpath("tour.js").read_text(encoding="utf-8"),
    css=HERE.joinpath("tour.css").read_text(encoding="utf-8"),
)


def show() -> None:
    """The tour, or the quiet button that opens it; which of the two, the browser remembers."""
    _tour(key="tour", data={"steps": method.tour(), "asked": st.session_state.pop("tour-asked", False)})


def link() -> None:
    """A quiet button on another page that opens the tour on Home."""
    if st.button("Take the short tour", key="tour-link", type="tertiary"):
        st.session_state["tour-asked"] = True
        st.switch_page(shell.file_of(""))
