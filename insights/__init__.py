"""Reads the warehouse and answers questions; shared by the dashboard, the notebooks and the benchmarks.

``reader.py`` opens the file and notices when it was replaced; ``queries/`` holds every SQL statement a reader runs,
``sentences/`` the words of every answer, ``charts/`` the figures with the sentence that says what is drawn, ``evidence/`` what
stands behind each figure, ``paper/`` the briefs to print, ``sandbox/`` a reader's own SELECT. ``words.py`` says numbers and
dates as people do, ``pages.toml`` is the register of pages.
"""
