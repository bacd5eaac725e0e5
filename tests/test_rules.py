"""Every rule of the rule files is found in its example and not in its counter-example."""

import re

import duckdb
import pytest

from pipeline.normalize import lookups
from tests import normalized

READ_AS_IS = {"mention"}  # its patterns look for phrases in descriptions, which are not folded
TOPICS = pytest.mark.parametrize("topic", lookups.topics(), ids=lambda topic: topic.name)


def folding(topic: lookups.Topic) -> str:
    """The macro that a text goes through before the rules of the topic read it."""
    return "lower" if topic.name in READ_AS_IS else "fold_words"


@pytest.fixture(scope="module")
def engine() -> duckdb.DuckDBPyConnection:
    return normalized.connection()


@TOPICS
def test_a_rule_is_found_in_its_example_and_not_in_its_counter_example(
    engine: duckdb.DuckDBPyConnection, topic: lookups.Topic
) -> None:
    found = f"select regexp_matches({folding(topic)}($1), $2)"
    for rule in topic.rules:
        for key, is_found in (("example", True), ("counter_example", False)):
            for text in lookups.listed(rule[key]):
                assert engine.execute(found, [text, rule["pattern"]]).fetchone() == (is_found,), (rule["name"], text)


@TOPICS
def test_the_rules_of_a_topic_have_names_of_their_own(topic: lookups.Topic) -> None:
    names = [rule["name"] for rule in topic.rules]
    assert len(names) == len(set(names))


@TOPICS
def test_every_rule_decides_its_own_example(engine: duckdb.DuckDBPyConnection, topic: lookups.Topic) -> None:
    examples = [(rule["name"], example) for rule in topic.rules for example in lookups.listed(rule["example"])]
    numbers = engine.execute(
        f"select list({topic.name}_rule_number({folding(topic)}(text))) from (select unnest($1) as text)",
        [[example for _, example in examples]],
    )
    decided = [topic.rules[number - 1]["name"] for number in numbers.fetchone()[0]]
    assert decided == [name for name, _ in examples]


@TOPICS
def test_no_rule_waits_for_a_capital_letter_that_folded_text_never_has(topic: lookups.Topic) -> None:
    for rule in topic.rules:
        assert not re.search(r"(?<!\\)[A-Z]", rule["pattern"]), rule["name"]


def test_no_gap_between_the_words_of_a_mention_is_counted_far() -> None:
    """{0,80} is eighty copies in the program of the engine, which beyond some size is a hundred times slower."""
    (mention,) = (topic for topic in lookups.topics() if topic.name == "mention")
    for rule in mention.rules:
        assert all(int(longest) <= 40 for longest in re.findall(r"\{\d+,(\d+)\}", rule["pattern"])), rule["name"]
