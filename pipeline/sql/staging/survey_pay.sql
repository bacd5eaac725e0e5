create table staging.survey_pay as
with source as (
    select * from raw.survey_pay
),

typed as (
    select
        raw_row,
        figure_id,
        nullif(place_as_read, '') as place_as_read,
        title_as_published,
        try_cast(nullif(amount_mean, '') as decimal(12, 2)) as amount_mean,
        try_cast(nullif(amount_low, '') as decimal(12, 2)) as amount_low,
        try_cast(nullif(amount_high, '') as decimal(12, 2)) as amount_high,
        unit,
        try_cast(nullif(replace(n_as_read, ',', ''), '') as integer) as n_reports,
        case when n_as_read like '>%' then 'more than ' || n_as_read[2:] || '; the exact number is not stated' end as n_note,
        try_cast(nullif(as_of, '') as date) as as_of,
        try_cast(reference_year as integer) as reference_year,
        schedule,
        coalesce(string_split(nullif(flags, ''), ';'), []) as flags,
        published_text,
        release,
        publisher,
        publisher_url,
        coalesce(n_as_read, '') as n_as_read
    from source
),

final as (
    select
        * exclude (n_as_read),
        case
            when amount_mean is null and (amount_low is null or amount_high is null) then 'neither a mean nor a range is a number'
            when coalesce(unit, '') != 'hour' then 'the unit ''' || coalesce(unit, '') || ''' is not hour'
            when n_as_read != '' and n_note is null and coalesce(n_reports, 0) < 1
                then 'n ''' || n_as_read || ''' is not a whole number above 0'
            when reference_year is null then 'the year of the survey is not a year'
        end as set_aside_reason
    from typed
)

select * from final;

comment on table staging.survey_pay is 'Pay of peer support specialists in national surveys, typed.';
comment on column staging.survey_pay.figure_id is 'Survey, year and what it covers.';
comment on column staging.survey_pay.place_as_read is 'Place of the survey: US.';
comment on column staging.survey_pay.title_as_published is 'Title of those surveyed.';
comment on column staging.survey_pay.amount_mean is 'Mean pay, USD per unit; NULL when a range is published instead.';
comment on column staging.survey_pay.amount_low is 'Lower end of the range of average pay, USD per unit.';
comment on column staging.survey_pay.amount_high is 'Upper end of the range of average pay, USD per unit.';
comment on column staging.survey_pay.unit is 'hour.';
comment on column staging.survey_pay.n_reports is 'People who answered; NULL when no exact number is stated.';
comment on column staging.survey_pay.n_note is 'What is stated instead of an exact number; NULL otherwise.';
comment on column staging.survey_pay.as_of is 'First day of the month of publication; NULL when only a year is printed.';
comment on column staging.survey_pay.reference_year is 'Year of the survey as printed.';
comment on column staging.survey_pay.schedule is 'all or full-time.';
comment on column staging.survey_pay.published_text is 'The amount with the measure it was collected as.';
comment on column staging.survey_pay.release is 'Survey, and who reports it.';
comment on column staging.survey_pay.publisher is 'Who published the survey or the quotation.';
comment on column staging.survey_pay.publisher_url is 'Page that reports the figure.';
