"""Charts: tables in, plotly figures (plain dicts) out, each with the sentence that says what is drawn. No SQL, no Streamlit.

``frame.py`` holds what all share, ``figures.py`` turns pay figures into marks; one file for each kind of chart: ``map.py``,
``ranked.py``, ``strip.py``, ``known.py``, ``trend.py``, ``projections.py``, ``states.py``, ``headcount.py``. Draw them with
``CONFIG``, without a framework's own theme: a figure carries its whole look for light or dark.
"""

from insights.charts.frame import CONFIG, Chart
from insights.charts.headcount import headcount_marks
from insights.charts.known import completeness_grid
from insights.charts.map import state_map
from insights.charts.projections import openings_bars, vintage_strip
from insights.charts.ranked import FIRST_ROWS, ranked_pay
from insights.charts.states import state_growth
from insights.charts.strip import basis_strip
from insights.charts.trend import trend_line

__all__ = [
    "CONFIG",
    "FIRST_ROWS",
    "Chart",
    "basis_strip",
    "completeness_grid",
    "headcount_marks",
    "openings_bars",
    "ranked_pay",
    "state_growth",
    "state_map",
    "trend_line",
    "vintage_strip",
]
