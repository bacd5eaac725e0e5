"""Which postings are for the peer support role."""

import csv

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.normalize import lookups
from tests import normalized

CASES = list(csv.DictReader((normalized.CASES / "role.csv").open(encoding="utf-8", newline="")))


@pytest.fixture(scope="module")
def engine() -> duckdb.DuckDBPyConnection:
    return normalized.connection()


def role_of(engine: duckdb.DuckDBPyConnection, *postings: tuple[str | None, str | None]) -> list[tuple[str | None, str | None]]:
    """(role, role_rule) of each (title, description)."""
    normalized.apply(engine, [{"title": title, "description": text} for title, text in postings], "role")
    return engine.execute("select role, role_rule from posting_role order by posting_key").fetchall()


def test_a_field_that_requires_lived_experience_confirms_an_ambiguous_title(engine: duckdb.DuckDBPyConnection) -> None:
    titles = ["Recovery Support Specialist", "Asset Recovery Specialist", "Nurse"]
    normalized.apply(engine, [{"title": title, "lived_experience_as_read": "required"} for title in titles], "role")
    decided = engine.execute("select role, role_rule from posting_role order by posting_key").fetchall()
    assert decided == [
        ("peer_support", "ambiguous: recovery specialist, lived experience required"),
        (None, "exclude: recovery of things"),
        (None, None),
    ]


def test_precision_and_recall_over_the_cases_are_at_least_99_percent(engine: duckdb.DuckDBPyConnection) -> None:
    decided = role_of(engine, *((case["title"], case["description"] or None) for case in CASES))
    pairs = [(case["role"] or None, role) for case, (role, _) in zip(CASES, decided, strict=True)]
    right = sum(wanted == role == "peer_support" for wanted, role in pairs)
    assert len(CASES) >= 300
    assert right / sum(role is not None for _, role in pairs) >= 0.99
    assert right / sum(wanted is not None for wanted, _ in pairs) >= 0.99


@pytest.mark.parametrize(
    ("title", "description", "role", "rule"),
    [
        ("Peer Specialst", None, "peer_support", "include: peer specialist"),
        ("Per Support Specialist", None, "peer_support", "include: peer misspelt"),
        ("PEER&nbsp;SUPPORT&ndash;SPECIALIST", None, "peer_support", "include: peer specialist"),
        ("Péer Supp\u00adort Specialist", None, "peer_support", "include: peer specialist"),
        ("Peer Support Supervisor", None, "peer_support", "include: supervising peer"),
        ("Peer Support Coordinator", None, "peer_support", "include: peer coordinator"),
        ("Director of Peer Services", None, None, "ambiguous: manager of peers"),
        ("Director of Peer Services", "lived experience", "peer_support", "ambiguous: manager of peers, text says peer"),
        ("Recovery Support Specialist", None, None, "ambiguous: recovery specialist"),
        ("Recovery Support Specialist", "LIVED experience", "peer_support", "ambiguous: recovery specialist, text says peer"),
        ("Recovery Specialist", "Share notes with peers.", None, "ambiguous: recovery specialist"),
        ("Asset Recovery Specialist", "lived experience", None, "exclude: recovery of things"),
        ("Physician Peer Reviewer", None, None, "exclude: peer reviewer"),
        ("Suicide Prevention Peer \u2013 988", None, "peer_support", "include: suicide prevention peer"),
        ("Crisis Peer - 988", None, "peer_support", "include: peer in mental health or recovery"),
        ("Peer to Peer", None, None, "exclude: peer-to-peer"),
        ("Industry Peer Group", None, None, "ambiguous: peer group"),
        ("Peer Review", None, None, "exclude: peer reviewer"),
        ("Breastfeeding Peer Counselor", "lived experience", None, "exclude: breastfeeding or nutrition peer"),
        ("Desktop Support Specialist", "certified peer", None, None),
        ("Accountant", "peer support", None, None),
        ("", None, None, None),
        (None, None, None, None),
    ],
)
def test_the_title_decides_and_the_text_only_confirms(
    engine: duckdb.DuckDBPyConnection, title: str | None, description: str | None, role: str | None, rule: str | None
) -> None:
    assert role_of(engine, (title, description)) == [(role, rule)]


def test_every_posting_gets_one_row(engine: duckdb.DuckDBPyConnection) -> None:
    assert len(role_of(engine, ("Peer Specialist", None), ("Peer Specialist", "x"), ("Cook", None), (None, None))) == 4


def test_no_title_that_a_rule_matches_is_passed_over_before_the_rules(engine: duckdb.DuckDBPyConnection) -> None:
    (topic,) = (topic for topic in lookups.topics() if topic.name == "role")
    titles = sorted({case["title"] for case in CASES} | {rule["example"] for rule in topic.rules})
    unruled = "select title from (select unnest($1) as title) where not regexp_matches(title, role_may_match())"
    assert engine.execute(f"{unruled} and role_rule_number(fold_words(title)) is not null", [titles]).fetchall() == []


pieces = ["peer", "Peer", "support", "recovery", "coach", "asset", "\x00", "<b>", "&nbsp;", "–", "مرحبا", "é", "\u200f", "Σ"]
markup = st.text(alphabet="&;<>amplt#3x. '-–N\x00\u00a0\u200b")
# Lone surrogates are replaced, as every reader of postings does.
texts = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(pieces), max_size=8).map(" ".join), markup).map(
    lambda text: text.encode("utf-8", "replace").decode("utf-8")
)


@settings(max_examples=10, deadline=None)
@given(st.lists(st.tuples(texts, texts), min_size=1, max_size=60))
def test_any_text_is_answered_and_the_same_text_the_same_way(postings: list[tuple[str, str]]) -> None:
    decided = role_of(ENGINE, *postings, *postings)
    assert decided[: len(postings)] == decided[len(postings) :]
    for role, rule in decided:
        assert (role == "peer_support") == (rule is not None and (rule.startswith("include") or rule.endswith("text says peer")))


@settings(max_examples=30, deadline=None)
@given(st.lists(texts, min_size=1, max_size=100))
def test_folding_twice_is_folding_once(values: list[str]) -> None:
    for macro in ("fold_text", "fold_words"):
        changed = f"select once from (select {macro}(unnest($1)) as once) where {macro}(once) is distinct from once"
        assert ENGINE.execute(changed, [values]).fetchall() == []


@pytest.mark.parametrize(
    ("text", "folded", "words"),
    [
        ("Peer&nbsp;Support – Specialist", "peer support - specialist", "peer support specialist"),
        ("C.P.S. Veteran’s Peer & Co", "c.p.s. veteran's peer & co", "cps veterans peer and co"),
        ("&amp;lt;p&amp;gt;Hi&amp;amp;", "hi&", "hi and"),
        ("<b>Peer</b> <30 hrs", "peer 30 hrs", "peer 30 hrs"),
        ("a\x00b\u200bc", "a bc", "a bc"),
        ("$16 &#8211; &#36;20", "$16 - $20", "16 20"),
        ("ΣΑΣ Café", "σασ cafe", "σασ cafe"),
        (None, None, None),
    ],
)
def test_text_is_folded(engine: duckdb.DuckDBPyConnection, text: str | None, folded: str | None, words: str | None) -> None:
    assert engine.execute("select fold_text($1), fold_words($1)", [text]).fetchall() == [(folded, words)]


def test_a_title_of_a_megabyte_is_read(engine: duckdb.DuckDBPyConnection) -> None:
    assert role_of(engine, ("peer support specialist " * 45_000, "lived experience " * 60_000))[0][0] == "peer_support"


ENGINE = normalized.connection()
