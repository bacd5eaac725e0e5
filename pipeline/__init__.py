"""Sources -> raw -> staging -> core -> mart -> insights -> views: each stage reads from its left, writes to its right.

``sources/`` read the publishers' own files, one module a source; ``publisher_files.py`` opens them, ``source.py`` says what a
source declares, ``registry.py`` lists them. ``refresh`` (in ``__main__.py``) writes what they give to ``data/raw/``
(``raw_tables.py``) with its provenance. ``build.py`` loads those tables and runs ``sql/``: staging types them and says which rows
cannot be used and why, core holds one row per thing, mart what a question needs. ``ledger.py`` notes what was read;
``landed.py`` finds rows that were lost and ``contracts.py`` checks the result before ``warehouse.py`` puts it in place.
``normalize/`` turns the words of job ads and places into fields; ``inbox.py`` runs it inside a build. ``constants.toml`` holds
every constant with its citation, ``dictionary.py`` the meaning of every column, which
``meanings.py`` hands on from table to table; ``sql_text.py`` quotes text for SQL.
"""
