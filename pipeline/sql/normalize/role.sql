-- posting_role: is the posting for a peer support worker, and which rule says so. One row per posting.
-- role: 'peer_support' or NULL; role_rule: 'include: ...', 'exclude: ...' or 'ambiguous: ...' (with ', text says peer' where the
-- description confirmed it, ', lived experience required' where a field did), NULL when no rule matched. The rules and their
-- order: pipeline/normalize/rules/role.toml.
create or replace table posting_role as
with candidate as (
    select title from (select distinct title from posting_as_read) where regexp_matches(title, role_may_match())
),
numbered as (
    select title, role_rule_number(fold_words(title)) as rule_number from candidate
),
ruled as (
    select title, decision, needs, decision || ': ' || name as role_rule
    from numbered join role_rule using (rule_number)
),
confirmed as (
    select posting_key,
        case when lived_experience_as_read = 'required' then ', lived experience required' else ', text says peer' end as because
    from posting_as_read join ruled using (title)
    where decision = 'ambiguous' and (lived_experience_as_read = 'required' or case needs
        when 'text_says_peer' then regexp_matches(description, role_text_says_peer())
        when 'text_asks_for_a_peer' then regexp_matches(description, role_text_asks_for_a_peer())
    end)
),
final as (
    select
        posting_as_read.posting_key,
        case when decision = 'include' or confirmed.posting_key is not null then 'peer_support' end as role,
        role_rule || coalesce(because, '') as role_rule
    from posting_as_read
    left join ruled using (title)
    left join confirmed using (posting_key)
)
select * from final;
