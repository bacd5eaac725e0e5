"""The ads table: facts of single real ads for peer support roles, collected by hand, in controlled words."""

from pipeline.normalize.formats.format import TableFormat, one_place

FORMAT = TableFormat(
    name="peer_ads",
    what="the ads table",
    columns=(
        *("ad_id", "title", "employer", "employer_type", "setting", "city", "state", "remote_mode", "employment_type"),
        *("hours_per_week", "schedule_note", "pay_text", "pay_low", "pay_high", "pay_unit", "posted_on", "date_kind"),
        *("certification_required", "lived_experience", "education_min", "benefits_note", "service_population"),
        *("source_site", "source_url", "excerpt_complete", "note"),
    ),
    required=frozenset({"ad_id", "title", "employer", "setting", "certification_required", "lived_experience", "source_url"}),
    fields={
        "source_id": "'peer_ads'",
        "source_posting_id": "ad_id",
        "url": "source_url",
        "title": "title",
        "employer": "employer",
        "employer_type_as_read": "employer_type",
        "places_as_read": one_place("nullif(concat_ws(', ', city, state), '')"),
        "remote_as_read": "remote_mode",
        "pay_text": "pay_text",
        "pay_min_as_read": "pay_low",
        "pay_max_as_read": "pay_high",
        "pay_unit_as_read": "pay_unit",
        "employment_type_as_read": "employment_type",
        "schedule_as_read": "schedule_note",
        "hours_as_read": "hours_per_week",
        "setting_as_read": "setting",
        "certification_as_read": "certification_required",
        "lived_experience_as_read": "lived_experience",
        "posted_on_as_read": "case when date_kind is distinct from 'closes' then posted_on end",
        "closes_on_as_read": "case when date_kind = 'closes' then posted_on end",
        "note_as_read": "note",
    },
)
