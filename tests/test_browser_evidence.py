"""The Evidence page in a real Chromium."""

import pytest

from tests.browser import text_of

pytestmark = pytest.mark.browser


def test_an_evidence_link_opens_the_figure(visit) -> None:
    page = visit("evidence?figure=articles:georgia")
    text = text_of(page)
    for words in ("$35,672", "2,080", "$17.15", "line 96"):
        assert words in text
