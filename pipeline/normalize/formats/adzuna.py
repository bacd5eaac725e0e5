"""Adzuna (api.adzuna.com/v1/api/jobs/us/search): one answer's results. Half of the amounts are Adzuna's own predictions.

The area goes from wide to narrow: country, state, county, place; descriptions are cut at 500 characters.
"""

from pipeline.normalize.formats.format import Record, RecordFormat, at, listed, text


def _place(record: Record) -> list[str]:
    area = [text(part) for part in listed(at(record, "location", "area"))]
    named = [part for part in area if part]
    if not named:
        return [shown] if (shown := text(at(record, "location", "display_name"))) else []
    return [", ".join(dict.fromkeys([named[-1], *named[1:2], named[0]]))]


def _read(record: Record) -> dict[str, object]:
    predicted = text(record.get("salary_is_predicted"))
    paid = record.get("salary_min") is not None or record.get("salary_max") is not None
    return {
        "source_id": "adzuna",
        "source_posting_id": text(record.get("id")),
        "url": text(record.get("redirect_url")),
        "title": text(record.get("title")),
        "employer": text(at(record, "company", "display_name")),
        "places_as_read": _place(record),
        "description": text(record.get("description")),
        "pay_min_as_read": text(record.get("salary_min")),
        "pay_max_as_read": text(record.get("salary_max")),
        "pay_unit_as_read": "year" if paid else None,  # "annual salary", developer.adzuna.com/docs/search
        "pay_is_predicted": predicted in ("1", "true") if predicted else None,
        "employment_type_as_read": text(record.get("contract_time")),
        "contract_as_read": text(record.get("contract_type")),
        "posted_on_as_read": text(record.get("created")),
    }


FORMAT = RecordFormat(
    name="adzuna",
    what="Adzuna",
    keys=frozenset(
        {
            *("__CLASS__", "adref", "category", "company", "contract_time", "contract_type", "created", "description", "id"),
            *("latitude", "location", "longitude", "redirect_url", "salary_is_predicted", "salary_max", "salary_min", "title"),
        }
    ),
    recognises=lambda record: "redirect_url" in record and "title" in record and ("adref" in record or "location" in record),
    read=_read,
)
