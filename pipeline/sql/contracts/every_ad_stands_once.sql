-- Every job ad that was read stands once, and copies name an ad that is counted
select posting_id
from core.posting
group by posting_id
having count(*) > 1
union all
select posting_id
from core.posting
where duplicate_of not in (select posting_id from core.posting where duplicate_of is null);
