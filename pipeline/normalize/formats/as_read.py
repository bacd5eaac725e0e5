"""Tables that already have the columns of posting_as_read: what a program that reads another site hands over."""

from pipeline.normalize.formats.format import AS_READ, TableFormat

FORMAT = TableFormat(
    name="as_read",
    what="the columns of posting_as_read",
    columns=("posting_key", *AS_READ, "file", "row_in_file"),
    required=frozenset({"title", "places_as_read"}),
    fields={name: f'"{name}"' for name in AS_READ} | {"source_id": "coalesce(source_id, 'as_read')"},
)
