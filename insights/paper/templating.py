"""The templates of what is printed: everything that is put into one is escaped, and a name it does not get is a fault."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

environment = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("templates")),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def rendered(template: str, **values: object) -> str:
    """A template filled in; without what UTF-8 cannot write."""
    text = environment.get_template(template).render(values)
    return text.encode("utf-8", "replace").decode("utf-8")
