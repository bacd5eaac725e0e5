create table staging.article_pay as
with source as (
    select * from raw.article_pay
),

typed as (
    select
        raw_row,
        figure_id,
        file,
        try_cast(line as integer) as line,
        title_as_asked,
        coalesce(nullif(title_as_answered, ''), title_as_asked) as title_as_answered,
        nullif(place_as_read, '') as place_as_read,
        basis,
        try_cast(nullif(amount_low, '') as decimal(12, 2)) as amount_low,
        try_cast(nullif(amount_point, '') as decimal(12, 2)) as amount_point,
        try_cast(nullif(amount_high, '') as decimal(12, 2)) as amount_high,
        unit,
        try_cast(nullif(n_as_read, '') as integer) as n_reports,
        try_cast(nullif(as_of, '') as date) as as_of,
        coalesce(string_split(nullif(flags, ''), ';'), []) as flags,
        published_text,
        release,
        nullif(publisher_url, '') as publisher_url,
        coalesce(amount_low, '') as low_as_read,
        coalesce(amount_point, '') as point_as_read,
        coalesce(amount_high, '') as high_as_read,
        coalesce(n_as_read, '') as n_as_read,
        coalesce(as_of, '') as as_of_as_read
    from source
),

final as (
    select
        * exclude (low_as_read, point_as_read, high_as_read, n_as_read, as_of_as_read),
        case
            when amount_point is null then 'the amount ''' || point_as_read || ''' is not a number'
            when amount_low is null and low_as_read != '' then 'the lower amount ''' || low_as_read || ''' is not a number'
            when amount_high is null and high_as_read != '' then 'the upper amount ''' || high_as_read || ''' is not a number'
            when
                coalesce(unit, '') not in ('hour', 'year')
                then 'the unit ''' || coalesce(unit, '') || ''' is neither hour nor year'
            when n_as_read != '' and coalesce(n_reports, 0) < 1 then 'n ''' || n_as_read || ''' is not a whole number above 0'
            when as_of is null and as_of_as_read != '' then 'the date ''' || as_of_as_read || ''' is not a date'
        end as set_aside_reason
    from typed
)

select * from final;

comment on table staging.article_pay is 'Pay of peer support as web articles report it, typed.';
comment on column staging.article_pay.figure_id is 'as in staging.article_growth';
comment on column staging.article_pay.title_as_asked is 'Job title in the question that the article answers.';
comment on column staging.article_pay.title_as_answered is
    'Job title in the answer, which counts; the question''s where the answer names none.';
comment on column staging.article_pay.basis is 'reported: people''s reports on a pay site.';
comment on column staging.article_pay.amount_low is 'Lower end of the range as printed, USD per unit; NULL when none is printed.';
comment on column staging.article_pay.amount_point is 'Average as printed, USD per unit.';
comment on column staging.article_pay.amount_high is
    'Upper end of the range as printed, USD per unit; NULL when none is printed.';
comment on column staging.article_pay.unit is 'hour or year.';
comment on column staging.article_pay.n_reports is 'Reports behind the figure; NULL when the article does not say.';
comment on column staging.article_pay.as_of is 'Day the figure was updated; NULL when undated.';
