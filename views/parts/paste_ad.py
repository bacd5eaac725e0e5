"""A box for a job ad: what the normaliser reads from it, and where its pay stands. Nothing that is pasted is stored."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from insights import evidence
from insights.sentences import ad_reading
from pipeline.normalize.one_ad import MOST_LETTERS, AdReader
from views.parts import exhibit, shell


@st.cache_resource(show_spinner=False)
def _ad_reader() -> AdReader:
    return AdReader()


def show() -> None:
    """The box, and the answer below it once an ad was read."""
    shell.section("Have a job ad?", "Paste it to see what we read from it and where its pay stands. Nothing is stored.")
    with st.form("ad", border=False):
        text = st.text_area("The ad, its title in the first line", height=200, max_chars=MOST_LETTERS, key="ad-text")
        place = st.text_input("Place of the job, to compare its pay", placeholder="Cleveland, OH", width=480, key="ad-place")
        asked = st.form_submit_button("Read the ad")
    if not asked:
        return
    if not text.strip():
        shell.refusal("There is no text to read. Paste the ad with its title in the first line.")
        return
    with st.spinner("Reading the ad"):
        ad = _ad_reader().read(text, place)
    _answer(ad)


@st.fragment
def _answer(ad: Mapping[str, Any]) -> None:
    """What was read, and where the pay stands; runs alone again when its evidence is asked for, and keeps the ad for that."""
    reader = shell.reader()
    shell.facts(ad_reading.fields(ad))
    for sentence in ad_reading.standing(reader, ad):
        shell.note(sentence)
    choices = evidence.pay.choices(ad_reading.compared_with(reader, ad), today=shell.today())
    if choices:
        exhibit.behind(choices, "your-ad")
