"""The normaliser's own output: its rows are postings already, so they meet the steps across rows and no row rule again.

A file of an earlier version lacks the fields that came since: they are NULL, and the reader says which. One of a later version
holds columns that are unknown here: they are not read, and the reader says so.
"""

from pipeline.normalize.fields import POSTING
from pipeline.normalize.formats.format import TableFormat

FORMAT = TableFormat(
    name="normalized",
    what="the normaliser's own output",
    columns=tuple(POSTING),
    # Together these are in no other layout, and were in every version of this one.
    required=frozenset({"posting_id", "source_id", "title", "role", "role_rule", "pay_unit"}),
    fields={},
)
