-- The ads of mart.demand are those of mart.postings that are counted
with held as (
    select sum(n_postings)::bigint as n, sum(n_stating_pay)::bigint as n_pay from mart.demand
)

select format('{:,} ads', n)
from held
where (n, n_pay) is distinct from (select (count(*), count(*) filter (states_pay)) from mart.postings where is_survivor);
