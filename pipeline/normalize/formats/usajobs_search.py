"""USAJOBS Search (data.usajobs.gov/api/search): items with a MatchedObjectDescriptor, singly, in lists or in whole answers.

Amounts are text; the rate code is a phrase in 2016 ("Per Year") and a letter pair now (PA, PH, BW, WC); an item may name
85 locations. Benefits texts are left out: their amounts are no pay.
"""

from pipeline.normalize.formats.format import Record, RecordFormat, at, joined, listed, text

DESCRIPTION_PARTS = ("JobSummary", "MajorDuties", "Requirements", "KeyRequirements", "Education", "OtherInformation")


def _read(item: Record) -> dict[str, object]:
    job = at(item, "MatchedObjectDescriptor")
    details = at(job, "UserArea", "Details")
    pay = at(job, "PositionRemuneration", 0)
    schedule = at(job, "PositionSchedule", 0)
    remote = {"remote": at(details, "RemoteIndicator"), "telework eligible": at(details, "TeleworkEligible")}
    places = [text(at(place, "LocationName")) or text(at(place, "CityName")) for place in listed(at(job, "PositionLocation"))]
    return {
        "source_id": "usajobs",
        "source_posting_id": text(at(item, "MatchedObjectId")),
        "url": text(at(job, "PositionURI")),
        "title": text(at(job, "PositionTitle")),
        "employer": text(at(job, "OrganizationName")) or text(at(job, "DepartmentName")),
        "employer_type_as_read": "federal",
        "places_as_read": [place for place in places if place] or listed(text(at(job, "PositionLocationDisplay"))),
        "remote_as_read": next((words for words, said in remote.items() if said in (True, "True", "true")), None),
        "description": joined("\n", at(job, "QualificationSummary"), *(at(details, part) for part in DESCRIPTION_PARTS)),
        "pay_min_as_read": text(at(pay, "MinimumRange")),
        "pay_max_as_read": text(at(pay, "MaximumRange")),
        "pay_unit_as_read": text(at(pay, "RateIntervalCode")),
        "employment_type_as_read": SCHEDULE_CODES.get(str(at(schedule, "Code"))) or text(at(schedule, "Name")),
        "schedule_as_read": text(at(schedule, "Name")),
        "contract_as_read": text(at(job, "PositionOfferingType", 0, "Name")),
        "posted_on_as_read": text(at(job, "PublicationStartDate")) or text(at(job, "PositionStartDate")),
        "closes_on_as_read": text(at(job, "ApplicationCloseDate")) or text(at(job, "PositionEndDate")),
        "note_as_read": joined("-", at(job, "JobGrade", 0, "Code"), at(details, "LowGrade")),
    }


# Agencies write what they like as the schedule's name; its code means one thing.
# https://developer.usajobs.gov/api-reference/get-codelist-positionscheduletypes
SCHEDULE_CODES = {
    "1": "Full-time",
    "2": "Part-time",
    "3": "Shift work",
    "4": "Intermittent",
    "5": "Job sharing",
    "6": "Multiple Schedules",
}

FORMAT = RecordFormat(
    name="usajobs_search",
    what="USAJOBS Search",
    keys=frozenset({"MatchedObjectId", "MatchedObjectDescriptor", "RelevanceRank", "RelevanceScore"}),
    recognises=lambda record: isinstance(record.get("MatchedObjectDescriptor"), dict),
    read=_read,
)
