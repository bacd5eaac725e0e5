"""The SQL by which a file's own columns become those of posting_as_read: one statement for every format and kind of file."""

from pipeline.normalize.fields import AS_READ, READ_ROW, no_row
from pipeline.normalize.formats.format import TableFormat, folded
from pipeline.sql_text import identifier, quoted

TEXT_KEPT = 1000  # characters of a row set aside that are kept
LONG_TEXT = 1_000_000  # characters; no ad is that long, so something else stands in the cell
BLANKS = " \t\r\n\u00a0"

# UTF-8 that was read as Windows-1252 ("Cityâ€™s", "Ã©"), and characters that were lost before.
MOJIBAKE = r"â€|Ã[\x{80}-\x{BF}]|Â[\x{A0}-\x{BF}]|ï¿½|\x{FFFD}"


def select_as_read(
    format: TableFormat, types: dict[str, str], source: str, *, row: str, file: str, key_offset: int, is_text: bool
) -> str:
    """A SELECT of posting_as_read's columns from the relation ``source`` with columns of these ``types``.

    ``row``: SQL for the row's number in the file; ``key_offset`` is added to it for posting_key. ``is_text``: the
    source was text and may be damaged as text is: descriptions too are searched for signs of it, and tabs trimmed. Two more
    columns, set_aside_reason and set_aside_text, are NULL for usable rows.
    """
    actual = {folded(name): name for name in types}
    cells = [_cell(name, actual.get(folded(name)), types, BLANKS if is_text else " ") for name in format.columns]
    fields = [f"({format.fields.get(name, 'null')})::{kind} as {name}" for name, kind in AS_READ.items() if name != "read_flags"]
    shown = ", ".join(f"{identifier(name)}::varchar" for name in format.columns)
    unfit = " ".join(f"when {condition} then {quoted(reason)}" for reason, condition in format.unreadable.items())
    searched = f"concat_ws(chr(10), title, employer{', description' if is_text else ''})"
    signs = {
        "read_as_windows_1252": "not row_is_utf8",
        # Plain ASCII, nearly every text, has as many bytes as characters.
        "mojibake": f"strlen({searched}) > length({searched}) and regexp_matches({searched}, {quoted(MOJIBAKE)})",
        "nul_bytes": f"contains({searched}, chr(0))",
        "formula_cell": "starts_with(title, '=') or starts_with(employer, '=')",
    }
    if is_text:
        signs["long_text"] = f"length(description) > {LONG_TEXT}"
    any_sign = " or ".join(f"({sign})" for sign in signs.values())
    flags = ", ".join(f"case when {sign} then {quoted(flag)} end" for flag, sign in signs.items())
    return f"""
with source as (
    select {row} as row_in_file, {"is_utf8" if "is_utf8" in types else "true"} as row_is_utf8,
        {", ".join(cells)}
    from {source}
),
fields as (
    select row_in_file, row_is_utf8, {format.fields.get("read_flags", "[]")}::varchar[] as flags_given,
        {f"case {unfit} end" if unfit else "null::varchar"} as unfit,
        left(concat_ws(' | ', {shown}), {TEXT_KEPT}) as row_text,
        {", ".join(fields)}
    from source as read
),
final as (
    select row_in_file + {key_offset} as posting_key, {", ".join(name for name in AS_READ if name != "read_flags")},
        case when {any_sign} then list_concat(flags_given, list_filter([{flags}], lambda flag: flag is not null))
            else flags_given end as read_flags,
        {quoted(file)} as file, row_in_file,
        case when title is null then 'no title' else unfit end as set_aside_reason,
        case when title is null or unfit is not null then row_text end as set_aside_text
    from fields
)
select * from final"""


def empty_as_read() -> str:
    """A SELECT with the columns of ``select_as_read`` and no row."""
    return no_row({**READ_ROW, "set_aside_reason": "VARCHAR", "set_aside_text": "VARCHAR"})


def _cell(name: str, actual: str | None, types: dict[str, str], blanks: str) -> str:
    """One column as text under its publisher's name: blank is NULL, and so is a column that the file lacks."""
    if actual is None:
        kind = AS_READ.get(name, "VARCHAR")
        return f"null::{kind if kind.endswith('[]') else 'VARCHAR'} as {identifier(name)}"
    quoted_name = identifier(actual)
    if types[actual].endswith("[]"):
        return f"coalesce({quoted_name}::varchar[], []) as {identifier(name)}"
    if AS_READ.get(name, "").endswith("[]"):
        return f"case when {quoted_name} is null then [] else [{quoted_name}::varchar] end as {identifier(name)}"
    # Descriptions are not trimmed: that would copy gigabytes.
    text = f"{quoted_name}::varchar"
    if name != "description":
        # Trimming costs ten times as much as looking whether there is something to trim.
        has_blank = " or ".join(f"starts_with({text}, {quoted(each)}) or ends_with({text}, {quoted(each)})" for each in blanks)
        text = f"case when {has_blank} then trim({text}, {quoted(blanks)}) else {text} end"
    return f"nullif({text}, '') as {identifier(name)}"
