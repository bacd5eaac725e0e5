"""The rule tables of the normaliser, from ``rules/*.toml``, as tables and macros of a DuckDB connection.

``rules/<topic>.toml`` holds rules in order: ``[[rule]]`` with a name, a pattern (RE2), an example that matches, a counter-example
that does not, and whatever the topic decides by it. From it come
- the table ``<topic>_rule``: rule_number from 1, and every key of the rules as text;
- the macro ``<topic>_rule_number(text)``: the number of the first rule whose pattern is found in the text, NULL when none is;
- a macro ``<topic>_<key>()`` for each pattern that stands at the top of the file.
Macros, because DuckDB compiles a pattern once only where it is a constant.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import duckdb

RULES = Path(__file__).parent / "rules"


@dataclass(frozen=True)
class Topic:
    """The rules of one topic, in order of precedence."""

    name: str
    rules: tuple[dict[str, str], ...]
    patterns: dict[str, str]

    @classmethod
    def read(cls, path: Path) -> "Topic":
        """Read one rule file; ``<name>`` in a pattern is replaced by that entry of ``[words]``."""
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        fragments = content.get("words", {})
        return cls(
            name=path.stem,
            rules=tuple({**rule, "pattern": filled(rule["pattern"], fragments)} for rule in content["rule"]),
            patterns={key: filled(text, fragments) for key, text in content.items() if isinstance(text, str)},
        )

    @cached_property
    def columns(self) -> list[str]:
        """Every key that a rule of the topic has, in order of first appearance."""
        return list(dict.fromkeys(key for rule in self.rules for key in rule))

    def first_match(self, text: str) -> str:
        """SQL for the number of the first rule found in the SQL expression ``text``."""
        cases = (f"when regexp_matches({text}, {quoted(rule['pattern'])}) then {n}" for n, rule in enumerate(self.rules, 1))
        return f"case {' '.join(cases)} end"


def filled(pattern: str, fragments: dict[str, str]) -> str:
    """The pattern with each ``<name>`` replaced by its fragment."""
    return re.sub(r"<([a-z_]+)>", lambda named: fragments[named[1]], pattern)


def quoted(text: str) -> str:
    """The text as an SQL string."""
    return "'" + text.replace("'", "''") + "'"


def topics() -> list[Topic]:
    """Every topic that has rules."""
    return [Topic.read(path) for path in sorted(RULES.glob("*.toml"))]


def load(connection: duckdb.DuckDBPyConnection) -> None:
    """Create or replace the tables and macros of every topic."""
    for topic in topics():
        columns = ", ".join(f'"{column}" varchar' for column in topic.columns)
        rows = ", ".join(
            f"({n}, {', '.join('null' if rule.get(c) is None else quoted(str(rule[c])) for c in topic.columns)})"
            for n, rule in enumerate(topic.rules, 1)
        )
        connection.execute(f"create or replace table {topic.name}_rule (rule_number integer, {columns})")
        connection.execute(f"insert into {topic.name}_rule values {rows}")
        connection.execute(f"create or replace macro {topic.name}_rule_number(value) as {topic.first_match('value')}")
        for key, pattern in topic.patterns.items():
            connection.execute(f"create or replace macro {topic.name}_{key}() as {quoted(pattern)}")
