"""The rule tables of the normaliser, from ``rules/*.toml``, as tables and macros of a DuckDB connection.

``rules/<topic>.toml`` holds rules in order: ``[[rule]]`` with a name, a pattern (RE2), an example that matches, a counter-example
that does not (a list of them where the pattern has several parts), and what the rule decides, under the key that the file's
``decides`` names. From it come
- the table ``<topic>_rule``: rule_number from 1, and every key of the rules as text;
- ``<topic>_rule_number(text)``: the number of the first rule whose pattern is found in the text, NULL when none is;
- ``<topic>_any()``: one pattern that finds what any of the rules finds, in either case;
- ``<topic>_<key>()`` for each pattern that stands at the top of the file;
and where the file says what it decides
- ``<topic>_first(text)``: the decision of the first rule found in the text;
- ``<topic>_all(text)``: the decisions of all rules found in it, in order;
- ``<topic>_most(text)``: the decision found most often in it, of equals the first;
- ``<topic>_words(decision, text)``: the words in the text that stand for a decision;
- ``<topic>_of_<decision>()``: one pattern that finds what any rule of that decision finds, in either case.
Macros, because DuckDB compiles a pattern once only where it is a constant.
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb

from pipeline.sql_text import quoted

RULES = Path(__file__).parent / "rules"


@dataclass(frozen=True)
class Topic:
    """The rules of one topic, in order of precedence."""

    name: str
    decides: str | None
    rules: tuple[dict[str, Any], ...]
    patterns: dict[str, str]

    @classmethod
    def read(cls, path: Path) -> "Topic":
        """Read one rule file; ``<name>`` in a pattern is replaced by that entry of ``[words]``."""
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        fragments = content.pop("words", {})
        return cls(
            name=path.stem,
            decides=content.pop("decides", None),
            rules=tuple({**rule, "pattern": ungrouped(filled(rule["pattern"], fragments))} for rule in content.pop("rule")),
            patterns={key: filled(pattern, fragments) for key, pattern in content.items()},
        )

    @property
    def columns(self) -> list[str]:
        """Every key that a rule of the topic has, in order of first appearance."""
        return list(dict.fromkeys(key for rule in self.rules for key in rule))

    @cached_property
    def by_decision(self) -> dict[str, str]:
        """Decision -> one pattern that finds what any rule of that decision finds; none where the rules decide nothing."""
        if self.decides is None:
            return {}
        decisions = dict.fromkeys(rule[self.decides] for rule in self.rules)
        return {each: alternation(r["pattern"] for r in self.rules if r[self.decides] == each) for each in decisions}

    def macros(self) -> dict[str, str]:
        """Signature -> SQL of every macro of the topic."""
        found = {number: f"regexp_matches(value, {quoted(rule['pattern'])})" for number, rule in enumerate(self.rules, 1)}
        macros = {
            f"{self.name}_any()": quoted("(?i)" + alternation(rule["pattern"] for rule in self.rules)),
            f"{self.name}_rule_number(value)": self._one_of(f"when {match} then {number}" for number, match in found.items()),
            **{f"{self.name}_{key}()": quoted(pattern) for key, pattern in self.patterns.items()},
        }
        if self.decides is None:
            return macros
        decided = {number: quoted(rule[self.decides]) for number, rule in enumerate(self.rules, 1)}
        groups = {quoted(decision): quoted(pattern) for decision, pattern in self.by_decision.items()}
        each = ", ".join(
            f"case when regexp_matches(value, {pattern}) then {decision} end" for decision, pattern in groups.items()
        )
        times = ", ".join(
            f"{{times: len(regexp_extract_all(value, {pattern})), earlier: {-place}, decision: {decision}}}"
            for place, (decision, pattern) in enumerate(groups.items())
        )
        return macros | {
            **{f"{self.name}_of_{decision}()": quoted(f"(?i){pattern}") for decision, pattern in self.by_decision.items()},
            f"{self.name}_first(value)": self._one_of(f"when {match} then {decided[number]}" for number, match in found.items()),
            f"{self.name}_all(value)": f"list_filter([{each}], lambda one: one is not null)",
            f"{self.name}_most(value)": (
                f"case when regexp_matches(value, {self.name}_any()) then list_max([{times}]).decision end"
            ),
            f"{self.name}_words(decision, value)": cases(
                f"when decision = {decision} then regexp_extract(value, {pattern})" for decision, pattern in groups.items()
            ),
        }

    def _one_of(self, branches: Iterable[str]) -> str:
        """SQL that gives the first branch that holds, and asks of most texts, in which nothing is found, only once."""
        return f"case when regexp_matches(value, {self.name}_any()) then {cases(branches)} end"


def filled(pattern: str, fragments: dict[str, str]) -> str:
    """The pattern with each ``<name>`` replaced by its fragment."""
    return re.sub(r"<([a-z_]+)>", lambda named: fragments[named[1]], pattern)


def ungrouped(pattern: str) -> str:
    """The pattern without capturing groups, which nothing reads and RE2 is slow at."""
    return re.sub(r"(?<!\\)\((?!\?)", "(?:", pattern)


def alternation(patterns: Iterable[str]) -> str:
    """One pattern that finds what any of the patterns finds."""
    return "|".join(f"(?:{pattern})" for pattern in patterns)


def cases(branches: Iterable[str]) -> str:
    """SQL that gives the first branch that holds."""
    return f"case {' '.join(branches)} end"


def listed(value: str | list[str]) -> list[str]:
    """One text or several, as a list."""
    return [value] if isinstance(value, str) else value


def topics() -> list[Topic]:
    """Every topic that has rules."""
    return [Topic.read(path) for path in sorted(RULES.glob("*.toml"))]


def load(connection: duckdb.DuckDBPyConnection) -> None:
    """Create or replace the tables and macros of every topic."""
    for topic in topics():
        columns = ", ".join(f'"{column}" varchar' for column in topic.columns)
        rows = ", ".join(
            f"({n}, {', '.join('null' if c not in rule else quoted('; '.join(listed(rule[c]))) for c in topic.columns)})"
            for n, rule in enumerate(topic.rules, 1)
        )
        connection.execute(f"create or replace table {topic.name}_rule (rule_number integer, {columns})")
        connection.execute(f"insert into {topic.name}_rule values {rows}")
        for signature, body in topic.macros().items():
            connection.execute(f"create or replace macro {signature} as {body}")
