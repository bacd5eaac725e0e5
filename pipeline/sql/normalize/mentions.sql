-- posting_mentions: the phrases of each description that the rules of words.sql and pay/ read, out of the descriptions as they
-- are.
-- phrases: as printed, in four passes (rules/mention.toml), each in its order, joined by ' ; '; NULL where nothing was found.
create or replace table posting_mentions as
with found as (
    select
        posting_key,
        regexp_extract_all(description, mention_of_hours()) as hours,
        regexp_extract_all(description, mention_of_certification()) as certification,
        regexp_extract_all(description, mention_of_experience()) as experience,
        -- "Certified for crisis work" asks for something and names no setting.
        regexp_extract_all(
            case when len(certification) + len(experience) = 0 then description
                else
                    regexp_replace(
                        regexp_replace(description, mention_of_certification(), ' ; ', 'g'), mention_of_experience(), ' ; ', 'g'
                    )
                end,
            mention_of_setting()
        ) as settings
    from posting_as_read
)
select posting_key, nullif(array_to_string(hours || certification || experience || settings, ' ; '), '') as phrases from found;
