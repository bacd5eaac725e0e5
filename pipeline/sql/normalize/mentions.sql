-- posting_mentions: the phrases of each description that the rules of words.sql read. The one pass over the descriptions, as they are.
-- phrases: as printed, in their order, joined by ' ; '; NULL where nothing was found. (A filter on it would run the pass twice.)
create or replace table posting_mentions as
select posting_key, nullif(array_to_string(regexp_extract_all(description, mention_any()), ' ; '), '') as phrases
from posting_as_read;
