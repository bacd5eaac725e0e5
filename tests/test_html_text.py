"""HTML is made by templates that escape what is put into them, never from strings in the code."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from markupsafe import Markup

from insights.paper import templating as paper
from tests.conftest import PROJECT
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
