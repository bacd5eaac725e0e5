"""Every rule of the rule files is found in its example and not in its counter-example."""

import re

import duckdb
import pytest

from pipeline.normalize import lookups
from tests import normalized

TOPICS = pytest.mark.parametrize("topic", lookups.topics(), ids=lambda topic: topic.name)


@pytest.fixture(scope="module")
def engine() -> duckdb.DuckDBPyConnection:
    return normalized.connection()


@TOPICS
def test_a_rule_is_found_in_its_example_and_not_in_its_counter_example(
    engine: duckdb.DuckDBPyConnection, topic: lookups.Topic
) -> None:
    found = "select regexp_matches(fold_words($1), $3), regexp_matches(fold_words($2), $3)"
    for rule in topic.rules:
        in_both = engine.execute(found, [rule["example"], rule["counter_example"], rule["pattern"]]).fetchone()
        assert in_both == (True, False), rule["name"]


@TOPICS
def test_the_rules_of_a_topic_have_names_of_their_own(topic: lookups.Topic) -> None:
    names = [rule["name"] for rule in topic.rules]
    assert len(names) == len(set(names))


@TOPICS
def test_every_rule_decides_its_own_example(engine: duckdb.DuckDBPyConnection, topic: lookups.Topic) -> None:
    examples = [rule["example"] for rule in topic.rules]
    numbers = engine.execute(
        f"select list({topic.name}_rule_number(fold_words(text))) from (select unnest($1) as text)", [examples]
    )
    decided = [topic.rules[number - 1]["name"] for number in numbers.fetchone()[0]]
    assert decided == [rule["name"] for rule in topic.rules]


@TOPICS
def test_no_rule_waits_for_a_capital_letter_that_folded_text_never_has(topic: lookups.Topic) -> None:
    for rule in topic.rules:
        assert not re.search(r"(?<!\\)[A-Z]", rule["pattern"]), rule["name"]
