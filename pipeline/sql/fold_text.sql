-- Text folded once, the same way for every rule. For short texts (titles, employers, places, phrases), never for whole
-- descriptions: those are searched once, as they are, and only what was found is folded.
-- Both macros take any text, keep NULL, and change nothing when applied to their own result. Plain printed English, nearly every
-- text, needs little of it and takes a short way to the same result.

-- What a reader sees, on one line: lower case, no accents, no invisible characters; markup, control characters and every kind of
-- space are one space; every dash is '-', every quotation mark straight; '<' and '>' are gone, '$' and '&' are characters again.
create or replace macro fold_any_text(value) as trim(regexp_replace(
    -- Markup left over: tags, then entities without a meaning here. NUL first: strip_accents stops at one.
    regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
        translate(
            lower(
                strip_accents(
                    lower(regexp_replace(regexp_replace(value, '\p{Cf}+', '', 'g'), '[\x00-\x1f\x7f-\x9f\p{Zl}\p{Zp}]', ' ', 'g'))
                )
            ),
            '‘’‚‛′`´“”„‟″−⁃', '''''''''''''''"""""--'
        ),
        '&(amp;)+', '&', 'g'),
        '&(lt|#60|#x3c);', '<', 'g'),
        '&(gt|#62|#x3e);', '>', 'g'),
        '&([nm]dash|minus|#821[0-3]|#x201[0-5]|\p{Pd});|\p{Pd}', '-', 'g'),
        '&([lr]squo|apos|#0?39|#821[67]|#x201[89]|#x27);', '''', 'g'),
        '&(dollar|#0?36|#x24);', '$', 'g'),
        '</?[a-z!][^<>]*>|&([a-z]{2,8}|#[0-9]{1,7}|#x[0-9a-f]{1,6});', ' ', 'g'),
        '[<>]', ' ', 'g'),
    '[\s\p{Z}]+', ' ', 'g'));

create or replace macro fold_text(value) as
    case when regexp_matches(value, '[^ -~]|[&<>`]|  ') then fold_any_text(value) else trim(lower(value)) end;

-- Words only, to compare by: as fold_text, and every run of other characters than letters and digits is one space;
-- apostrophes and the points of abbreviations vanish ("C.P.S." is "cps", "Veteran's" is "veterans", "&" is "and").
create or replace macro fold_any_words(value) as trim(regexp_replace(
    regexp_replace(
        regexp_replace(regexp_replace(fold_any_text(value), '''', '', 'g'), '\b([a-z])\.', '\1', 'g'), '&', ' and ', 'g'
    ),
    '[^\p{L}\p{N}]+', ' ', 'g'
));
create or replace macro without_points(value) as case
    when contains(value, '.') then regexp_replace(value, '\b([a-z])\.', '\1', 'g') else value
end;
create or replace macro fold_words(value) as
    case when regexp_matches(value, '[^ -~]|[&<>`]') then fold_any_words(value)
        else trim(regexp_replace(without_points(replace(lower(value), '''', '')), '[^a-z0-9]+', ' ', 'g')) end;
