"""Text as SQL, for statements in which a parameter cannot stand: names of files, of tables and of columns."""


def quoted(text: object) -> str:
    """The text, or the path, as an SQL string."""
    return "'" + str(text).replace("'", "''") + "'"


def identifier(name: str) -> str:
    """A name quoted for SQL."""
    return '"' + name.replace('"', '""') + '"'
