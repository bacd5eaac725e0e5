"""Tables that already have the columns of posting_as_read: what a program that reads another site hands over."""

from pipeline.normalize.fields import AS_READ, READ_ROW
from pipeline.normalize.formats.format import TableFormat

FORMAT = TableFormat(
    name="as_read",
    what="the columns of posting_as_read",
    columns=tuple(READ_ROW),
    required=frozenset({"title", "places_as_read"}),
    fields={name: f'"{name}"' for name in AS_READ} | {"source_id": "coalesce(source_id, 'as_read')"},
)
