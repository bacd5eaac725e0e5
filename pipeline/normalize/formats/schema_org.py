"""schema.org JobPosting, as JSON or inside a web page: https://schema.org/JobPosting, and how sites really write it.

In the wild a value is one thing or a list, text or an object; amounts stand on the MonetaryAmount or on its value, and 0.0
there means none; an identifier is a number of the employer's, so it is qualified by the employer.
"""

from pipeline.normalize.formats.format import Record, RecordFormat, at, joined, listed, text

DESCRIPTION_PARTS = (
    *("description", "jobDescription", "responsibilities", "qualifications", "experienceRequirements", "skills"),
    *("educationRequirements", "workHours", "specialCommitments"),
)


def _named(value: object) -> str | None:
    """The name of a thing that may be its name, an object, or a list of either."""
    first = next(iter(listed(value)), None)
    if not isinstance(first, dict):
        return text(first)
    return next(filter(None, map(_named, map(first.get, ("name", "organizationName", "value")))), None)


def _place(place: object) -> str | None:
    address = at(place, "address") or place
    if not isinstance(address, dict):
        return text(address) or _named(place)
    country = _named(address.get("addressCountry"))
    parts = [address.get("addressLocality"), _named(address.get("addressRegion")), address.get("postalCode"), country]
    return joined(", ", *parts) or text(at(place, "name"))


def _places(record: Record) -> list[str]:
    """The places of work, or where an applicant for remote work must live; parallel lists of one address are several places."""
    found: list[str | None] = []
    for place in listed(record.get("jobLocation")) or listed(record.get("applicantLocationRequirements")):
        address = at(place, "address")
        if isinstance(address, dict) and isinstance(address.get("addressLocality"), list):
            columns = {name: listed(address.get(name)) for name in ("addressLocality", "addressRegion", "addressCountry")}
            found += [
                joined(", ", *(at(column, row) for column in columns.values())) for row in range(len(columns["addressLocality"]))
            ]
        elif isinstance(address, list):
            found += [_place({"address": one}) for one in address]
        else:
            found.append(_place(place))
    return list(dict.fromkeys(filter(None, found)))


def _amount(value: object) -> str | None:
    """An amount as text; zero stands for none."""
    amount = text(value)
    return None if amount is not None and not amount.strip("0.") else amount


def _pay(record: Record) -> dict[str, object]:
    salary = next(iter(listed(record.get("baseSalary") or record.get("estimatedSalary"))), None)
    if not isinstance(salary, dict):
        salary = {"value": salary}
    value = next(iter(listed(salary.get("value"))), None)
    low = _amount(at(value, "minValue")) or _amount(salary.get("minValue")) or _amount(salary.get("minSalary"))
    high = _amount(at(value, "maxValue")) or _amount(salary.get("maxValue")) or _amount(salary.get("maxSalary"))
    single = _amount(at(value, "value")) or _amount(value) or _amount(salary.get("salary"))
    is_phrase = single is not None and not single.replace(".", "", 1).isdigit()
    return {
        "pay_text": single if is_phrase else None,
        "pay_min_as_read": low or (None if is_phrase or high else single),
        "pay_max_as_read": high,
        "pay_unit_as_read": text(at(value, "unitText")) or text(salary.get("unitText")) or text(salary.get("duration")),
        "pay_currency_as_read": text(salary.get("currency")) or text(record.get("salaryCurrency")),
        "pay_is_predicted": True if not record.get("baseSalary") and record.get("estimatedSalary") else None,
    }


def _read(record: Record) -> dict[str, object]:
    employer = _named(record.get("hiringOrganization"))
    url = text(record.get("url"))
    number = _named(record.get("identifier")) or text(record.get("id"))
    return {
        "source_id": "schema_org",
        "source_posting_id": url or (f"{employer}:{number}" if employer and number else None),
        "url": url,
        "title": text(record.get("title")) or text(record.get("name")),
        "employer": employer,
        "places_as_read": _places(record),
        "remote_as_read": "remote" if text(record.get("jobLocationType")) == "TELECOMMUTE" else None,
        "description": joined("\n", *(record.get(part) for part in DESCRIPTION_PARTS)),
        **_pay(record),
        "employment_type_as_read": text(record.get("employmentType")),
        "hours_as_read": text(record.get("workHours")),
        "posted_on_as_read": text(record.get("datePosted")),
        "closes_on_as_read": text(record.get("validThrough")) or text(record.get("dateExpires")),
    }


def _recognises(record: Record) -> bool:
    """By its type; or, where the type is left out, by the names that no other format has."""
    types = {str(kind).rsplit("/", 1)[-1] for kind in listed(record.get("@type"))}
    return "JobPosting" in types or ("title" in record and {"hiringOrganization", "jobLocation"} & record.keys() != set())


FORMAT = RecordFormat(
    name="schema_org",
    what="schema.org JobPosting",
    keys=frozenset(
        {
            *DESCRIPTION_PARTS,
            *("@context", "@type", "@id", "additionalType", "alternateName", "applicantLocationRequirements"),
            *("applicationContact", "baseSalary", "dateExpires", "datePosted", "directApply", "disambiguatingDescription"),
            *("eligibilityToWorkRequirement", "employerOverview", "employmentType", "employmentUnit", "estimatedSalary"),
            *("experienceInPlaceOfEducation", "hiringOrganization", "id", "identifier", "image", "incentiveCompensation"),
            *("industry", "jobBenefits", "jobImmediateStart", "jobLocation", "jobLocationType", "jobStartDate"),
            *("mainEntityOfPage", "name", "normalizedTitle", "numberOfOpenings", "occupationalCategory"),
            *("physicalRequirement", "positionPeriod", "potentialAction", "relevantOccupation", "salaryCurrency", "sameAs"),
            *("securityClearanceRequirement", "sensoryRequirement", "subjectOf", "title", "totalJobOpenings", "url"),
            *("validThrough", "veteranCommitment"),
        }
    ),
    recognises=_recognises,
    read=_read,
)
