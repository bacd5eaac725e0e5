-- Text of places, folded to look names up. Plain text, the usual case, takes the short way to the same answer as fold_words.
create or replace macro place_is_plain(value) as not regexp_matches(value, '[^ -%''-;=?-_a-~]');

create or replace macro place_words(value) as case
    when not place_is_plain(value) then fold_words(value)
    else trim(regexp_replace(
        regexp_replace(replace(lower(value), '''', ''), '\b([a-z])\.', '\1', 'g'),
        '[^a-z0-9]+', ' ', 'g'
    ))
end;

-- As place_words, but a comma stays where the text has a comma, a bracket, a colon, a line break or a dash between spaces.
create or replace macro place_phrase(value) as trim(
    regexp_replace(
        regexp_replace(
            regexp_replace(replace(if(place_is_plain(value), lower(value), fold_text(value)), '''', ''), '\b([a-z])\.', '\1', 'g'),
            '[()\[\]:,]| - ', ' , ', 'g'
        ),
        '[^\p{L}\p{N},]+', ' ', 'g'
    ),
    ' ,'
);

-- A name to compare by: without spaces, so that 'La Porte' is 'LaPorte'.
create or replace macro place_key(words) as replace(replace(words, ' ', ''), ',', '');
