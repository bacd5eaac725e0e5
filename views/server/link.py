"""Answers a link: what it asks for and the page does not know is said above the page."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from insights.sentences import links
from views.parts import shell


@contextmanager
def answered() -> Iterator[None]:
    """Around the run of a page: note what the address asks for before its controls drop what they do not know."""
    page = shell.page().path
    if st.session_state.get("link-page") != page:
        asked = {key: st.query_params.get_all(key) for key in st.query_params}
        st.session_state.update({"link-page": page, "link-asked": asked, "link-unknown": None})
    place = st.empty()
    yield
    if st.session_state["link-unknown"] is None:  # the first run that reached the page's end
        st.session_state["link-unknown"] = links.unknown(
            st.session_state["link-asked"], {str(key): held for key, held in st.session_state.items()}
        )
    if st.session_state["link-unknown"]:
        with place.container(key="link-answer"):
            shell.status(st.session_state["link-unknown"])
