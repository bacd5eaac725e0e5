"""What a visitor sees when a page cannot be drawn: one sentence that says what to do. The log has the trace."""

from pipeline.faults import SourceFault

UNFORESEEN = (
    "This page could not be drawn to its end; what went wrong stands in the server's log. Reload the page; if it happens "
    "again, start from Home and choose anew."
)


def tell(fault: Exception) -> bool:
    """Say it in place of the page's rest; True tells Streamlit to add nothing of its own."""
    from views import shell  # the server starts without the pages' libraries; by now they are loaded

    shell.refusal(str(fault) if isinstance(fault, SourceFault) else UNFORESEEN)
    return True
