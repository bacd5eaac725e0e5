"""What a visitor sees when a page cannot be drawn: one sentence that says what to do. The log has the trace."""

import os

from pipeline.faults import SourceFault

UNFORESEEN = (
    "This page could not be drawn to its end; what went wrong stands in the server's log. Reload the page; if it happens "
    "again, start from Home and choose anew."
)


def tell(fault: Exception) -> bool:
    """Say it in place of the page's rest; True tells Streamlit to add nothing of its own."""
    # The server starts without the pages' libraries; by now they are loaded.
    from pipeline.warehouse import WAREHOUSE
    from views.parts import shell

    # The log names the whole path; a visitor has no use for it.
    said = str(fault).replace(f"{WAREHOUSE.parent}{os.sep}", "") if isinstance(fault, SourceFault) else UNFORESEEN
    shell.refusal(said)
    return True
