-- Text to compare names by: lower case without accents; full stops, apostrophes and invisible characters dropped ("D.C." is "dc");
-- every other run of punctuation, spaces and no-break spaces is one space.
create macro core.fold_name(name) as trim(
    regexp_replace(
        regexp_replace(strip_accents(lower(name)), '[.''’‘`\p{Cf}]', '', 'g'),
        '[^\p{L}\p{N}]+', ' ', 'g'
    )
);
