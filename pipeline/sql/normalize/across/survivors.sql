-- The finished table. duplicate_of names a survivor, never another duplicate; ids are unique.
-- Reads posting_assembled, duplicate, repeated_id. Makes the views posting_keyed (with posting_key) and posting.
create or replace temp table standing as
with recursive followed as (
    select posting_key, survivor_key from duplicate
    union all
    select followed.posting_key, duplicate.survivor_key
    from followed
    join duplicate on duplicate.posting_key = followed.survivor_key
),
final as (
    -- The end of the way: a survivor that is no duplicate itself.
    select posting_key, survivor_key from followed where survivor_key not in (select posting_key from duplicate)
)
select final.posting_key, posting_assembled.posting_id as duplicate_of
from final join posting_assembled on posting_assembled.posting_key = survivor_key;

create or replace view posting_keyed as
select
    posting_assembled.posting_key,
    posting_assembled.posting_id || case when copy_number > 1 then '#' || copy_number else '' end as posting_id,
    posting_assembled.* exclude (posting_key, posting_id, flags, facts_stated), standing.duplicate_of, flags
from posting_assembled
left join standing using (posting_key)
left join repeated_id using (posting_key);

create or replace view posting as
select * exclude (posting_key) from posting_keyed;
