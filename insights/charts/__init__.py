"""Charts: tables in, plotly figures (plain dicts) out, each with the sentence that says what is drawn. No SQL, no Streamlit.

One file for each kind of chart, read from top to bottom: the rows that are drawn, the marks they become, the sentence. What
several draw stands apart: ``frame.py`` (the frame, axes, points, lines and notes), ``palette.py`` (colours and marks),
``figures.py`` (pay figures as marks), ``rows.py`` (rows with a name, a mark and words), ``lines.py`` (lines over time),
``panels.py`` (small multiples), ``classes.py`` (the classes of a map and their legend); ``series.py`` chooses what the map
colours. Draw the figures with ``CONFIG``, without a framework's own theme: each carries its whole look for light or dark.
"""

from insights.charts.certification import certification_coverage, training_hours
from insights.charts.compare import compared_pay
from insights.charts.employment import employment_mix
from insights.charts.facilities import facility_share_by_type, facility_share_map, facility_share_ranking, facility_trend
from insights.charts.frame import CONFIG, FIRST_ROWS, Chart
from insights.charts.headcount import headcount_marks
from insights.charts.hours import hours_per_week
from insights.charts.index import index_lines
from insights.charts.known import completeness_grid
from insights.charts.map import state_map
from insights.charts.months import posting_months
from insights.charts.openings import openings_bars
from insights.charts.posted_pay import posted_pay_by_employment_type
from insights.charts.postings import posting_counts, schedule_flags
from insights.charts.projections import vintage_strip
from insights.charts.ranked import ranked_pay
from insights.charts.sectors import sector_employment
from insights.charts.states import state_growth
from insights.charts.strip import basis_strip
from insights.charts.tornado import tornado
from insights.charts.trend import trend_line

__all__ = [
    "CONFIG",
    "FIRST_ROWS",
    "Chart",
    "basis_strip",
    "certification_coverage",
    "compared_pay",
    "completeness_grid",
    "employment_mix",
    "facility_share_by_type",
    "facility_share_map",
    "facility_share_ranking",
    "facility_trend",
    "headcount_marks",
    "hours_per_week",
    "index_lines",
    "openings_bars",
    "posted_pay_by_employment_type",
    "posting_counts",
    "posting_months",
    "ranked_pay",
    "schedule_flags",
    "sector_employment",
    "state_growth",
    "state_map",
    "tornado",
    "training_hours",
    "trend_line",
    "vintage_strip",
]
