"""What every page shares: the look, the anatomy of a page, and the open warehouse."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import streamlit as st

from insights.pages import Page, pages
from insights.reader import Reader
from insights.sentences import method
from insights.sentences.compare import Cell, Group, Row
from insights.sentences.statement import Statement
from insights.tiles import Tile

STYLE = Path(__file__).with_name("style.css")
BROWSER = Path(__file__).with_name("browser.js")
MOBILE_HINT = "?1"

_browser = st.components.v2.component("browser", html="<span></span>", js=BROWSER.read_text(encoding="utf-8"))


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
    st.html(f"<style>{STYLE.read_text(encoding='utf-8')}</style>")
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
        st.markdown(f'<p class="answer">{_escaped(answer)}</p>', unsafe_allow_html=True)


def section(title: str, words: str = "") -> None:
    """A part of a page: its heading and one quiet line."""
    st.header(title, anchor=False)
    if words:
        note(words)


def subheading(words: str) -> None:
    """A smaller heading, in which a name from the data may stand."""
    st.subheader(_escaped(words), anchor=False)


def note(words: str) -> None:
    """One quiet line of text; the glossary's words are explained where they first occur on the page."""
    st.markdown(f'<p class="note">{_explained(words)}</p>', unsafe_allow_html=True)


def status(words: str) -> None:
    """One line that a screen reader says when it appears."""
    st.markdown(f'<p class="status" role="status">{_escaped(words)}</p>', unsafe_allow_html=True)


def refusal(words: str) -> None:
    """Why a question cannot be answered and what would fill the gap, where a chart would stand."""
    st.markdown(f'<p class="refusal">{_escaped(words)}</p>', unsafe_allow_html=True)


def controls(key: str = "controls") -> st.delta_generator.DeltaGenerator:
    """A row of controls; wraps on a phone."""
    return st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key=key)


def badges(words: Sequence[str]) -> None:
    """The row of badges beside a figure: how sure, how old, which source."""
    st.markdown(
        '<p class="badges">' + "".join(f"<span>{_escaped(word)}</span>" for word in words) + "</p>",
        unsafe_allow_html=True,
    )


def facts(named: Sequence[tuple[str, str]]) -> None:
    """Names and what is known of each, as a definition list."""
    items = "".join(f"<dt>{_escaped(name)}</dt><dd>{_linked(text)}</dd>" for name, text in named)
    st.markdown(f'<dl class="facts">{items}</dl>', unsafe_allow_html=True)


def statements(named: Mapping[str, Sequence[Statement]]) -> None:
    """What is stated under each name: the words, their badges, and who says so with a link to the address."""
    items = "".join(
        f"<dt>{_escaped(name)}</dt>" + "".join(f"<dd>{_statement(one)}</dd>" for one in stated) for name, stated in named.items()
    )
    st.markdown(f'<dl class="facts statements">{items}</dl>', unsafe_allow_html=True)


def matrix(names: Sequence[str], groups: Sequence[Group]) -> None:
    """Groups of rows with a cell for every name; on a phone the cells of a row stand below each other, each under its name."""
    heads = "".join(f'<th scope="col" role="columnheader">{_escaped(name)}</th>' for name in names)
    bodies = "".join(
        f'<tbody role="rowgroup"><tr role="row"><th role="rowheader" scope="rowgroup" colspan="{len(names) + 1}">'
        f"{_escaped(group.heading)}<br><small>{_escaped(group.note)}</small></th></tr>{''.join(_rows(names, group.rows))}</tbody>"
        for group in groups
    )
    head = f'<thead role="rowgroup"><tr role="row"><td role="cell"></td>{heads}</tr></thead>'
    st.markdown(f'<table class="matrix" role="table">{head}{bodies}</table>', unsafe_allow_html=True)


def tile(one: Tile) -> None:
    """A tile's name, its number and the words that qualify it."""
    st.markdown(
        f'<p class="name">{_escaped(one.name)}</p><p class="number">{_escaped(one.number)}</p>'
        f'<p class="words">{_escaped(one.words)}</p>',
        unsafe_allow_html=True,
    )


def doors(*named: tuple[str, str, str, dict[str, str | list[str]]]) -> None:
    """Cards that lead to another page: the page's path, a title, a sentence, query parameters."""
    with st.container(key="doors"):
        for number, (path, title, sentence, query) in enumerate(named):
            with st.container(key=f"door-{number}", gap=None):
                st.page_link(file_of(path), label=f"**{title}**", query_params=query or None)
                st.markdown(f'<p class="words">{_escaped(sentence)}</p>', unsafe_allow_html=True)


def next_steps(*links: tuple[str, str, Mapping[str, str | Sequence[str]]]) -> None:
    """Where to go from here: the page's path, words, query parameters."""
    st.header("Next", anchor=False)
    with st.container(horizontal=True, gap="medium", key="next"):
        for path, words, query in links:
            st.page_link(file_of(path), label=_escaped(words), query_params=query or None)


def _rows(names: Sequence[str], rows: Sequence[Row]) -> Iterator[str]:
    """Rows of the matrix as HTML."""
    for row in rows:
        cells = "".join(_cell(name, cell) for name, cell in zip(names, row.cells, strict=True))
        yield f'<tr role="row"><th scope="row" role="rowheader">{_escaped(row.name)}</th>{cells}</tr>'


def _cell(name: str, cell: Cell) -> str:
    look = "missing" if cell.missing else "held"
    lines = "<br>".join([f"<b>{_escaped(cell.lead)}</b>", *map(_escaped, cell.more)])
    return f'<td role="cell" data-name="{_escaped(name)}" class="{look}">{lines}</td>'


def _linked(text: str) -> str:
    """A text as HTML; as a link where it is a web address."""
    said = _escaped(text)
    if text.startswith(("https://", "http://")) and " " not in text:
        return f'<a href="{said}" target="_blank" rel="noopener noreferrer">{said}</a>'
    return said


def _statement(one: Statement) -> str:
    """One statement as HTML; an address that is no web address is not linked."""
    badges = "".join(f'<span class="badge">{_escaped(badge)}</span>' for badge in one.badges)
    source = _escaped(one.source)
    if one.address.startswith(("https://", "http://")):
        source += f' <a href="{_escaped(one.address)}" target="_blank" rel="noopener noreferrer">Open the source</a>'
    return f"{_escaped(one.text)} {badges}" + (f'<p class="note">{source}</p>' if source else "")


def _explained(words: str) -> str:
    """Words as HTML, their meaning with each of the glossary's words that the page has not explained yet."""
    known, meaning = st.session_state["explained"], dict(method.glossary())
    html = ""
    for text, word in method.explained(words, known):
        if word is None:
            html += _escaped(text)
            continue
        known.add(word)
        said = _escaped(meaning[word])
        # The style shows data-meaning, so that the sentence itself stays as it is when it is read or copied.
        html += f'<span class="term" tabindex="0" aria-description="{said}" data-meaning="{said}">{_escaped(text)}</span>'
    return html


def _note_width() -> None:
    st.session_state["narrow"] = st.session_state["browser"].width == "narrow"


def _escaped(words: str) -> str:
    """Words as they are: neither HTML nor Markdown nor LaTeX in them."""
    special = {
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        '"': "&quot;",
        "$": "&#36;",
        "*": "&#42;",
        "_": "&#95;",
        "`": "&#96;",
        "[": "&#91;",
    }
    return "".join(special.get(letter, letter) for letter in words)
