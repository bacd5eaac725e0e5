create table mart.postings as
with places as (
    select place_id, place_name, 'city' as place_kind from core.city
    union all
    select place_id, place_name, place_kind from core.place where place_kind in ('nation', 'state')
),

final as (
    select
        posting_id,
        source_id,
        collection as source_title,
        title,
        employer,
        employer_type,
        city,
        posting.state,
        posting.place_id,
        coalesce(place.place_name, city || ', ' || posting.state, state_place.place_name, 'place not stated') as place_name,
        coalesce(place.place_kind, if(posting.state is null, 'unknown', 'state')) as place_kind,
        state_place.place_name as state_name,
        posting.cbsa_code,
        metro.short_name as metro_name,
        place_note,
        remote_mode,
        setting,
        setting_evidence,
        employment_type,
        contract_type,
        hours_per_week_low,
        hours_per_week_high,
        schedule_flags,
        pay_low,
        pay_high,
        pay_unit,
        pay_low_usd_hour,
        pay_high_usd_hour,
        coalesce(pay_basis = 'stated' and coalesce(pay_low, pay_high) is not null, false) as states_pay,
        pay_note,
        pay_basis,
        left_out_of_pay,
        certification,
        lived_experience,
        posted_on,
        closes_on,
        first_seen,
        last_seen,
        dated_on,
        ad_month,
        ad_year,
        duplicate_of,
        duplicate_of is null as is_survivor,
        flags,
        role_rule,
        url,
        posting.release
    from core.posting
    left join places as place on place.place_id = posting.place_id
    left join places as state_place on state_place.place_id = 'US-' || posting.state
    left join core.place as metro on metro.place_id = 'CBSA-' || posting.cbsa_code
    where role = 'peer_support'
)

select * from final
order by posting_id;

comment on table mart.postings is 'Job ads for peer support work, one row each, copies marked. No sample of the market: count them with n, and never call them the market.';
comment on column mart.postings.posting_id is 'Id of the ad, as in core.posting.';
comment on column mart.postings.source_id is 'peer_ads, usajobs or nyc_jobs for shipped ads; inbox for those of a user''s own files.';
comment on column mart.postings.source_title is 'What readers call the files the ad came with.';
comment on column mart.postings.title is 'Job title as printed.';
comment on column mart.postings.employer is 'Employer as printed; NULL when the ad names none.';
comment on column mart.postings.employer_type is 'federal, state, county, city, nonprofit, hospital_system, university, tribal, peer_run, company; NULL when nothing tells.';
comment on column mart.postings.city is 'City; NULL for none or several.';
comment on column mart.postings.state is 'Postal code of the state; NULL for none or several.';
comment on column mart.postings.place_id is 'Smallest place the ad names, when it is one; NULL otherwise.';
comment on column mart.postings.place_name is 'Name of that place, else of the state; ''place not stated'' for none.';
comment on column mart.postings.place_kind is 'city (boroughs too), state, nation or unknown: what place_name is.';
comment on column mart.postings.state_name is 'Name of the state; NULL for none or several.';
comment on column mart.postings.cbsa_code is 'Core-based statistical area of the place; NULL outside one or when several.';
comment on column mart.postings.metro_name is 'Name of that area where it is one of the metros held.';
comment on column mart.postings.place_note is 'Why the place is no city, or none.';
comment on column mart.postings.remote_mode is 'onsite, hybrid, remote or unknown: most ads do not say.';
comment on column mart.postings.setting is 'One of twelve settings; not_stated when nothing tells.';
comment on column mart.postings.setting_evidence is 'Which field told the setting, and its words.';
comment on column mart.postings.employment_type is 'full_time, part_time, either, per_diem or not_stated.';
comment on column mart.postings.contract_type is 'temporary, contract, internship and the like; NULL when nothing tells.';
comment on column mart.postings.hours_per_week_low is 'Fewest hours a week stated; NULL when none are.';
comment on column mart.postings.hours_per_week_high is 'Most hours a week stated; NULL when none are.';
comment on column mart.postings.schedule_flags is 'evenings, weekends, nights, on_call, as far as stated.';
comment on column mart.postings.pay_low is 'Lower bound of the pay stated, USD per pay_unit; NULL when not stated.';
comment on column mart.postings.pay_high is 'Upper bound of the pay stated, USD per pay_unit; NULL when not stated.';
comment on column mart.postings.pay_unit is 'hour, day, week, biweekly, month, year, visit or not_stated; NULL without pay.';
comment on column mart.postings.pay_low_usd_hour is 'Lower bound, USD an hour; NULL when it cannot be made hourly.';
comment on column mart.postings.pay_high_usd_hour is 'Upper bound, USD an hour; NULL when it cannot be made hourly.';
comment on column mart.postings.states_pay is 'Whether the employer states an amount; pay that a site guessed is not stated.';
comment on column mart.postings.pay_note is 'How the pay was read, or why there is none by the hour.';
comment on column mart.postings.pay_basis is 'stated by the employer, or predicted by the site; NULL without pay.';
comment on column mart.postings.left_out_of_pay is 'Why the ad''s pay is in no figure of mart.pay; NULL when it is.';
comment on column mart.postings.certification is 'required, preferred, obtain_within, not_required or not_stated.';
comment on column mart.postings.lived_experience is 'required, preferred or not_stated.';
comment on column mart.postings.posted_on is 'Day of posting; NULL when no day is printed.';
comment on column mart.postings.closes_on is 'Closing day; NULL when none is printed.';
comment on column mart.postings.first_seen is 'Day on which the ad was first seen; NULL when not recorded.';
comment on column mart.postings.last_seen is 'Day on which the ad was last seen; NULL when not recorded.';
comment on column mart.postings.dated_on is 'Day of the ad: posting, else closing, else first or last seen; NULL when no day is known.';
comment on column mart.postings.ad_month is 'First day of the month of the ad; NULL when unknown.';
comment on column mart.postings.ad_year is 'Year of the ad; NULL when unknown.';
comment on column mart.postings.duplicate_of is 'The ad that stands for this one; NULL for an ad that is counted.';
comment on column mart.postings.is_survivor is 'Whether the ad is counted: false for a copy of another one.';
comment on column mart.postings.flags is 'What a reader must know of the ad, as short words.';
comment on column mart.postings.role_rule is 'The rule by which the title is one of peer support.';
comment on column mart.postings.url is 'Address of the ad; NULL when not recorded.';
comment on column mart.postings.release is 'Date of the files the ad came with.';
