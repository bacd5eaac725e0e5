-- OEWS annual pay is hourly pay times the hours of a year, to its printed rounding

-- Hourly pay is printed to the cent, annual pay to 10 dollars: half a cent for 2,080 hours and 5 dollars are less than 16.
with hours as (
    select value as hours_a_year from core.constant where name = 'hours_a_year'
)

select release || ' ' || area || ' ' || occ_code
from staging.oews, hours
where set_aside_reason is null
    and greatest(
        abs(h_mean * hours_a_year - a_mean),
        abs(h_pct10 * hours_a_year - a_pct10),
        abs(h_pct25 * hours_a_year - a_pct25),
        abs(h_median * hours_a_year - a_median),
        abs(h_pct75 * hours_a_year - a_pct75),
        abs(h_pct90 * hours_a_year - a_pct90)
    ) > 16;
