-- As fold_words, but a comma stays where the text has a comma, a bracket, a colon, a line break or a dash between spaces.
create or replace macro place_phrase(value) as trim(
    regexp_replace(
        regexp_replace(
            regexp_replace(replace(fold_text(value), '''', ''), '\b([a-z])\.', '\1', 'g'),
            '[()\[\]:,]| - ', ' , ', 'g'
        ),
        '[^\p{L}\p{N},]+', ' ', 'g'
    ),
    ' ,'
);

-- A name to compare by: without spaces, so that 'La Porte' is 'LaPorte'.
create or replace macro place_key(words) as replace(replace(words, ' ', ''), ',', '');
