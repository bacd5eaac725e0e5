"""The evidence behind a mark that stands for one pay figure, as ``exhibit.show`` asks for it."""

from collections.abc import Callable

import pandas as pd

from insights import evidence
from views.parts import shell


def pay(**asked: object) -> Callable[[str, pd.DataFrame], evidence.Card | None]:
    """The card of the figure in a mark's row; ``asked`` are the unit, hours and prices that the page shows amounts in."""
    return lambda _, held: evidence.pay.card(shell.reader(), held["figure_id"].iloc[0], today=shell.today(), **asked)
