"""What every page shares: the look, the anatomy of a page, and the open warehouse."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import streamlit as st
from streamlit.components.v2 import component
from streamlit.delta_generator import DeltaGenerator

from insights.pages import Page, pages
from insights.reader import Reader
from insights.sentences import method
from insights.sentences.compare import Group
from insights.sentences.statement import Statement
from insights.tiles import Tile
from views.parts.templating import environment, escaped, show

STYLE = Path(__file__).with_name("style.css")
BROWSER = Path(__file__).with_name("browser.js")
MOBILE_HINT = "?1"

_browser = component("browser", html="<span></span>", js=BROWSER.read_text(encoding="utf-8"))


@st.cache_resource(show_spinner=False)
def reader() -> Reader:
    """The warehouse, open for all sessions; it notices by itself when a build replaces the file."""
    return Reader()


# A page's rows, words and charts for one warehouse and one set of choices; the first argument is always the reader's version.
# They are shared between sessions as they are: nobody changes them.
remember = st.cache_resource(max_entries=256, show_spinner=False)


def today() -> datetime.date:
    """The day a figure's age is counted to."""
    return datetime.date.today()


def begin(path: str) -> None:
    """Begin the page with this path: put its look in place and listen to the browser's colour scheme and width."""
    st.session_state.update({"page-path": path, "explained": set()})
    st.html(STYLE)
    _browser(key="browser", on_scheme_change=lambda: None, on_width_change=_note_width, default={"width": None})


def page() -> Page:
    """The page that is drawn, as the register has it."""
    return pages()[st.session_state["page-path"]]


def file_of(path: str) -> str:
    """The file of the page with this path, as Streamlit takes it to go there."""
    return f"views/{pages()[path].file}"


def dark() -> bool:
    """Whether the page is drawn in the dark theme."""
    return st.context.theme.type == "dark"


def narrow() -> bool:
    """Whether the page is as narrow as a phone; before the browser has told, its own hint decides."""
    told = st.session_state.get("narrow")
    return told if told is not None else st.context.headers.get("Sec-Ch-Ua-Mobile") == MOBILE_HINT


def look() -> dict[str, bool]:
    """How charts are drawn for this reader: dark or light, phone or not."""
    return {"dark": dark(), "narrow": narrow()}


def head(*answers: str) -> None:
    """The page's question as its title and the answer in a sentence, large."""
    st.title(page().question, anchor=False)
    for answer in filter(None, answers):
        show("line", kind="answer", words=answer)


def section(title: str, words: str = "") -> None:
    """A part of a page: its heading and one quiet line."""
    st.header(title, anchor=False)
    if words:
        note(words)


def subheading(words: str) -> None:
    """A smaller heading, in which a name from the data may stand."""
    st.subheader(escaped(words), anchor=False)


def note(words: str) -> None:
    """One quiet line of text; the glossary's words are explained where they first occur on the page."""
    show("note", parts=_explained(words))


def status(words: str) -> None:
    """One line that a screen reader says when it appears."""
    show("line", kind="status", words=words, role="status")


def refusal(words: str) -> None:
    """Why a question cannot be answered and what would fill the gap, where a chart would stand."""
    show("line", kind="refusal", words=words)


def controls(key: str = "controls") -> DeltaGenerator:
    """A row of controls; wraps on a phone."""
    return st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key=key)


def hide(*keys: str) -> None:
    """Keep the elements with these keys out of sight, and in the page."""
    st.html(environment.get_template("hidden.html").render(keys=keys))


def badges(words: Sequence[str]) -> None:
    """The row of badges beside a figure: how sure, how old, which source."""
    show("badges", words=words)


def facts(named: Sequence[tuple[str, str]]) -> None:
    """Names and what is known of each, as a definition list."""
    show("facts", named=named, of_the_web=_of_the_web)


def statements(named: Mapping[str, Sequence[Statement]]) -> None:
    """What is stated under each name: the words, their badges, and who says so with a link to the address."""
    show("statements", named=named, of_the_web=_of_the_web)


def matrix(names: Sequence[str], groups: Sequence[Group]) -> None:
    """Groups of rows with a cell for every name; on a phone the cells of a row stand below each other, each under its name."""
    show("matrix", names=names, groups=groups, named=partial(zip, names, strict=True))


def tile(one: Tile) -> None:
    """A tile's name, its number and the words that qualify it."""
    show("tile", tile=one)


def doors(*named: tuple[str, str, str, dict[str, str | list[str]]]) -> None:
    """Cards that lead to another page: the page's path, a title, a sentence, query parameters."""
    with st.container(key="doors"):
        for number, (path, title, sentence, query) in enumerate(named):
            with st.container(key=f"door-{number}", gap=None):
                st.page_link(file_of(path), label=f"**{title}**", query_params=query or None)
                show("line", kind="words", words=sentence)


def next_steps(*links: tuple[str, str, Mapping[str, str | Sequence[str]]]) -> None:
    """Where to go from here: the page's path, words, query parameters."""
    st.header("Next", anchor=False)
    with st.container(horizontal=True, gap="medium", key="next"):
        for path, words, query in links:
            st.page_link(file_of(path), label=escaped(words), query_params=query or None)


def _of_the_web(address: str) -> bool:
    """Whether an address may be clicked."""
    return address.startswith(("https://", "http://"))


def _explained(words: str) -> Iterator[tuple[str, str | None]]:
    """Words in parts, each with its meaning where it is one of the glossary's that the page has not explained yet."""
    known, meaning = st.session_state["explained"], dict(method.glossary())
    for text, word in method.explained(words, known):
        if word is not None:
            known.add(word)
        yield text, None if word is None else meaning[word]


def _note_width() -> None:
    st.session_state["narrow"] = st.session_state["browser"].width == "narrow"
