"""The search at the top of every page: type a place, a title, a word or a page, press Enter, arrive."""

import threading

import streamlit as st

from insights import search
from pipeline.normalize.asked_name import NameReader
from views.parts import shell

HINT = "Search: Ohio, recovery coach, RSE"

reader = shell.reader()


@shell.remember
def _index(version) -> search.Index:
    return search.index(reader)


@st.cache_resource(show_spinner=False)
def _names() -> NameReader:
    """The names of places; loaded while the first page is read, so that no search waits for them."""
    names = NameReader()
    threading.Thread(target=names.places, args=("",), daemon=True).start()
    return names


def show() -> None:
    """The box on this page, and below it what the last search found, until the reader leaves or closes it."""
    path = shell.page().path
    with st.container(key="search-box"):
        st.text_input(
            "Search for a place, a job title, a word or a page",
            key="search",
            type="search",
            placeholder=HINT,
            label_visibility="collapsed",
            max_chars=search.MOST_LETTERS,
            autocomplete="off",
            on_change=_asked,
        )
    names = _names()
    asked = st.session_state.pop("asked", None)
    if asked is not None:
        found = search.find(_index(reader.version()), names, asked)
        st.session_state["found"] = (path, found)
        if found.is_sure:
            _go(found.findings[0].ways[0], path)
    chosen = st.session_state.pop("chosen", None)
    if chosen is not None:
        _go(chosen, path)
    at, found = st.session_state.get("found", (None, None))
    if found and at == path:
        _panel(found, path)


def _panel(found: search.Found, path: str) -> None:
    """What was found in a sentence, and the ways from it as quiet buttons."""
    ways = _ways(found)
    if not found.sentence and not ways:
        return
    with st.container(key="found"):
        shell.status(f"“{found.text}”: {found.sentence}" if found.text else found.sentence)
        with st.container(horizontal=True, gap="small", key="found-quiet"):
            for number, (words, way, finding) in enumerate(ways):
                st.button(words, key=f"found-{number}", type="tertiary", on_click=_chosen, args=(way, finding))
            st.button("Close", key="found-close", type="tertiary", on_click=lambda: st.session_state.pop("found", None))


def _ways(found: search.Found) -> list[tuple[str, search.Way, search.Finding]]:
    """Words, way and finding of each button: of one thing every way but the one that was gone, of several the first of each."""
    if found.is_sure:
        return [(way.words, way, found.findings[0]) for way in found.findings[0].ways[1:]]
    return [(finding.name, finding.ways[0], finding) for finding in found.findings]


def _go(way: search.Way, path: str) -> None:
    """Show the page of a way with its controls set.

    A control that stands on this page is set as its state, any other through the address: Streamlit takes each in one way only.
    """
    _, found = st.session_state["found"]
    st.session_state["found"] = (way.page, found)
    here = {key: value for key, value in way.query.items() if way.page == path or key in st.session_state}
    st.session_state.update(here)
    if way.page != path:
        there = {key: value for key, value in way.query.items() if key not in here}
        st.switch_page(shell.file_of(way.page), query_params=there)


def _asked() -> None:
    st.session_state["asked"], st.session_state["search"] = st.session_state["search"], ""


def _chosen(way: search.Way, finding: search.Finding) -> None:
    at, found = st.session_state["found"]
    st.session_state["found"] = (at, search.Found(found.text, finding.sentence, (finding,), is_sure=True))
    st.session_state["chosen"] = way
