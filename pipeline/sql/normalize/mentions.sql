-- posting_mentions: the phrases of each description that the rules of words.sql read. The one pass over the descriptions, as they are.
-- phrases: as printed, in their order, joined by ' ; '; only postings in which something was found.
create or replace table posting_mentions as
with found as (
    select posting_key, regexp_extract_all(description, mention_any()) as phrases from posting_as_read
)
select posting_key, array_to_string(phrases, ' ; ') as phrases from found where len(phrases) > 0;
