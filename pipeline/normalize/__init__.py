"""Job ads of any format as comparable postings: readers of files, rules that turn words into fields, ads counted once.

``formats`` and ``read`` bring files into the rows of ``fields.AS_READ``; ``rules`` (patterns and tables) and the SQL of
pipeline/sql/normalize make ``fields.POSTING`` of them; ``run`` applies them to files, ``one_ad`` to one pasted text, and
pipeline/inbox.py to the ads of a build. ``asked_name`` reads a single name of a place or a title by the same rules.
"""
