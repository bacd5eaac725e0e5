"""What stands behind a mark: one card for every kind of figure, each in a file of its own; all look the same (``card.py``).

``pay.py``, ``growth.py``, ``facts.py`` and ``ads.py`` find a figure by its id (``find`` tries them all); ``facilities.py``,
``index.py`` and the counts of ``ads.py`` explain a number that is added up from rows, by the arithmetic and those rows;
``compared.py`` names all that stands in a comparison, with the ``offer.py`` among it; ``results.py`` and ``inputs.py`` hold the
formulas and the inputs of the program worksheet.
"""

import datetime

from insights.evidence import ads, certification, compared, facilities, facts, growth, index, inputs, offer, pay, results
from insights.evidence.card import Card, Choices
from insights.reader import Reader

__all__ = [
    "Card",
    "Choices",
    "ads",
    "certification",
    "compared",
    "facilities",
    "facts",
    "find",
    "growth",
    "index",
    "inputs",
    "offer",
    "pay",
    "results",
]


def find(reader: Reader, figure_id: str, *, today: datetime.date) -> Card | None:
    """The card of any figure that has an id: pay, growth, a fact, a certification entry, a job ad; None when none is held."""
    return (
        pay.card(reader, figure_id, today=today)
        or growth.card(reader, figure_id)
        or facts.card(reader, figure_id)
        or certification.card(reader, figure_id)
        or ads.card(reader, figure_id)
    )
