"""What somebody states, in words, with how sure it is and who says so: the row of a sheet."""

from typing import NamedTuple


class Statement(NamedTuple):
    """The words, the badges beside them, what else to know with the source, and its address ('' when not recorded)."""

    text: str
    badges: tuple[str, ...] = ()
    source: str = ""
    address: str = ""
