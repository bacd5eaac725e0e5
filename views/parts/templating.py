"""The templates of what pages show as HTML: words that are put into one stay words, in HTML as in the Markdown around it."""

from pathlib import Path

import streamlit as st
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

# Streamlit reads the HTML as Markdown and LaTeX too; an empty line would end the HTML.
SPECIAL = str.maketrans(
    {
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        '"': "&quot;",
        "$": "&#36;",
        "*": "&#42;",
        "_": "&#95;",
        "`": "&#96;",
        "[": "&#91;",
        "\n": "&#10;",
        "\r": "&#13;",
    }
)


def escaped(words: object) -> Markup:
    """Words as they are, as far as UTF-8 can write them: neither HTML nor Markdown nor LaTeX. Markup of our own stays markup."""
    if isinstance(words, Markup):
        return words
    return Markup(str(words).encode("utf-8", "replace").decode("utf-8").translate(SPECIAL))


environment = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("templates")),
    autoescape=True,
    finalize=escaped,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def show(template: str, **values: object) -> None:
    """A template filled in, on the page."""
    st.markdown(environment.get_template(f"{template}.html").render(values), unsafe_allow_html=True)
