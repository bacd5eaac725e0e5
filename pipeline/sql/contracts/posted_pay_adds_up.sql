-- Every ad whose pay counts is counted once among states, nation and unknown places
with held as (
    select sum(n_reports)::bigint as n from mart.pay where basis = 'posted' and place_kind in ('state', 'nation', 'unknown')
)

select format('{:,} ads', n)
from held
where n is distinct from (select nullif(count(*), 0) from mart.postings where left_out_of_pay is null);
