"""HTML is made by templates that escape what is put into them, never from strings in the code."""

import ast
import re
from collections.abc import Iterator
from functools import partial
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from insights.paper import templating as paper
from insights.sentences.compare import Cell, Group, Row
from insights.sentences.statement import Statement
from insights.tiles import Tile
from tests.conftest import PROJECT
from views.parts import shell
from views.parts import templating as page

TAG = re.compile(r"</?[a-zA-Z!]")
# Plotly draws <b> and <br> in its labels as line breaks and weight; its texts are no HTML.
CODE = [
    path
    for folder in ("insights", "views")
    for path in sorted((PROJECT / folder).rglob("*.py"))
    if "charts" not in path.relative_to(PROJECT).parts
]
ENVIRONMENTS = {"paper": paper.environment, "page": page.environment}
HOSTILE = "<script>alert(1)</script> \"'&"


def assembled(text: str) -> Iterator[int]:
    """The lines on which a tag and something else are put together: an f-string, '+', '%', format or join."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.JoinedStr) and any(isinstance(part, ast.FormattedValue) for part in node.values):
            parts = [part.value for part in node.values if isinstance(part, ast.Constant)]
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Mod):
            parts = [side.value for side in (node.left, node.right) if isinstance(side, ast.Constant)]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("format", "join"):
            parts = [node.func.value.value] if isinstance(node.func.value, ast.Constant) else []
        else:
            continue
        if any(isinstance(part, str) and TAG.search(part) for part in parts):
            yield node.lineno


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(PROJECT)))
def test_no_tag_is_assembled_from_strings(path: Path) -> None:
    assert list(assembled(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "planted",
    [
        "f'<p>{words}</p>'",
        "'<p>' + words",
        "words + '</p>'",
        "'<p>%s</p>' % words",
        "'<p>{}</p>'.format(words)",
        "'<br>'.join(words)",
        "def one():\n    return f'{words}<img src=x>'",
    ],
)
def test_a_planted_case_is_found(planted: str) -> None:
    assert list(assembled(planted))


@pytest.mark.parametrize("innocent", ["f'{words} < 3'", "'<p>told</p>'", "f'p10 <{high}'", "', '.join(words)"])
def test_what_is_no_assembled_tag_is_left_alone(innocent: str) -> None:
    assert list(assembled(innocent)) == []


@pytest.mark.parametrize("environment", ENVIRONMENTS.values(), ids=ENVIRONMENTS)
def test_every_template_escapes_and_none_asks_not_to(environment) -> None:
    assert environment.autoescape is True
    names = environment.list_templates()
    assert names
    for name in names:
        source = environment.loader.get_source(environment, name)[0]
        assert not re.search(r"\|\s*safe\b|autoescape", source), name


@pytest.mark.parametrize("environment", ENVIRONMENTS.values(), ids=ENVIRONMENTS)
def test_what_is_put_into_a_template_stays_words_and_markup_stays_markup(environment) -> None:
    template = environment.from_string("<b>{{ words }}</b>")
    assert "<script" not in template.render(words=HOSTILE)
    assert template.render(words=Markup("<i>ours</i>")) == "<b><i>ours</i></b>"


def test_words_on_a_page_are_no_markdown_and_no_formula() -> None:
    said = page.environment.from_string("{{ words }}").render(words="*bold* _low_ `code` [link](x) $x$")
    assert not set(said) & set("*_`[$")


class Parsed(HTMLParser):
    """Tags with the names of their attributes, and every text and every attribute's value, as a browser would take them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, list[str]]] = []
        self.said: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, [name for name, _ in attrs]))
        self.said += [value for _, value in attrs if value]

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def shown(template: str, words: str) -> str:
    """A template of the pages with these words wherever words may stand."""
    cells = [Cell(words, [words, words]), Cell(words, missing=True)]
    statement = Statement(words, (words, words), words, f"https://example.org/{words}")
    values = {
        "badges": {"words": [words, words]},
        "facts": {"named": [(words, words), (words, f"https://example.org/{words.replace(' ', '')}")]},
        "hidden": {"keys": ["a", "b"]},
        "line": {"kind": "note", "words": words},
        "matrix": {
            "names": [words, words],
            "groups": [Group(words, words, [Row(words, cells)])],
            "named": partial(zip, [words, words], strict=True),
        },
        "note": {"parts": [(words, None), (words, words)]},
        "statements": {"named": {words: [statement, Statement(words)]}},
        "tile": {"tile": Tile(words, words, words, lambda reader: None)},
    }
    return page.environment.get_template(f"{template}.html").render(values[template], of_the_web=shell._of_the_web)


@pytest.mark.parametrize(
    "hostile",
    [
        HOSTILE,
        "\"><img src=x onerror='a()'>",
        "</style></p></td></table><svg onload=a()>",
        "{{ 7 * 7 }}{% raw %}<b>",
        "&lt;b&gt; &amp;amp; &#60;b>",
        "[x](javascript:a()) ![x](https://example.org/x.png) **b** _i_ `c` $x$",
        "a\0<b\0>c",
        "a\n\n# b\n\n    c\r\r- d",
    ],
)
@pytest.mark.parametrize("template", [name.removesuffix(".html") for name in page.environment.list_templates()])
def test_nothing_hostile_becomes_markup_in_any_template_of_the_pages(template: str, hostile: str) -> None:
    plain, html = shown(template, "x"), shown(template, hostile)
    assert Parsed(html).tags == Parsed(plain).tags
    assert [html.count(letter) for letter in "<>$*_`[\n\r"] == [plain.count(letter) for letter in "<>$*_`[\n\r"]
    assert template == "hidden" or any(hostile in said for said in Parsed(html).said)


@pytest.mark.parametrize("template", [name.removesuffix(".html") for name in page.environment.list_templates()])
def test_half_a_letter_stops_no_template_of_the_pages(template: str) -> None:
    assert shown(template, "a\ud800b").encode("utf-8")


def test_a_row_without_a_cell_for_every_name_is_a_fault() -> None:
    with pytest.raises(ValueError, match="shorter"):
        shell.matrix(["a", "b"], [Group("x", "x", [Row("x", [Cell("x")])])])


@pytest.mark.parametrize("environment", ENVIRONMENTS.values(), ids=ENVIRONMENTS)
def test_a_name_that_nobody_filled_in_is_a_fault(environment) -> None:
    with pytest.raises(UndefinedError):
        environment.from_string("{{ words }}").render()
