"""One file per page: widgets and the insights they show. No SQL and no arithmetic here; ``shell.py`` is what all pages share."""
