"""USAJOBS HistoricJoa (data.usajobs.gov/api/historicjoa, no key needed): past federal announcements, one row each, no text.

Locations come as a JSON list, inside a cell in tables and as a list in the API's own answers.
"""

from pipeline.normalize.formats.format import TableFormat

_LOCATION = (
    "lambda place: concat_ws(', ',"
    " place.positionLocationCity,"
    " case when not coalesce(ends_with(place.positionLocationCity, place.positionLocationState), false)"
    " then place.positionLocationState end,"
    " case when place.positionLocationCountry <> 'United States' then place.positionLocationCountry end)"
)
_SHAPE = '[{"positionLocationCity":"VARCHAR","positionLocationState":"VARCHAR","positionLocationCountry":"VARCHAR"}]'

FORMAT = TableFormat(
    name="usajobs_historic",
    what="USAJOBS HistoricJoa",
    columns=(
        *("usajobsControlNumber", "hiringAgencyCode", "hiringAgencyName", "hiringDepartmentCode", "hiringDepartmentName"),
        *("agencyLevel", "agencyLevelSort", "appointmentType", "workSchedule", "payScale", "salaryType", "vendor"),
        *("travelRequirement", "teleworkEligible", "serviceType", "securityClearanceRequired", "securityClearance"),
        *("whoMayApply", "announcementClosingTypeCode", "announcementClosingTypeDescription", "positionOpenDate"),
        *("positionCloseDate", "positionExpireDate", "announcementNumber", "hiringSubelementName", "positionTitle"),
        *("minimumGrade", "maximumGrade", "promotionPotential", "minimumSalary", "maximumSalary", "supervisoryStatus"),
        *("drugTestRequired", "relocationExpensesReimbursed", "totalOpenings", "positionOpeningStatus", "hiringPaths"),
        *("jobCategories", "positionLocations", "usajobs_control_number", "disableApplyOnline", "inserted_at", "_links"),
    ),
    required=frozenset({"usajobsControlNumber", "hiringAgencyName", "positionTitle", "minimumSalary", "salaryType"}),
    fields={
        "source_id": "'usajobs'",
        "source_posting_id": "usajobsControlNumber",
        "url": "'https://www.usajobs.gov/job/' || usajobsControlNumber",
        "title": "positionTitle",
        "employer": "coalesce(hiringAgencyName, hiringDepartmentName)",
        "employer_type_as_read": "'federal'",
        "places_as_read": f"coalesce(list_transform(try(from_json(positionLocations, '{_SHAPE}')), {_LOCATION}), []::varchar[])",
        "remote_as_read": "case teleworkEligible when 'Y' then 'telework eligible' end",
        "pay_min_as_read": "minimumSalary",
        "pay_max_as_read": "maximumSalary",
        "pay_unit_as_read": "salaryType",
        "employment_type_as_read": "workSchedule",
        "contract_as_read": "appointmentType",
        "posted_on_as_read": "positionOpenDate",
        "closes_on_as_read": "positionCloseDate",
        "note_as_read": "concat_ws(', ', payScale || '-' || minimumGrade || ' to ' || maximumGrade, positionOpeningStatus)",
    },
)
