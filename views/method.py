"""Method: how the figures are handled, what the words mean, and every constant with its citation."""

import streamlit as st

from insights import queries
from insights.sentences import method
from views.parts import exhibit, shell, tour

reader = shell.reader()

shell.head(
    "Every figure keeps its source, place, date and number of reports, and what is missing stays missing.",
)
words = dict(method.glossary())
with shell.controls():
    word = st.selectbox(
        "Find a word",
        sorted(words, key=str.casefold),
        index=None,
        key="word",
        bind="query-params",
        placeholder="What does it mean?",
        width=320,
    )
    tour.link()
if word:
    shell.facts([(word, words[word])])
shell.section("Rules")
shell.facts(method.rules())

shell.section("How sure a figure is", "The badge beside every figure for peer support itself.")
shell.facts(method.n_classes(queries.sources.constants(reader)))

shell.section("Occupations", "The role, and the occupations that stand beside it.")
exhibit.table(queries.occupations.registered(reader), "occupations", alt="Occupations with their relation to peer support")

shell.section("Words")
shell.facts(method.glossary())

shell.section("Constants", "Every number that the product itself brings in.")
exhibit.table(queries.sources.constants(reader), "constants", alt="Constants with unit, reason and citation")

shell.next_steps(("evidence", "See the evidence", {}), ("pay", "Pay by place", {}))
