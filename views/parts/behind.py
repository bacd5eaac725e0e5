"""The evidence behind a mark that stands for one pay figure, as ``exhibit.show`` asks for it."""

from collections.abc import Callable

import pandas as pd

from insights import evidence
from views.parts import shell


def pay(
    *, unit: str = "hour", hours_a_week: float = 40, adjust: bool = False
) -> Callable[[str, pd.DataFrame], evidence.Card | None]:
    """The card of the figure in a mark's row, its arithmetic up to the amounts as the page shows them."""
    return lambda _, held: evidence.pay.card(
        shell.reader(), held["figure_id"].iloc[0], today=shell.today(), unit=unit, hours_a_week=hours_a_week, adjust=adjust
    )
