"""The one exception a user meets: a sentence that says what is wrong and what was expected."""


class SourceFault(Exception):
    """A publisher file, raw table or warehouse that cannot be used; ``str()`` is one plain sentence for the user."""
